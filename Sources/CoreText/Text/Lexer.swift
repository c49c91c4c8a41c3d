import Diagnostics

/// Splits text into tokens, matching brackets. It never calls itself, however deep comments and brackets nest.
///
/// Source: core specification, "Lexical Format" (text format).
struct Lexer {
  let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []
  /// The open brackets: their tokens.
  private var open: [Int] = []

  /// The text's size in bytes that positions can hold.
  static let maximumBytes = 1 << 30

  init(_ bytes: [UInt8]) throws(CoreTextError) {
    guard bytes.count < Self.maximumBytes else {
      throw CoreTextError(.limit("bytes of text", maximum: Self.maximumBytes), at: SourceSpan(0, 0))
    }
    if let fault = malformedUTF8(in: bytes[...]) {
      throw CoreTextError(.malformedUTF8, at: SourceSpan(fault, min(fault + 1, bytes.count)))
    }
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 5)
  }

  mutating func tokenize() throws(CoreTextError) -> [Token] {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "("):
        switch next {
        case UInt8(ascii: ";"): try skipBlockComment()
        case UInt8(ascii: "@"): try readAnnotation()
        default: try append(.open, length: 1)
        }
      case UInt8(ascii: ")"): try append(.close, length: 1)
      case UInt8(ascii: ";") where next == UInt8(ascii: ";"): skipLineComment()
      case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        try append(.reserved, length: 1)
      default: try readWord()
      }
    }
    if let last = open.last {
      let token = tokens[last]
      let kind: CoreTextError.Kind = token.kind == .annotation ? .unclosedAnnotation : .unclosedBracket
      throw CoreTextError(kind, at: SourceSpan(Int(token.start), Int(token.end)))
    }
    return tokens
  }

  private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  /// Appends a token that begins here and moves past it.
  private mutating func append(_ kind: Token.Kind, length: Int) throws(CoreTextError) {
    var token = Token(kind: kind, start: UInt32(position), end: UInt32(position + length))
    switch kind {
    case .open, .annotation: open.append(tokens.count)
    case .close:
      guard let partner = open.popLast() else {
        throw CoreTextError(.unexpectedClose, at: SourceSpan(position, position + 1))
      }
      token.partner = UInt32(partner)
      tokens[partner].partner = UInt32(tokens.count)
    default: break
    }
    tokens.append(token)
    position += length
  }

  // MARK: Comments

  private mutating func skipLineComment() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
      position += 1
    }
  }

  private mutating func skipBlockComment() throws(CoreTextError) {
    let start = position
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "("), next == UInt8(ascii: ";") {
        depth += 1
        position += 2
      } else if bytes[position] == UInt8(ascii: ";"), next == UInt8(ascii: ")") {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        position += 1
      }
    }
    throw CoreTextError(.unclosedComment, at: SourceSpan(start, min(start + 2, bytes.count)))
  }

  // MARK: Words

  /// The longest run of identifier characters and strings is one token, whatever it is.
  private mutating func readWord() throws(CoreTextError) {
    let start = position
    let end = try endOfWord()
    let length = end.position - start
    guard length > 0 else {
      throw CoreTextError(.illegalCharacter, at: SourceSpan(start, start + scalarLength(at: start)))
    }
    try append(kind(of: start..<end.position, strings: end.strings), length: length)
  }

  private func endOfWord() throws(CoreTextError) -> (position: Int, strings: Int) {
    var end = position
    var strings = 0
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "\"") {
        end = try endOfString(at: end)
        strings += 1
      } else if Self.isIdentifierCharacter[Int(bytes[end])] {
        end += 1
      } else {
        break
      }
    }
    return (end, strings)
  }

  private func kind(of range: Range<Int>, strings: Int) throws(CoreTextError) -> Token.Kind {
    let first = bytes[range.lowerBound]
    if strings == 0 {
      switch first {
      case UInt8(ascii: "$"): return range.count > 1 ? .identifier : .reserved
      case UInt8(ascii: "a")...UInt8(ascii: "z"): return .keyword
      case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
      case UInt8(ascii: "+"), UInt8(ascii: "-"): return range.count > 1 ? .number : .reserved
      default: return .reserved
      }
    }
    guard strings == 1, bytes[range.upperBound - 1] == UInt8(ascii: "\"") else { return .reserved }
    if first == UInt8(ascii: "\"") { return .string }
    guard first == UInt8(ascii: "$"), bytes[range.lowerBound + 1] == UInt8(ascii: "\"") else { return .reserved }
    let span = SourceSpan(range.lowerBound, range.upperBound)
    let name = try unescapedString(bytes[(range.lowerBound + 1)..<range.upperBound])
    guard !name.isEmpty else { throw CoreTextError(.emptyIdentifier, at: span) }
    guard malformedUTF8(in: name[...]) == nil else { throw CoreTextError(.malformedUTF8, at: span) }
    return .identifier
  }

  /// One past the closing quote of the string that begins at `start`; its escapes are checked.
  private func endOfString(at start: Int) throws(CoreTextError) -> Int {
    var end = start + 1
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""): return end + 1
      case UInt8(ascii: "\\"): end = try endOfEscape(at: end)
      case 0..<0x20, 0x7F: throw CoreTextError(.controlCharacterInString, at: SourceSpan(end, end + 1))
      default: end += 1
      }
    }
    throw CoreTextError(.unclosedString, at: SourceSpan(start, start + 1))
  }

  private func endOfEscape(at start: Int) throws(CoreTextError) -> Int {
    guard start + 1 < bytes.count else { throw CoreTextError(.unclosedString, at: SourceSpan(start, start + 1)) }
    switch bytes[start + 1] {
    case UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "\""), UInt8(ascii: "'"),
      UInt8(ascii: "\\"):
      return start + 2
    case UInt8(ascii: "u"):
      var end = start + 2
      while end < bytes.count, bytes[end] != UInt8(ascii: "}"), bytes[end] != UInt8(ascii: "\"") { end += 1 }
      guard end < bytes.count, bytes[end] == UInt8(ascii: "}"),
        scalarEscape(bytes[(start + 2)..<end]) != nil
      else { throw CoreTextError(.malformedEscape, at: SourceSpan(start, min(end + 1, bytes.count))) }
      return end + 1
    default:
      guard start + 2 < bytes.count, hexDigit(bytes[start + 1]) != nil, hexDigit(bytes[start + 2]) != nil else {
        throw CoreTextError(.malformedEscape, at: SourceSpan(start, min(start + 2, bytes.count)))
      }
      return start + 3
    }
  }

  private func scalarLength(at start: Int) -> Int {
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end - start
  }

  /// By byte.
  static let isIdentifierCharacter: [Bool] = {
    var set = [Bool](repeating: false, count: 256)
    for byte in UInt8(ascii: "!")...UInt8(ascii: "~") { set[Int(byte)] = true }
    for byte in "\"(),;[]{}".utf8 { set[Int(byte)] = false }
    return set
  }()

  // MARK: Annotations

  /// `(@name` of an annotation that means something here becomes a token; any other is skipped to its end.
  private mutating func readAnnotation() throws(CoreTextError) {
    let start = position
    let wordStart = start + 2
    let isQuoted = wordStart < bytes.count && bytes[wordStart] == UInt8(ascii: "\"")
    // What touches the name is a token of its own.
    var end = wordStart
    if isQuoted {
      end = try endOfString(at: wordStart)
    } else {
      while end < bytes.count, Self.isIdentifierCharacter[Int(bytes[end])] { end += 1 }
    }
    let span = SourceSpan(start, end)
    let name = isQuoted ? try unescapedString(bytes[wordStart..<end]) : Array(bytes[wordStart..<end])
    guard !name.isEmpty else { throw CoreTextError(.emptyAnnotationName, at: span) }
    guard malformedUTF8(in: name[...]) == nil else { throw CoreTextError(.malformedUTF8, at: span) }
    if AnnotationName(name) != nil {
      try append(.annotation, length: end - start)
    } else {
      position = end
      try skipAnnotation(from: span)
    }
  }

  /// Skips to just past the bracket that closes an annotation. What it holds must be tokens.
  private mutating func skipAnnotation(from span: SourceSpan) throws(CoreTextError) {
    var depth = 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        position += 1
      case UInt8(ascii: ";"):
        if next == UInt8(ascii: ";") { skipLineComment() } else { position += 1 }
      case UInt8(ascii: "("):
        if next == UInt8(ascii: ";") {
          try skipBlockComment()
          continue
        }
        // `(@` needs no name here: it is a bracket and a token that begins with an `@`.
        depth += 1
        position += 1
      case UInt8(ascii: ")"):
        depth -= 1
        position += 1
        if depth == 0 { return }
      default:
        let end = try endOfWord().position
        guard end > position else {
          throw CoreTextError(.illegalCharacter, at: SourceSpan(position, position + scalarLength(at: position)))
        }
        position = end
      }
    }
    throw CoreTextError(.unclosedAnnotation, at: span)
  }
}
