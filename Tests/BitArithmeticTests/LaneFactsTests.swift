import Testing

@testable import BitArithmetic

@Suite struct LaneFactsTests {
  @Test func computesEachLaneOnItsOwn() throws {
    // Lanes 1 and 15 hold 127 + 1, lane 2 holds 255 + 1.
    let facts = try #require(
      LaneFacts(.add, laneWidth: 8, words: [0xff_7f_00, 0x7f << 56, 0x01_01_00, 0x01 << 56]))
    #expect(facts.lanes.count == 16 && facts.losses(asSigned: true) == [1, 15] && facts.losses(asSigned: false) == [2])
    let signed = facts.first(asSigned: true)
    #expect(signed.lane == 1 && signed.facts.exact == ExactInteger(128) && signed.facts.result == 0x80)
    let unsigned = facts.first(asSigned: false)
    #expect(unsigned.lane == 2 && unsigned.facts.exact == ExactInteger(256) && unsigned.facts.result == 0)
    #expect(facts.lowWord == 0x00_80_00)
  }

  @Test(arguments: [8, 16, 32, 64])
  func shiftsEveryLaneByOneCount(width: Int) throws {
    let facts = try #require(LaneFacts(.shl, laneWidth: width, words: [1, 3 << 62, 1]))
    #expect(facts.lanes.count == 128 / width && facts.lanes[0].result == 2)
    #expect(facts.losses(asSigned: false) == [facts.lanes.count - 1] && facts.losses(asSigned: true).isEmpty)
    #expect(facts.lowWord == 2)
  }

  @Test func refusesOtherShapes() {
    #expect(LaneFacts(.add, laneWidth: 8, words: [1, 2, 3]) == nil)
    #expect(LaneFacts(.shl, laneWidth: 8, words: [1, 2, 3, 4]) == nil)
    #expect(LaneFacts(.add, laneWidth: 12, words: [1, 2, 3, 4]) == nil)
    #expect(LaneFacts(.neg, laneWidth: 8, words: [1, 2, 3, 4]) == nil)
  }
}
