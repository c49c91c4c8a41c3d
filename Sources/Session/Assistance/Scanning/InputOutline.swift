import Diagnostics
import WAVE

/// Half-typed input cut into pieces, with the brackets that belong together and where its expression begins.
struct InputOutline {
  /// What the input begins with.
  enum Beginning: Hashable, Sendable {
    case expression
    /// A command: its name's bytes, without the colon.
    case command(Range<Int>)
    /// `NAME =`: the name's bytes.
    case assignment(Range<Int>)
  }

  let bytes: [UInt8]
  let pieces: [InputPiece]
  /// The piece that closes each piece that opens, and the other way round.
  let partners: [Int: Int]
  /// Closing brackets that close nothing.
  let strayClosers: Set<Int>
  let beginning: Beginning
  /// The first piece of the expression: behind the command's name, the `=` and a type for the literals.
  let firstPiece: Int

  init(_ text: String) {
    bytes = Array(text.utf8)
    pieces = InputScanner.pieces(of: bytes)
    var open: [Int] = []
    var partners: [Int: Int] = [:]
    var stray: Set<Int> = []
    for (index, piece) in pieces.enumerated() {
      if piece.closer != nil {
        open.append(index)
      } else if piece.isClosingBracket, case .symbol(let byte) = piece.kind {
        guard let opening = open.last, pieces[opening].closer == byte else {
          stray.insert(index)
          continue
        }
        open.removeLast()
        partners[opening] = index
        partners[index] = opening
      }
    }
    self.partners = partners
    strayClosers = stray
    (beginning, firstPiece) = Self.beginning(pieces, bytes)
  }

  private static func beginning(_ pieces: [InputPiece], _ bytes: [UInt8]) -> (Beginning, Int) {
    guard let first = pieces.first else { return (.expression, 0) }
    if first.isSymbol(":") {
      guard pieces.count > 1, !pieces[1].isApart else {
        return (.command(first.range.upperBound..<first.range.upperBound), 1)
      }
      return (.command(pieces[1].range), 2)
    }
    if first.isWord, ["help", "quit"].contains(text(bytes, first.range)),
      pieces.count == 1 || (pieces[1].isApart && !pieces[1].isSymbol("="))
    {
      return (.command(first.range), 1)
    }
    var start = 0
    var beginning = Beginning.expression
    let isName =
      switch first.kind {
      case .word, .variable: true
      default: false
      }
    if isName, pieces.count > 1, pieces[1].isSymbol("=") {
      beginning = .assignment(first.range)
      start = 2
    }
    if pieces.count > start + 1, pieces[start].isWord, pieces[start + 1].isApart || pieces[start + 1].kind == .number,
      integerTypes.contains(text(bytes, pieces[start].range))
    {
      start += 1
    }
    return (beginning, start)
  }

  static let integerTypes: Set = ["s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64"]

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// What a range spells.
  func text(_ range: Range<Int>) -> String { Self.text(bytes, range) }

  /// What a piece spells, without the `%` or `$` before a name.
  func name(_ piece: InputPiece) -> String {
    switch piece.kind {
    case .word(isEscaped: true), .variable, .input: text((piece.range.lowerBound + 1)..<piece.range.upperBound)
    default: text(piece.range)
    }
  }

  /// Whether two neighbouring pieces touch.
  func touches(_ index: Int) -> Bool { index > 0 && index < pieces.count && !pieces[index].isApart }
}
