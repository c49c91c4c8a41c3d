/// A place that loses something, in the reading that it is told in: as a watch's events have it.
package struct LossSite: Hashable, Sendable {
  /// The instruction's file offset.
  package let offset: Int
  /// Whether the exact signed result did not fit; otherwise only the unsigned one did not.
  package let lostSigned: Bool

  package init(offset: Int, lostSigned: Bool) {
    self.offset = offset
    self.lostSigned = lostSigned
  }
}

/// One time that a followed place lost something.
package struct FollowedLoss: Hashable, Sendable {
  package let site: LossSite
  /// The function's number in its store: a module may have several instances.
  package let function: Int
  /// Which time it was at this place and in this reading, from 1.
  package let occurrence: UInt64
  /// The operands' bits, zero-extended.
  package let operands: [UInt64]
  /// What the bytes of its result were before, where it only moved them: a narrowing's operand.
  var origins = [ByteTag](repeating: .none, count: WordTags.byteCount)
}

/// That a value came of a loss.
package struct FollowedSource: Hashable, Sendable {
  package let loss: FollowedLoss
  package let passages: Passages
}

extension Follower {
  /// The losses whose results a value is: all its bytes are the lowest of one result, in order, or fill it above them.
  ///
  /// A narrowing's result is the low bytes of what it narrowed, so that both may be among them, the last first.
  package func sources(of value: [ByteTag]) -> [FollowedSource] {
    var found: [FollowedSource] = []
    var passages: Passages = []
    var tags = value
    // What a byte was before a loss happened before it, so that this ends.
    while let first = tags.first, first.isValue, !tags.contains(.none) {
      passages = tags.reduce(passages) { $0.union($1.passages) }
      if Self.isWhole(tags) {
        found.append(FollowedSource(loss: losses[first.chain - 1], passages: passages))
      }
      var earlier = tags.map { $0.isFill ? $0 : losses[$0.chain - 1].origins[$0.byte] }
      // What fills a result fills what it was made of, too.
      for index in tags.indices where tags[index].isFill && tags[index].chain == first.chain {
        earlier[index] = earlier[0].fill(isSigned: !tags[index].isZeroFill)
      }
      tags = earlier
    }
    return found
  }

  /// Whether these are the lowest bytes of one result in order, and above them only what fills it.
  private static func isWhole(_ tags: [ByteTag]) -> Bool {
    guard let chain = tags.first?.chain else { return false }
    let count = tags.prefix(while: \.isValue).count
    return tags.allSatisfy { $0.chain == chain }
      && tags.prefix(count).enumerated().allSatisfy { $0.offset == $0.element.byte }
      && tags.dropFirst(count).allSatisfy(\.isFill)
  }
}
