package import Diagnostics

// Decodes what stands between quotes: each byte is looked at once.
extension Lexer {
  /// The scalar that a character token stands for.
  /// - Throws: `WAVEError` for an escape that is none, or several characters.
  package func decodeCharacter(_ span: SourceSpan) throws(WAVEError) -> Unicode.Scalar {
    var decoded: [UInt8] = []
    do throws(WAVEError) {
      try appendUnescaped(from: span.start + 1, to: span.end - 1, to: &decoded)
    } catch {
      // There is nothing else in it.
      throw self.error(error.kind, span)
    }
    let scalars = String(decoding: decoded, as: UTF8.self).unicodeScalars
    guard let scalar = scalars.first, scalars.dropFirst().isEmpty else {
      throw error(.quotes(.severalCharacters), span)
    }
    return scalar
  }

  /// The text that a string token stands for.
  /// - Throws: `WAVEError` for an escape that is none, or a multi-line string that is not laid out as one.
  package func decodeString(_ span: SourceSpan, isMultiline: Bool) throws(WAVEError) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(span.end - span.start)
    if isMultiline {
      try appendLines(of: span, to: &decoded)
    } else {
      try appendUnescaped(from: span.start + 1, to: span.end - 1, to: &decoded)
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private func appendUnescaped(from start: Int, to end: Int, to decoded: inout [UInt8]) throws(WAVEError) {
    var position = start
    while position < end {
      let backslash = bytes[position..<end].firstIndex(of: UInt8(ascii: "\\")) ?? end
      decoded += bytes[position..<backslash]
      guard backslash < end else { return }
      position = try appendEscape(at: backslash, before: end, to: &decoded)
    }
  }

  /// Appends what the escape at `start` stands for and returns where it ends.
  private func appendEscape(at start: Int, before end: Int, to decoded: inout [UInt8]) throws(WAVEError) -> Int {
    switch start + 1 < end ? bytes[start + 1] : 0 {
    case UInt8(ascii: "n"): decoded.append(0x0a)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "r"): decoded.append(0x0d)
    case UInt8(ascii: "\\"): decoded.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "'"): decoded.append(UInt8(ascii: "'"))
    case UInt8(ascii: "\""): decoded.append(UInt8(ascii: "\""))
    case UInt8(ascii: "u"): return try appendScalarEscape(at: start, before: end, to: &decoded)
    default: throw invalidEscape(at: start, before: end)
    }
    return start + 2
  }

  /// `\u{…}`: one to six hexadecimal digits naming a Unicode scalar value.
  private func appendScalarEscape(
    at start: Int, before end: Int, to decoded: inout [UInt8]
  ) throws(WAVEError) -> Int {
    var position = start + 3
    var value: UInt32 = 0
    while position < min(end, start + 9), let digit = Radix.hexadecimal.digit(bytes[position]) {
      value = value << 4 | UInt32(digit)
      position += 1
    }
    guard start + 2 < end, bytes[start + 2] == UInt8(ascii: "{"), position > start + 3, position < end,
      bytes[position] == UInt8(ascii: "}"), let scalar = Unicode.Scalar(value)
    else { throw invalidEscape(at: start, before: end) }
    decoded += Array(String(Character(scalar)).utf8)
    return position + 1
  }

  private func invalidEscape(at start: Int, before end: Int) -> WAVEError {
    error(.quotes(.invalidEscape), SourceSpan(start, start + 1), marking: escapeSpan(at: start, before: end))
  }

  /// What to mark for a bad escape: the backslash and the character after it, or all of `\u{…}`.
  func escapeSpan(at start: Int, before end: Int) -> SourceSpan {
    var position = min(start + 2, end)
    if start + 2 < end, bytes[start + 1] == UInt8(ascii: "u"), bytes[start + 2] == UInt8(ascii: "{") {
      position = start + 3
      while position < min(end, start + 16), bytes[position].isASCIIAlphanumeric { position += 1 }
      if position < end, bytes[position] == UInt8(ascii: "}") { position += 1 }
    }
    while position < end, bytes[position] & 0xc0 == 0x80 { position += 1 }
    return SourceSpan(start, position)
  }

  /// Decodes a multi-line string: the spaces before the closing quotes are taken off every line.
  private func appendLines(of span: SourceSpan, to decoded: inout [UInt8]) throws(WAVEError) {
    let contentEnd = span.end - 3
    let content = span.start + 3
    var position = content
    if position < contentEnd, bytes[position] == 0x0d { position += 1 }
    var indentationStart = contentEnd
    while indentationStart > position, bytes[indentationStart - 1] == 0x20 { indentationStart -= 1 }
    guard indentationStart == position || bytes[indentationStart - 1] == 0x0a else {
      // What stands there, and the quotes that it stands before.
      var start = contentEnd - 3
      while start > content, bytes[start] & 0xc0 == 0x80 { start -= 1 }
      throw error(
        .quotes(.multilineClosing), SourceSpan(start, contentEnd), marking: SourceSpan(contentEnd, span.end))
    }
    guard position < indentationStart, bytes[position] == 0x0a else {
      throw error(
        .quotes(.multilineOpening), SourceSpan(content, content + 1), marking: SourceSpan(span.start, content))
    }
    position += 1
    let indentation = contentEnd - indentationStart
    var isFirst = true
    while position < indentationStart {
      let lineEnd = bytes[position..<indentationStart].firstIndex(of: 0x0a) ?? indentationStart
      if !isFirst { decoded.append(0x0a) }
      isFirst = false
      let indentationEnd = position + indentation
      guard indentationEnd <= lineEnd, bytes[position..<indentationEnd].allSatisfy({ $0 == 0x20 }) else {
        throw error(.quotes(.multilineIndentation), SourceSpan(position, position + 1))
      }
      // A carriage return before the line break is part of the break.
      let hasReturn = lineEnd > indentationEnd && bytes[lineEnd - 1] == 0x0d
      try appendUnescaped(from: indentationEnd, to: hasReturn ? lineEnd - 1 : lineEnd, to: &decoded)
      position = lineEnd + 1
    }
  }
}
