import StyledText
import Terminal
import Testing

extension OneTerminal {
  @Suite struct CapabilityTests {
    @Test(arguments: [
      nil, "", "dumb", "no-such-terminal", "a\0b", String(repeating: "x", count: 1_000), "../../etc/passwd",
    ])
    func hasNoneWithoutAKnownType(_ type: String?) {
      #expect(TerminalCapabilities.terminfo(type: type, descriptor: 1) == nil)
    }

    @Test func readsDescriptions() {
      guard let xterm = TerminalCapabilities.terminfo(type: "xterm-256color", descriptor: 1),
        let console = TerminalCapabilities.terminfo(type: "linux", descriptor: 1),
        let vt100 = TerminalCapabilities.terminfo(type: "vt100", descriptor: 1)
      else {
        print("skipped: this machine has no descriptions of xterm-256color, linux and vt100")
        return
      }
      #expect(String(decoding: xterm.palette.encode("x"), as: UTF8.self) == "x")
      let overflow = String(decoding: xterm.palette.encode(StyledLine("x", .overflow)), as: UTF8.self)
      #expect(overflow == "\u{1b}[1m\u{1b}[38;5;196mx\u{1b}(B\u{1b}[m")
      let basic = String(decoding: console.palette.encode(StyledLine("x", .overflow)), as: UTF8.self)
      #expect(basic.hasPrefix("\u{1b}[1m\u{1b}[31mx"))
      // A terminal without colours has bold; delays are not sent.
      let bold = String(decoding: vt100.palette.encode(StyledLine("x", .overflow)), as: UTF8.self)
      #expect(bold == "\u{1b}[1mx\u{1b}[m\u{f}")
      #expect(xterm.keySequences[Array("\u{1b}OH".utf8)] == .home)
    }

    @Test func theEnvironmentDecides() {
      #expect(TerminalEnvironment(variables: ["TERM": "", "NO_COLOR": ""]) == TerminalEnvironment())
      #expect(TerminalEnvironment(variables: ["TERM": "xterm", "NO_COLOR": "1"]).forbidsColor)
      #expect(TerminalEnvironment(variables: ["ACCESSIBLE": "1"]).wantsPlainLines)
      #expect(!TerminalEnvironment(variables: ["ACCESSIBLE": "0"]).wantsPlainLines)
    }

    @Test(arguments: [
      // choice, NO_COLOR, terminal, TERM, coloured
      (ColorChoice.auto, false, true, "xterm-256color", true), (.auto, true, true, "xterm-256color", false),
      (.auto, false, false, "xterm-256color", false), (.auto, false, true, "dumb", false),
      (.always, true, true, "xterm-256color", true), (.always, true, false, "dumb", true),
      (.never, false, true, "xterm-256color", false),
    ])
    func colourIsAMatterOf(choice: ColorChoice, forbidden: Bool, terminal: Bool, type: String, expected: Bool) {
      let environment = TerminalEnvironment(type: type, forbidsColor: forbidden)
      let capabilities = TerminalCapabilities.terminfo(type: type, descriptor: 1)
      let palette = StylePalette.chosen(choice, in: environment, isTerminal: terminal, capabilities: capabilities)
      #expect(!palette.isEmpty == expected)
      let line = palette.encode(StyledLine("x", .error))
      #expect(line.contains(0x1B) == expected)
    }

    @Test func everyStyleEndsWhereItBegan() {
      for style in Style.allCases {
        let text = String(decoding: StylePalette.ansi.encode(StyledLine("x", style)), as: UTF8.self)
        #expect(text == "x" || (text.hasPrefix("\u{1b}[") && text.hasSuffix("x\u{1b}[0m")))
        #expect(StylePalette.none.encode(StyledLine("x", style)) == [0x78])
      }
    }
  }
}
