/// What an operation on the lanes of two vectors did, each lane on its own, in both readings of its bits.
package struct LaneFacts: Hashable, Sendable {
  package let operation: IntegerOperation
  /// In bits.
  package let laneWidth: Int
  /// The operation on each lane, lane 0 first, read as signed.
  package let lanes: [OperationFacts]

  /// Nil where lanes are not 8, 16, 32 or 64 bits wide, or there are not as many words as operands need.
  ///
  /// - Parameter words: a vector's two words, low one first, and behind them the other vector's, or a shift's count.
  package init?(_ operation: IntegerOperation, laneWidth: Int, words: [UInt64]) {
    guard let type = IntegerType(width: laneWidth, isSigned: true), operation != .neg,
      words.count == (operation == .shl ? 3 : 4)
    else { return nil }
    (self.operation, self.laneWidth) = (operation, laneWidth)
    lanes = (0..<128 / laneWidth).map { index in
      let (word, shift) = (index * laneWidth / 64, UInt64(index * laneWidth % 64))
      return OperationFacts(
        operation, type, words[word] >> shift, operation == .shl ? words[2] : words[word + 2] >> shift)
    }
  }

  /// The lanes whose exact result does not fit, in a reading.
  package func losses(asSigned isSigned: Bool) -> [Int] {
    lanes.indices.filter { lanes[$0].overflowed(asSigned: isSigned) }
  }

  /// The first lane that lost something in a reading, and what it did in that; the first lane of all where none did.
  package func first(asSigned isSigned: Bool) -> (lane: Int, facts: OperationFacts) {
    let lane = losses(asSigned: isSigned).first ?? 0
    return (lane, isSigned ? lanes[lane] : lanes[lane].counterpart)
  }

  /// The low word of the wrapped vector.
  package var lowWord: UInt64 {
    lanes.prefix(64 / laneWidth).enumerated().reduce(0) { $0 | $1.element.result << UInt64($1.offset * laneWidth) }
  }
}
