import ComponentTypes
import Testing

@testable import Session

@Suite struct ValueHistoryTests {
  private func bytes(_ count: Int) -> TypedValue {
    TypedValue(.bytes([UInt8](repeating: 0, count: count)), ValueType(.list(.u8)))
  }

  @Test func givesTheOldestUpWhereTheyTakeTooMuch() {
    var history = ValueHistory(capacity: 10_000)
    for number in 1...5 { history.keep(bytes(3_000), of: number) }
    #expect((1...5).map { history[$0] != nil } == [false, false, true, true, true])
  }

  @Test func keepsTheLatestWhateverItTakes() {
    var history = ValueHistory(capacity: 10_000)
    history.keep(bytes(1), of: 1)
    history.keep(bytes(1_000_000), of: 2)
    #expect(history[1] == nil)
    #expect(history[2] != nil)
  }

  @Test func countsAReplacedValueOnce() {
    var history = ValueHistory(capacity: 10_000)
    history.keep(bytes(1), of: 1)
    for _ in 1...100 { history.keep(bytes(3_000), of: 2) }
    #expect(history[1] != nil)
  }

  @Test func countsThePartsOfAValue() {
    let row = ComponentValue.record([.string(String(repeating: "x", count: 1_000)), .option(.u8(1))])
    let rows = ComponentValue.list([ComponentValue](repeating: row, count: 100))
    #expect((100_000...200_000).contains(rows.footprint))
  }
}
