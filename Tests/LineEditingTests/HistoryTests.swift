import LineEditing
import Testing

@Suite struct HistoryTests {
  @Test func leavesOutBlankAndRepeatedInputs() {
    var history = History()
    for entry in ["a", "a", "", "  \n", "b", "a"] { history.append(entry) }
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func forgetsTheOldest() {
    var history = History(capacity: 2)
    for entry in ["a", "b", "c"] { history.append(entry) }
    #expect(history.entries == ["b", "c"])
    var none = History(capacity: 0)
    none.append("a")
    #expect(none.entries.isEmpty)
  }

  @Test(arguments: ["plain", "two\nlines", "back\\slash", "\\n", "a\\\nb", "\\", "cr\rlf\r\n", "é漢🇩🇪", "tab\t\u{1b}"])
  func writesAndReadsBack(_ entry: String) {
    var history = History()
    history.append("before")
    history.append(entry)
    #expect(history.fileText.split(separator: "\n", omittingEmptySubsequences: false).count == 3)
    #expect(
      History(fileText: history.fileText).entries.map { Array($0.utf8) } == history.entries.map { Array($0.utf8) })
  }

  @Test func readsAnyText() {
    #expect(History(fileText: "a\\x\n\n\\\nb").entries == ["a\\x", "\\", "b"])
    #expect(History(fileText: "").entries == [])
    #expect(History(fileText: "a\nb\nc", capacity: 2).entries == ["b", "c"])
  }

  @Test func findsTheLastOccurrence() {
    var history = History()
    for entry in ["add 1 add", "sub", "ADD"] { history.append(entry) }
    #expect(history.match(of: "add", before: 3) == HistoryMatch(index: 0, offset: 6))
    #expect(history.match(of: "add", before: 0) == nil)
    #expect(history.match(of: "s", after: 0) == HistoryMatch(index: 1, offset: 0))
    #expect(history.match(of: "s", after: 1) == nil)
    #expect(history.match(of: "", before: 3) == nil)
    #expect(history.match(of: "longer than any entry", before: 99) == nil)
  }
}
