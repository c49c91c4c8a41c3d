import ComponentTypes
import WAVE

/// Where in half-typed input the cursor is: the word in hand, and the brackets that are open around it.
struct CursorContext {
  /// A bracket that is open at the cursor.
  struct Frame {
    /// The piece that opens it.
    var open: Int
    /// The opening bracket.
    var bracket: UInt8
    /// Whether types stand in it, as in `list<`.
    var holdsTypes = false
    /// How many commas stand in it before the cursor.
    var commas = 0
    /// The label before the `:` of the element that the cursor is in.
    var key: Int?
  }

  /// Brackets further out than so many are not looked at.
  static let maximumFrames = 100

  let session: Session
  let outline: InputOutline
  /// A UTF-8 byte offset.
  let cursor: Int
  /// The piece that the cursor is in, or right behind where more could be typed to it.
  let inHand: Int?
  /// How many pieces stand before it, or before the cursor.
  let before: Int
  /// From the outermost to the innermost.
  private(set) var frames: [Frame] = []

  init(_ outline: InputOutline, at cursor: Int, in session: Session) {
    self.outline = outline
    self.session = session
    self.cursor = min(max(0, cursor), outline.bytes.count)
    let offset = self.cursor
    var low = 0
    var high = outline.pieces.count
    while low < high {
      let middle = (low + high) / 2
      if outline.pieces[middle].range.upperBound < offset { low = middle + 1 } else { high = middle }
    }
    let piece = low < outline.pieces.count ? outline.pieces[low] : nil
    if let piece, piece.range.lowerBound < offset, piece.holds(offset) {
      inHand = low
      before = low
    } else {
      inHand = nil
      before = piece.map { $0.range.upperBound <= offset ? low + 1 : low } ?? low
    }
    findFrames()
  }

  /// What was typed of the word in hand; empty where there is none.
  var typed: String {
    guard let inHand else { return "" }
    return outline.text(outline.pieces[inHand].range.lowerBound..<cursor)
  }

  /// The piece before the word in hand or the cursor.
  var previous: InputPiece? { before > outline.firstPiece ? outline.pieces[before - 1] : nil }

  /// Whether the word in hand, or what would be typed, touches the piece before it.
  var touchesPrevious: Bool {
    guard before > 0, before <= outline.pieces.count else { return false }
    if let inHand { return !outline.pieces[inHand].isApart }
    return outline.pieces[before - 1].range.upperBound == cursor
  }

  private mutating func findFrames() {
    let pieces = outline.pieces
    var index = outline.firstPiece
    while index < before {
      defer { index += 1 }
      let piece = pieces[index]
      guard case .symbol(let byte) = piece.kind else { continue }
      if piece.closer != nil {
        // What is closed again before the cursor does not matter.
        if let close = outline.partners[index], close < before {
          index = close
        } else {
          frames.append(Frame(open: index, bracket: byte))
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "<") where opensTypes(index):
        frames.append(Frame(open: index, bracket: byte, holdsTypes: true))
      case UInt8(ascii: "<") where frames.isEmpty && opensFields(index):
        frames.append(Frame(open: index, bracket: byte))
      case UInt8(ascii: ">") where frames.last?.bracket == UInt8(ascii: "<"): frames.removeLast()
      case UInt8(ascii: ","):
        guard let last = frames.indices.last else { break }
        frames[last].commas += 1
        frames[last].key = nil
      case UInt8(ascii: ":"):
        guard let last = frames.indices.last, frames[last].takesKeys, frames[last].key == nil,
          index > frames[last].open + 1, case .word = pieces[index - 1].kind,
          isElementStart(index - 1, in: frames[last])
        else { break }
        frames[last].key = index - 1
      default: break
      }
    }
  }

  private func isElementStart(_ index: Int, in frame: Frame) -> Bool {
    index == frame.open + 1 || outline.pieces[index - 1].isSymbol(",")
  }

  private static let genericWords: Set = [
    "list", "option", "result", "tuple", "map", "own", "borrow", "stream", "future",
  ]

  private func opensTypes(_ index: Int) -> Bool {
    if frames.last?.holdsTypes == true { return true }
    guard index > outline.firstPiece, outline.touches(index), outline.pieces[index - 1].isWord else { return false }
    return Self.genericWords.contains(outline.text(outline.pieces[index - 1].range))
      && isTypePosition(before: index - 1)
  }

  /// Whether a `<` begins the arguments of the function that the line begins with.
  private func opensFields(_ index: Int) -> Bool {
    let pieces = outline.pieces
    if index + 1 < pieces.count, pieces[index + 1].isSymbol("<"), outline.touches(index + 1) { return false }
    return index > outline.firstPiece && chainStart(endingBefore: index) == outline.firstPiece
      && callee(endingBefore: index) != nil
  }

  /// Whether a type is expected before a piece: behind `as`, or behind the `:` of an ascription.
  func isTypePosition(before index: Int) -> Bool {
    guard index > outline.firstPiece, index <= outline.pieces.count else { return false }
    let piece = outline.pieces[index - 1]
    if let frame = frames.last, frame.holdsTypes { return piece.isSymbol("<") || piece.isSymbol(",") }
    guard index - 1 > outline.firstPiece, outline.pieces[index - 2].endsValue else { return false }
    if piece.isWord { return outline.text(piece.range) == "as" }
    guard piece.isSymbol(":") else { return false }
    return frames.last.map { $0.key != index - 2 } ?? true
  }

  /// Whether a type is expected at the cursor.
  var isTypePosition: Bool { isTypePosition(before: before) }

  /// Whether a field's name, or a flag, is expected at the cursor.
  var isKeyPosition: Bool {
    guard let frame = frames.last, frame.takesKeys, frame.key == nil else { return false }
    return before == frame.open + 1 || previous?.isSymbol(",") == true
  }
}

extension CursorContext.Frame {
  /// Whether labels with a `:` stand in it.
  var takesKeys: Bool { bracket == UInt8(ascii: "{") || (bracket == UInt8(ascii: "<") && !holdsTypes) }
}

extension InputPiece {
  /// Whether what is typed at an offset inside it or at its end would belong to it.
  fileprivate func holds(_ offset: Int) -> Bool {
    switch kind {
    case .word, .interface, .variable, .input, .number, .comment, .string(isClosed: false): offset <= range.upperBound
    case .string, .character: offset < range.upperBound
    case .symbol, .bad: false
    }
  }
}
