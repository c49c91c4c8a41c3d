/// The tags of a word's eight bytes, the lowest byte first. Those that a narrower value does not have are none.
package struct WordTags: Hashable, Sendable {
  private var tags: SIMD8<UInt32>

  package static let none = WordTags()
  /// How many bytes a word has.
  static let byteCount = 8

  package init() { tags = SIMD8(repeating: 0) }

  /// Whether no byte is followed.
  package var isEmpty: Bool { tags == SIMD8(repeating: 0) }

  package subscript(byte: Int) -> ByteTag {
    get { ByteTag(rawValue: tags[byte]) }
    set { tags[byte] = newValue.rawValue }
  }

  /// The result of a loss: `count` bytes of it, from `first` on.
  init(chain: Int, count: Int, from first: Int = 0) {
    self.init()
    for byte in 0..<count { self[byte] = ByteTag(chain: chain, byte: first + byte) }
  }

  /// All bytes when they went through more.
  package func adding(_ passages: Passages) -> WordTags {
    var result = self
    for byte in 0..<Self.byteCount { result[byte] = self[byte].adding(passages) }
    return result
  }

  /// The lowest bytes, none above them. What was dropped is noted with what stays.
  package func truncated(to count: Int) -> WordTags {
    var result = WordTags()
    for byte in 0..<count { result[byte] = self[byte] }
    return drops(count..<Self.byteCount) ? result.adding(.truncation) : result
  }

  /// The lowest bytes, with those above them, up to `width` bytes in all, filled with zeros or with copies of their sign.
  package func extended(from count: Int, to width: Int, isSigned: Bool) -> WordTags {
    var result = truncated(to: count)
    guard count > 0, count < width else { return result }
    let fill = result[count - 1].fill(isSigned: isSigned)
    for byte in count..<width { result[byte] = fill }
    return result
  }

  /// Whether any of some bytes is one of a result.
  func drops(_ bytes: Range<Int>) -> Bool { bytes.contains { self[$0].isValue } }
}
