/// Text in the making, in UTF-8. Many small pieces cost less here than in a `String`, or in an array that grows by them.
package struct TextBuffer: Sendable {
  /// What was written so far, and room for more behind it.
  private var bytes: [UInt8] = []
  /// How many bytes are written.
  private var count = 0

  package init() {}

  /// The whole text.
  package var text: String { String(decoding: bytes[..<count], as: UTF8.self) }

  /// Appends a text.
  package static func += (buffer: inout TextBuffer, text: String) {
    var text = text
    text.withUTF8 { buffer.append($0) }
  }

  /// Appends a part of a text that is at hand in UTF-8.
  package static func += (buffer: inout TextBuffer, text: Slice<UnsafeBufferPointer<UInt8>>) {
    buffer.append(UnsafeBufferPointer(rebasing: text))
  }

  /// Appends bytes that are UTF-8.
  package static func += (buffer: inout TextBuffer, text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { buffer.append($0) }
  }

  private mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
    makeRoom(for: part.count)
    bytes.withUnsafeMutableBytes { room in
      UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: UnsafeRawBufferPointer(part))
    }
    count += part.count
  }

  /// Appends a character of ASCII.
  package mutating func append(_ character: UInt8) {
    makeRoom(for: 1)
    bytes[count] = character
    count += 1
  }

  /// Appends a number in decimal.
  package mutating func append(number: UInt64) {
    if number < 10 {
      append(UInt8(ascii: "0") + UInt8(number))
    } else {
      self += String(number)
    }
  }

  private static let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 64)

  /// Appends blanks.
  package mutating func append(blanks count: Int) {
    var rest = count
    while rest > 0 {
      self += Self.blanks.prefix(rest)
      rest -= Self.blanks.count
    }
  }

  @inline(__always)
  private mutating func makeRoom(for additional: Int) {
    if bytes.count - count < additional { grow(by: additional) }
  }

  /// Doubles the room at least, so that a text costs no more than in proportion to its length.
  private mutating func grow(by additional: Int) {
    bytes += repeatElement(0, count: max(additional, bytes.count, 256))
  }
}
