import StyledText
import Testing

@testable import Terminal

/// How styles look with few colours or none, as with `NO_COLOR`.
@Suite struct StyleLookTests {
  @Test(arguments: [0, 1, 8, 16, 256])
  func theFocusIsReversedWhateverColoursThereAre(colors: Int) {
    #expect(Style.current.look(colors: colors).isReverse)
    for style in Style.allCases where style != .current {
      #expect(!style.look(colors: colors).isReverse, "\(style) would look like the focus")
    }
  }

  @Test func withoutColoursWhatMattersStillDiffersFromPlainText() {
    let plain = Style.plain.look(colors: 0)
    for style in [Style.overflow, .error, .warning, .current, .selected, .key, .strong, .bracket] {
      let look = style.look(colors: 0)
      #expect(look.color == nil)
      #expect(look != plain, "\(style) cannot be told from plain text")
    }
  }

  @Test func attributesAloneMarkTheFocusWhereColoursAreForbidden() {
    let attributes = StyleAttributes(
      bold: Array("\u{1b}[1m".utf8), dim: Array("\u{1b}[2m".utf8), reverse: Array("\u{1b}[7m".utf8),
      reset: Array("\u{1b}[0m".utf8))
    let palette = StylePalette(attributes: attributes, colors: 0) { _ in Array("colour".utf8) }
    let line = StyledLine([StyledRun("[Browse]", .current), StyledRun(" !V OVERFLOW", .overflow)])
    #expect(
      String(decoding: palette.encode(line), as: UTF8.self)
        == "\u{1b}[7m[Browse]\u{1b}[0m\u{1b}[1m !V OVERFLOW\u{1b}[0m")
  }
}
