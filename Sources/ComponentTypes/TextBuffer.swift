/// Text in the making, in UTF-8. Many small pieces grow bytes faster than they grow a `String`.
package struct TextBuffer: Sendable {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// The whole text.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends a text.
  package static func += (buffer: inout TextBuffer, text: String) {
    var text = text
    text.withUTF8 { buffer.bytes.append(contentsOf: $0) }
  }

  /// Appends a part of a text that is at hand in UTF-8.
  package static func += (buffer: inout TextBuffer, text: Slice<UnsafeBufferPointer<UInt8>>) {
    buffer.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text))
  }

  /// Appends a character of ASCII.
  package mutating func append(_ character: UInt8) {
    bytes.append(character)
  }

  /// Appends a number in decimal.
  package mutating func append(number: UInt64) {
    if number < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(number))
    } else {
      self += String(number)
    }
  }

  /// Appends blanks.
  package mutating func append(blanks count: Int) {
    for _ in 0..<count { bytes.append(UInt8(ascii: " ")) }
  }
}
