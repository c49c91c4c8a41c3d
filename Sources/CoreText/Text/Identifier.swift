/// An identifier without its `$`, as bytes: `String` would take canonically equivalent spellings for one.
package struct Identifier: Hashable, Sendable {
  /// UTF-8.
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// The name as text.
  package var name: String { String(decoding: bytes, as: UTF8.self) }
}
