import StyledText
import Testing

@Suite struct LayoutTests {
  @Test func countsColumns() {
    #expect("abc".displayWidth == 3)
    #expect("日本".displayWidth == 4)
    #expect("e\u{301}".displayWidth == 1)
    #expect("👍🏽".displayWidth == 2)
    #expect("❤\u{fe0f}".displayWidth == 2)
    #expect("\u{1b}\u{0}\u{200b}".displayWidth == 0)
    #expect("한글".displayWidth == 4)
    #expect("é±".displayWidth == 2)
    #expect("".displayWidth == 0)
  }

  @Test func joinsRunsOfOneStyle() {
    var line = StyledLine()
    line.extend("a")
    line.extend("b")
    line.extend("", .error)
    line.extend("c", .error)
    #expect(line.runs == [StyledRun("ab"), StyledRun("c", .error)])
  }

  @Test func cutsBeforeAWideCharacterThatDoesNotFit() {
    let line = StyledLine([StyledRun("a"), StyledRun("日本", .value)])
    #expect(line.prefix(columns: 4).plainText == "a日")
    #expect(line.prefix(columns: 4).runs.count == 2)
    #expect(line.prefix(columns: 0).plainText == "")
    #expect(line.prefix(columns: 99) == line)
  }

  @Test func elidesInTheMiddle() {
    #expect("abcdefghij".elidedInTheMiddle(columns: 10) == "abcdefghij")
    #expect("abcdefghij".elidedInTheMiddle(columns: 7) == "abc..ij")
    #expect("abcdefghij".elidedInTheMiddle(columns: 3) == "abc")
    for columns in 0...12 { #expect("日本語日本語".elidedInTheMiddle(columns: columns).displayWidth <= columns) }
  }

  @Test func flowsPiecesAndBreaksOnlyWhatIsTooLong() {
    let pieces: [StyledLine] = ["one", "two three", "four"]
    #expect(flow(pieces, columns: 80).map(\.plainText) == ["one   two three   four"])
    #expect(flow(pieces, columns: 14).map(\.plainText) == ["one", "  two three", "  four"])
    #expect(flow(pieces, columns: 8).map(\.plainText) == ["one", "  two", "  three", "  four"])
    #expect(flow([], columns: 8).isEmpty)
  }

  @Test func dropsBlanksAtTheEnd() {
    let line = StyledLine([StyledRun("a "), StyledRun("  ", .value)])
    #expect(line.withoutTrailingBlanks().plainText == "a")
    #expect(StyledLine("  ").withoutTrailingBlanks().runs.isEmpty)
  }
}
