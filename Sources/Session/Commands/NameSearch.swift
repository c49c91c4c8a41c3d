/// A text that is looked for in names and documentation, whatever the case.
///
/// Time: linear in what is looked through, without copies of it where the text is ASCII.
struct NameSearch {
  private let text: String
  /// The text's bytes in lower case; nil where it is not ASCII, and comparing bytes will not do.
  private let bytes: [UInt8]?
  private let fallbacks: [Int]
  /// Whether the text could begin in an interface's name and end in what it declares.
  let isSpanning: Bool

  init(_ text: String) {
    self.text = text.lowercased()
    let utf8 = Array(self.text.utf8)
    bytes = utf8.allSatisfy { $0 < 0x80 } ? utf8 : nil
    fallbacks = Self.fallbacks(of: utf8)
    isSpanning = utf8.contains(UInt8(ascii: ".")) || utf8.contains(UInt8(ascii: "/"))
  }

  /// Whether a text holds it.
  func matches(_ other: String) -> Bool {
    guard let bytes else { return other.lowercased().contains(text) }
    guard !bytes.isEmpty else { return true }
    var length = 0
    for byte in other.utf8 {
      let byte = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
      while length > 0, bytes[length] != byte { length = fallbacks[length - 1] }
      if bytes[length] == byte { length += 1 }
      if length == bytes.count { return true }
    }
    return false
  }

  /// For every beginning of the bytes, how long the longest one is that it also ends in (Knuth, Morris and Pratt).
  private static func fallbacks(of bytes: [UInt8]) -> [Int] {
    var fallbacks = [0]
    for byte in bytes.dropFirst() {
      var length = fallbacks[fallbacks.count - 1]
      while length > 0, bytes[length] != byte { length = fallbacks[length - 1] }
      fallbacks.append(bytes[length] == byte ? length + 1 : 0)
    }
    return fallbacks
  }
}
