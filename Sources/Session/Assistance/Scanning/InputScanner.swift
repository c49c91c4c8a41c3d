import WAVE

/// Cuts half-typed input into pieces. It takes every text, in linear time, and knows no names.
struct InputScanner {
  let bytes: [UInt8]
  private var position: Int
  private(set) var pieces: [InputPiece] = []
  private var isApart = true

  /// The pieces of a text from an offset on.
  static func pieces(of bytes: [UInt8], from start: Int = 0) -> [InputPiece] {
    var scanner = InputScanner(bytes: bytes, position: start)
    while scanner.scanNext() {}
    return scanner.pieces
  }

  private init(bytes: [UInt8], position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < bytes.count ? bytes[index] : 0
  }

  private mutating func scanNext() -> Bool {
    guard position < bytes.count else { return false }
    let start = position
    switch byte() {
    case 0x20, 0x09, 0x0A, 0x0D:
      position += 1
      isApart = true
      return true
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
      while position < bytes.count, byte() != 0x0A { position += 1 }
      add(.comment, from: start)
    case UInt8(ascii: "\""): scanString()
    case UInt8(ascii: "'"): scanCharacter()
    case UInt8(ascii: "%") where byte(1).isASCIILetter && !followsValue:
      position += 1
      skipWord()
      add(.word(isEscaped: true), from: start)
    case UInt8(ascii: "$") where byte(1).isASCIIDigit:
      position += 1
      while byte().isASCIIDigit { position += 1 }
      add(.input, from: start)
    case UInt8(ascii: "$") where byte(1).isASCIILetter:
      position += 1
      skipWord()
      add(.variable, from: start)
    case UInt8(ascii: "-") where byte(1).isASCIIDigit && !followsValue:
      position += 1
      skipNumber()
      add(.number, from: start)
    case let first where first.isASCIIDigit:
      if isSelector { while byte().isASCIIDigit { position += 1 } } else { skipNumber() }
      add(.number, from: start)
    case let first where first.isASCIILetter:
      skipWord()
      add(skipInterface() ? .interface : .word(isEscaped: false), from: start)
    case let first where first > 0x20 && first < 0x7F:
      position += 1
      add(.symbol(first), from: start)
    default:
      position += 1
      while position < bytes.count, byte() & 0xC0 == 0x80 { position += 1 }
      add(.bad, from: start)
    }
    return true
  }

  private mutating func add(_ kind: InputPiece.Kind, from start: Int) {
    pieces.append(InputPiece(kind: kind, range: start..<position, isApart: isApart))
    isApart = false
  }

  /// Whether the next piece touches one that a value ends with: then a sign is an operator.
  private var followsValue: Bool { !isApart && pieces.last?.endsValue == true }

  /// Whether digits would be an index, as in `r.0`.
  private var isSelector: Bool { !isApart && pieces.last?.isSymbol(".") == true }

  private mutating func skipWord() {
    while byte().isASCIIAlphanumeric || byte() == UInt8(ascii: "_")
      || (byte() == UInt8(ascii: "-") && (byte(1).isASCIIAlphanumeric || isHalfTyped))
    {
      position += 1
    }
  }

  /// Whether the `-` here ends a name that is typed no further yet: an operator has a blank before it.
  private var isHalfTyped: Bool {
    let next = position + 1
    return position > 0 && bytes[position - 1].isASCIIAlphanumeric && (next == bytes.count || bytes[next] == 0x20)
  }

  /// Reads `:package/interface@version` behind a word, if all of `:package/i` stands there.
  private mutating func skipInterface() -> Bool {
    let start = position
    guard byte() == UInt8(ascii: ":"), byte(1).isASCIILetter else { return false }
    position += 1
    skipWord()
    guard byte() == UInt8(ascii: "/"), byte(1).isASCIILetter else {
      position = start
      return false
    }
    position += 1
    skipWord()
    if byte() == UInt8(ascii: "@"), byte(1).isASCIIDigit { skipVersion() }
    return true
  }

  /// Reads `@1.2.3`, and `-rc.1` or `+build` behind it; a name behind the version's dot is none of it.
  private mutating func skipVersion() {
    position += 1
    while byte().isASCIIDigit || (byte() == UInt8(ascii: ".") && byte(1).isASCIIDigit) { position += 1 }
    while byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+") {
      position += 1
      while byte().isASCIIAlphanumeric || byte() == UInt8(ascii: "-")
        || (byte() == UInt8(ascii: ".") && byte(1).isASCIIDigit)
      {
        position += 1
      }
    }
  }

  private mutating func skipNumber() {
    while true {
      while byte().isASCIIAlphanumeric || byte() == UInt8(ascii: "_") { position += 1 }
      let last = position > 0 ? bytes[position - 1] | 0x20 : 0
      let isFraction = byte() == UInt8(ascii: ".") && byte(1).isASCIIDigit
      let isExponent = last == UInt8(ascii: "e") && (byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+"))
      guard isFraction || (isExponent && byte(1).isASCIIDigit) else { return }
      position += 1
    }
  }

  private mutating func scanString() {
    let start = position
    let isBlock = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
    position += isBlock ? 3 : 1
    while position < bytes.count {
      switch byte() {
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "\"") where !isBlock:
        position += 1
        return add(.string(isClosed: true), from: start)
      case UInt8(ascii: "\"") where byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\""):
        position += 3
        return add(.string(isClosed: true), from: start)
      case 0x0A where !isBlock: return add(.string(isClosed: false), from: start)
      default: position += 1
      }
    }
    position = bytes.count
    add(.string(isClosed: false), from: start)
  }

  /// Reads `'x'`; a quote that nothing closes nearby stands alone.
  private mutating func scanCharacter() {
    let start = position
    var end = position + 1
    let limit = min(bytes.count, position + 16)
    while end < limit, bytes[end] != UInt8(ascii: "'") || end == position + 1, bytes[end] != 0x0A {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    if end < limit, bytes[end] == UInt8(ascii: "'") {
      position = end + 1
      add(.character, from: start)
    } else {
      position += 1
      add(.bad, from: start)
    }
  }
}
