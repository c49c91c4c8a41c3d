import Diagnostics
import StyledText

/// The part of a source line that is shown: all of it where it fits, otherwise a window around what is marked.
struct ExcerptWindow {
  /// The text, escaped, tabs as blanks, with `...` where it was cut.
  private(set) var text: String
  /// Columns before the mark.
  private(set) var markStart: Int
  /// Columns under the mark; at least 1.
  private(set) var markWidth: Int

  private static let ellipsis = "..."
  private static let tab = "    "

  /// - Parameter width: the columns there are, at least 20.
  init(_ excerpt: SourceExcerpt, in source: SourceText, width: Int) {
    let width = max(20, width)
    var text = source.text
    let (before, marked, after) = text.withUTF8 { bytes in
      (
        Self.tail(bytes, excerpt.line.lowerBound..<excerpt.marked.lowerBound, limit: width),
        Self.head(bytes, excerpt.marked, limit: width),
        Self.head(bytes, excerpt.marked.upperBound..<excerpt.line.upperBound, limit: width)
      )
    }
    // Half of what the mark leaves goes to each side; what one side does not need, the other gets.
    let room = max(0, width - min(marked.columns, width / 2))
    let left = min(before.columns, max(room / 2, room - after.columns))
    let shownBefore = Self.cutLeft(before, to: left)
    let shownMarked = Self.cutRight(marked, to: max(1, width - shownBefore.columns))
    let shownAfter = Self.cutRight(after, to: max(0, width - shownBefore.columns - shownMarked.columns))
    self.text = shownBefore.text + shownMarked.text + shownAfter.text
    markStart = shownBefore.columns
    markWidth = max(1, shownMarked.columns)
  }

  /// Cells of a piece of text, and whether more of it was there than was read.
  private struct Piece {
    var cells: [(text: String, width: Int)] = []
    var isCut = false
    var columns: Int { cells.reduce(isCut ? ExcerptWindow.ellipsis.utf8.count : 0) { $0 + $1.width } }
  }

  /// The first scalars of a range, up to a limit of columns.
  private static func head(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, limit: Int) -> Piece {
    // Each column takes at most 4 bytes and combining marks come on top; 16 bytes a column is plenty.
    let end = min(range.upperBound, range.lowerBound + limit * 16)
    var piece = cells(bytes[range.lowerBound..<end])
    piece.isCut = end < range.upperBound
    return piece
  }

  /// The last scalars of a range, up to a limit of columns.
  private static func tail(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, limit: Int) -> Piece {
    var start = max(range.lowerBound, range.upperBound - limit * 16)
    while start < range.upperBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var piece = cells(bytes[start..<range.upperBound])
    piece.isCut = start > range.lowerBound
    return piece
  }

  private static func cells(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Piece {
    var piece = Piece()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let text =
        scalar == "\t" ? tab : scalar.isTerminalControl ? scalar.controlEscape : String(scalar)
      piece.cells.append((text, text.displayWidth))
    }
    return piece
  }

  private static func cutRight(_ piece: Piece, to width: Int) -> (text: String, columns: Int) {
    cut(piece.cells, piece, to: width) { text, part in text += part }
  }

  private static func cutLeft(_ piece: Piece, to width: Int) -> (text: String, columns: Int) {
    cut(piece.cells.reversed(), piece, to: width) { text, part in text = part + text }
  }

  /// Takes cells until the width is full, and puts `...` where the rest was.
  private static func cut(
    _ cells: [(text: String, width: Int)], _ piece: Piece, to width: Int, join: (inout String, String) -> Void
  ) -> (text: String, columns: Int) {
    let fits = !piece.isCut && piece.columns <= width
    let room = fits ? width : max(0, width - ellipsis.utf8.count)
    var text = ""
    var columns = 0
    for cell in cells {
      guard columns + cell.width <= room else { break }
      join(&text, cell.text)
      columns += cell.width
    }
    if !fits, width >= ellipsis.utf8.count {
      join(&text, ellipsis)
      columns += ellipsis.utf8.count
    }
    return (text, columns)
  }
}
