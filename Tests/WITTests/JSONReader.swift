@testable import WIT

/// Reads JSON into a tree, keeping the order of members. Enough for the files that tests compare with.
struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0

  /// The tree of a text; nil where it is no JSON.
  static func read(_ text: String) -> TreeValue? {
    var reader = JSONReader(bytes: Array(text.utf8))
    guard let value = reader.value() else { return nil }
    reader.skipBlanks()
    return reader.at == reader.bytes.count ? value : nil
  }

  private mutating func skipBlanks() {
    while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == character.asciiValue else { return false }
    at += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func value() -> TreeValue? {
    skipBlanks()
    guard at < bytes.count else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
    case UInt8(ascii: "\""): return string().map { .text($0) }
    case UInt8(ascii: "["):
      at += 1
      var elements: [TreeValue] = []
      if take("]") { return .list([]) }
      while true {
        guard let element = value() else { return nil }
        elements.append(element)
        if take("]") { return .list(elements) }
        guard take(",") else { return nil }
      }
    case UInt8(ascii: "{"):
      at += 1
      var members: [TreeValue.Member] = []
      if take("}") { return .members([]) }
      while true {
        skipBlanks()
        guard let name = string(), take(":"), let member = value() else { return nil }
        members.append(.init(name, member))
        if take("}") { return .members(members) }
        guard take(",") else { return nil }
      }
    default:
      let digits = bytes[at...].prefix { (0x30...0x39).contains($0) }
      at += digits.count
      return Int(String(decoding: digits, as: UTF8.self)).map { .number($0) }
    }
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard at < bytes.count else { return nil }
      let escape = bytes[at]
      at += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      default: return nil
      }
    }
    return nil
  }
}
