import Testing

@testable import Session

@Suite struct InputHistoryTests {
  private func inputs(_ history: InputHistory) -> [String] { history.entries.map(\.input) }

  @Test func keepsTheLatestThatFit() {
    var history = InputHistory(capacity: 700)
    for number in 1...1_000 { history.insert(HistoryEntry(number: number, input: "input \(number)"), at: history.end) }
    #expect(inputs(history) == (992...1_000).map { "input \($0)" })
    #expect(history.end == 1_000)
    history.insert(HistoryEntry(number: 1_001, input: String(repeating: "x", count: 1_000)), at: history.end)
    #expect(history.entries.map(\.number) == [1_001])
  }

  @Test func anInputStandsBeforeThoseItBrought() {
    var history = InputHistory()
    history.insert(HistoryEntry(number: 1, input: "first"), at: history.end)
    let place = history.end
    for number in 3...4 { history.insert(HistoryEntry(number: number, input: "inner"), at: history.end) }
    history.insert(HistoryEntry(number: 2, input: "outer"), at: place)
    #expect(history.entries.map(\.number) == [1, 2, 3, 4])
  }

  @Test func anInputStandsInFrontWhereItsPlaceIsGivenUp() {
    var history = InputHistory(capacity: 300)
    let place = history.end
    for number in 2...100 { history.insert(HistoryEntry(number: number, input: "inner"), at: history.end) }
    history.insert(HistoryEntry(number: 1, input: "outer"), at: place)
    // In front of the oldest that are left, and the first to go.
    #expect(history.entries.map(\.number) == [97, 98, 99, 100])
    history.insert(HistoryEntry(number: 101, input: "last"), at: history.end)
    #expect(history.entries.map(\.number) == [98, 99, 100, 101])
  }
}

@Suite struct LoadTableTests {
  private func record(_ path: String) -> LoadRecord {
    LoadRecord(request: LoadRequest(path: path), stamps: FileStamps(of: path))
  }

  @Test func keepsEachRequestOnceInTheOrderOfItsLastLoading() {
    var table = LoadTable()
    for path in ["a", "b", "c", "a", "b"] { table.append(record(path)) }
    #expect(table.all.map(\.request.path) == ["c", "a", "b"])
    let report = LoadRecord.Report(stamps: FileStamps(of: "a"), state: .vanished)
    table.report(report, of: LoadRequest(path: "a"))
    #expect(table.all.map(\.reported) == [nil, report, nil])
  }
}
