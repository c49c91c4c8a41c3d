import ComponentTypes
import Diagnostics

extension Parser {
  /// The documentation before the current token.
  func takeDocumentation() -> String? {
    lexer.documentation(documentationLayout)
  }

  /// Reads the documentation and the gates before an item.
  ///
  /// Source: WIT.md, "Feature gate syntax".
  mutating func attributes() throws(WITProblem) -> Attributes {
    var attributes = Attributes(documentation: takeDocumentation())
    var stability = Stability()
    while token.kind == .at {
      let start = token.start
      advance()
      let name = try identifier("an attribute's name")
      try expect(.leftParenthesis)
      let span = SourceSpan(start, name.span.end)
      if attributes.span == nil { attributes.span = span }
      switch name.text {
      case "since":
        try field("version")
        if stability.since != nil { note(.repeatedAttribute("since"), at: span) }
        stability.since = try version()
      case "unstable":
        try field("feature")
        if stability.unstableFeature != nil { note(.repeatedAttribute("unstable"), at: span) }
        stability.unstableFeature = try identifier("a feature's name").text
      case "deprecated":
        try field("version")
        if stability.deprecated != nil { note(.repeatedAttribute("deprecated"), at: span) }
        stability.deprecated = try version()
      case "external-id":
        if attributes.externalID != nil { note(.repeatedAttribute("external-id"), at: span) }
        attributes.externalID = try string()
      default:
        throw failure(.unknownAttribute(name.text), at: span)
      }
      try expect(.rightParenthesis)
      if name.text != "external-id", attributes.gateSpan == nil { attributes.gateSpan = span }
    }
    if let span = attributes.gateSpan {
      if stability.since != nil, stability.unstableFeature != nil { note(.sinceWithUnstable, at: span) }
      if stability.since == nil, stability.unstableFeature == nil { note(.deprecatedAlone, at: span) }
      attributes.stability = stability
    }
    return attributes
  }

  /// Takes `name =`; the name is no keyword, only the one word that may stand here.
  private mutating func field(_ name: String) throws(WITProblem) {
    guard token.kind == .identifier, lexer.text(token.span) == name else { throw expected("`\(name)`") }
    advance()
    try expect(.equals)
  }

  /// Reads a string literal.
  ///
  /// Source: WIT.md, "String Literals".
  private mutating func string() throws(WITProblem) -> String {
    guard token.kind == .string else { throw expected("a string") }
    let span = token.span
    var bytes: [UInt8] = []
    var at = span.start + 1
    let end = span.end - 1
    while at < end {
      let byte = lexer.bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\\") else {
        if byte < 0x20 || byte == 0x7F { throw failure(.invalidEscape, at: SourceSpan(at - 1, at)) }
        bytes.append(byte)
        continue
      }
      let start = at - 1
      guard let escape = readEscape(at: &at, before: end) else {
        // The backslash and all bytes of the character behind it.
        var stop = min(start + 2, end)
        while stop < end, lexer.bytes[stop] & 0xC0 == 0x80 { stop += 1 }
        throw failure(.invalidEscape, at: SourceSpan(start, stop))
      }
      bytes += escape
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw failure(.invalidEscape, at: span) }
    advance()
    return text
  }

  /// The bytes that an escape stands for; `at` is behind the backslash and moves behind the escape.
  private func readEscape(at: inout Int, before end: Int) -> [UInt8]? {
    guard at < end else { return nil }
    let letter = lexer.bytes[at]
    at += 1
    switch letter {
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): return [letter]
    case UInt8(ascii: "u"):
      guard lexer.byte(at: at) == UInt8(ascii: "{") else { return nil }
      let start = at + 1
      guard let close = lexer.bytes[start..<max(start, end)].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let digits = lexer.text(SourceSpan(start, close))
      // Digits may be grouped by single `_` between them.
      let groups = digits.split(separator: "_", omittingEmptySubsequences: false)
      guard digits.utf8.count <= 32,
        groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { hexadecimal($0) != nil } }),
        let value = UInt32(groups.joined(), radix: 16), let scalar = Unicode.Scalar(value)
      else { return nil }
      at = close + 1
      return Array(String(Character(scalar)).utf8)
    default:
      guard at < end, let high = hexadecimal(letter), let low = hexadecimal(lexer.bytes[at]) else { return nil }
      at += 1
      return [high << 4 | low]
    }
  }

  private func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
