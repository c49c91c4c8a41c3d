import ComponentTypes
import WAVE

extension Session {
  /// What each piece of half-typed input is; what stands between tokens is plain. Nothing is called, no text is refused,
  /// and the time is linear.
  package func tokens(of text: String) -> [InputToken] {
    TokenClassifier(self, InputOutline(text)).tokens
  }
}

/// Says what pieces are by what stands beside them and by the names that are known.
private struct TokenClassifier {
  let session: Session
  let outline: InputOutline
  private(set) var tokens: [InputToken] = []
  /// The brackets that are open, each with whether types stand in it.
  private var open: [(index: Int, holdsTypes: Bool)] = []
  /// What words turned out to be, so that each is looked up once.
  private var known: [String: InputToken.Kind] = [:]

  private static let keywords: Set<String> = Set(WAVEKeyword.allCases.map(\.rawValue)).union(["it", "min", "max", "as"])

  init(_ session: Session, _ outline: InputOutline) {
    self.session = session
    self.outline = outline
    let first = commandPieces()
    for index in first..<max(first, outline.pieces.count) {
      let kind = kind(of: index)
      if kind != .plain { tokens.append(InputToken(kind, outline.pieces[index].range)) }
    }
  }

  /// Adds a command's name.
  /// - Returns: the first piece behind it; none if its argument is no expression.
  private mutating func commandPieces() -> Int {
    guard case .command(let name) = outline.beginning else { return 0 }
    let command = Command.named(outline.text(name))
    let isKnown = if case .success = command { true } else { false }
    let start = outline.pieces[0].range.lowerBound
    let isPrefix = Command.allCases.contains { $0.rawValue.hasPrefix(outline.text(name)) }
    tokens.append(InputToken(isKnown || isPrefix ? .command : .error, start..<name.upperBound))
    guard case .success(let found) = command, found.description.takesExpression else { return outline.pieces.count }
    return outline.firstPiece
  }

  private mutating func kind(of index: Int) -> InputToken.Kind {
    let piece = outline.pieces[index]
    switch piece.kind {
    case .word(let isEscaped): return kind(ofWord: index, isEscaped: isEscaped)
    case .interface: return .instance
    case .variable, .input: return .variable
    case .number: return .number
    case .string(let isClosed): return isClosed || piece.range.upperBound == outline.bytes.count ? .string : .error
    case .character: return .character
    case .comment: return .comment
    case .bad: return .error
    case .symbol(let byte): return kind(of: byte, at: index)
    }
  }

  private mutating func kind(of byte: UInt8, at index: Int) -> InputToken.Kind {
    let piece = outline.pieces[index]
    if piece.closer != nil {
      open.append((index, false))
      return .plain
    }
    if piece.isClosingBracket {
      if outline.strayClosers.contains(index) { return .error }
      let opening = outline.partners[index]
      while let last = open.popLast(), last.index != opening {}
      return .plain
    }
    switch byte {
    case UInt8(ascii: "<") where isTypeExpected(at: index - 1) || open.last?.holdsTypes == true:
      open.append((index, true))
      return .plain
    case UInt8(ascii: ">") where open.last?.holdsTypes == true:
      open.removeLast()
      return .plain
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "~"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "="):
      return .operator
    default: return .plain
    }
  }

  private mutating func kind(ofWord index: Int, isEscaped: Bool) -> InputToken.Kind {
    let pieces = outline.pieces
    let name = outline.name(pieces[index])
    if case .assignment(let range) = outline.beginning, range == pieces[index].range { return .variable }
    if isTypeExpected(at: index) { return .type }
    let next = index + 1 < pieces.count ? pieces[index + 1] : nil
    if index > 0, pieces[index - 1].isSymbol("."), outline.touches(index) {
      if next?.isSymbol("(") == true { return .function }
      return isFunction(member: index) ? .function : .label
    }
    if next?.isSymbol(":") == true, isLabelPosition(index) { return .label }
    if !isEscaped {
      if index < outline.firstPiece { return .type }
      if Self.keywords.contains(name) { return .keyword }
    }
    if let kind = known[name] { return kind }
    let kind = look(up: name)
    known[name] = kind
    return kind
  }

  private func look(up name: String) -> InputToken.Kind {
    if session.variable(named: name) != nil { return .variable }
    if session.instanceExists(name) { return .instance }
    switch session.lookUpFunction(.named(instance: nil, interface: nil, names: [name])) {
    case .found, .ambiguous: return .function
    case .unknown: return .plain
    }
  }

  /// Whether a name behind a dot is a function of the instance or interface before it: one link is looked at.
  private func isFunction(member index: Int) -> Bool {
    let pieces = outline.pieces
    guard index >= 2 else { return false }
    switch pieces[index - 2].kind {
    case .interface: return true
    case .word: return session.instanceExists(outline.name(pieces[index - 2]))
    default: return false
    }
  }

  private func isLabelPosition(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = outline.pieces[index - 1]
    if before.isSymbol("{") || before.isSymbol("<") { return true }
    guard before.isSymbol(",") else { return false }
    // In angle brackets no bracket is open here.
    return open.last.map { outline.pieces[$0.index].isSymbol("{") } ?? true
  }

  /// Whether the word at an index is a type, by what stands before it.
  private func isTypeExpected(at index: Int) -> Bool {
    let pieces = outline.pieces
    guard index > 0, index < pieces.count, case .word = pieces[index].kind else { return false }
    let before = pieces[index - 1]
    if open.last?.holdsTypes == true { return before.isSymbol("<") || before.isSymbol(",") }
    guard index > 1, pieces[index - 2].endsValue else { return false }
    if before.isWord, outline.text(before.range) == "as" { return true }
    guard before.isSymbol(":") else { return false }
    // Behind a label stands a value.
    if case .word = pieces[index - 2].kind { return !isLabelPosition(index - 2) }
    return true
  }
}
