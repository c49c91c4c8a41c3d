import Diagnostics

/// One WIT file: its name, as diagnostics show it, and its text.
package struct WITSource: Hashable, Sendable {
  /// The path or other name.
  package let name: String
  /// The whole text.
  package let text: String
  /// Whether the text stands for a package that came in binary form. Other tools list such packages before the others.
  package let isDecoded: Bool

  package init(name: String, text: String, isDecoded: Bool = false) {
    self.name = name
    self.text = text
    self.isDecoded = isDecoded
  }

  /// Reads the bytes of a file, which must be UTF-8.
  ///
  /// - Throws: `WITError` with the offset of the first byte that is not.
  /// - Source: WIT.md, "Lexical structure".
  package init(name: String, bytes: [UInt8]) throws(WITError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw WITError([
        WITProblem(.invalidUTF8(offset: firstInvalidOffset(in: bytes)), in: SourceText(name: name, text: ""), at: nil)
      ])
    }
    self.init(name: name, text: text)
  }
}

/// The offset of the first byte that starts no valid UTF-8 sequence.
private func firstInvalidOffset(in bytes: [UInt8]) -> Int {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var offset = 0
  while case .scalarValue(let scalar) = decoder.decode(&iterator) {
    offset += UTF8.width(scalar)
  }
  return offset
}
