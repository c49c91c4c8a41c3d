import StyledText
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("ß", 1), ("\u{AD}", 1), ("漢", 2), ("漢字", 4), ("あ", 2),
    ("ア", 2), ("ｱ", 1), ("Ａ", 2), ("！", 2), ("　", 2), ("한", 2), ("한", 2), ("각", 2), ("😀", 2), ("👩‍👩‍👧‍👦", 2),
    ("👍🏽", 2), ("🇩🇪", 2), ("☺", 1), ("☺\u{FE0F}", 2), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("1", 1), ("⌚", 2),
    ("☂", 1), ("─", 1), ("│", 1), ("█", 1), ("→", 1), ("…", 1), ("α", 1), ("я", 1), ("ש", 1), ("ع", 1), ("क", 1),
    ("क\u{94D}ष", 2), ("का", 2), ("ท\u{E35}", 1), ("\u{200B}", 0), ("\u{200D}", 0), ("\u{FEFF}", 0), ("\u{301}", 0),
    ("𝒳", 1), ("𠀀", 2), ("🀄", 2), ("🀀", 1), ("\u{1F1E9}", 1), ("🥲", 2), ("\u{7}", 0), ("a\u{300}\u{301}\u{302}b", 2),
  ])
  func measures(_ text: String, _ columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test func aLineIsAsWideAsItsRuns() {
    #expect(StyledLine([StyledRun("ab"), StyledRun("漢", .value)]).displayWidth == 4)
  }

  @Test(arguments: [
    ("plain é漢", "plain é漢"), ("\u{1b}[31m", "\\u{1b}[31m"), ("a\nb\tc\r", "a\\nb\\tc\\r"), ("\u{9b}2J", "\\u{9b}2J"),
    ("\u{7f}\0", "\\u{7f}\\u{0}"), ("\u{202e}abc", "\\u{202e}abc"), ("\u{2066}\u{2028}", "\\u{2066}\\u{2028}"),
    ("a\r\nb", "a\\r\\nb"), ("👩‍👧", "👩‍👧"),
  ])
  func escapesWhatATerminalCouldObey(_ text: String, _ expected: String) {
    #expect(text.escapingTerminalControls == expected)
  }
}
