import ComponentTypes
import Session
import StyledText
import Testing

@testable import Presentation

/// What commands print, through the session that answers them.
@Suite struct CommandTranscriptTests {
  private func session() -> Session {
    let session = Session()
    session.addBuiltInExample()
    return session
  }

  private func show(_ session: Session, _ input: String, plain: Bool = false, width: Int = 80) -> [String] {
    ReplyView(session.execute(input), options: PresentationOptions(width: width, isPlain: plain)).lines
      .map(\.plainText)
  }

  @Test func tellsWhyInANumberedStoryThatEndsAtTheBit() {
    let session = session()
    _ = session.execute("overflowing-add 2147483647 1")
    let lines = show(session, ":why")
    #expect(
      lines.prefix(8) == [
        "1. overflowing-add 2147483647 1 returned (-2147483648, true)",
        "2. 2147483647 + 1 = 2147483648, which is outside s32, -2147483648..2147483647:",
        "   !V OVERFLOW s32",
        "3. 2147483648 - 1*2^32 = -2147483648",
        "4. source: i32.add at 0x85 (overflowing_add+0x9), followed to .0 through memory",
        "5. declared: true: the component itself declared overflow",
        "6. bit 31, the sign, is where it goes: the carry into it and the one out of it",
        "   differ",
      ])
    #expect(lines.contains("=> 0x85 i32.add"), "the instruction among its neighbours, as the Step tab shows it")
    #expect(show(session, ":why", plain: true).contains("0x85 i32.add, the place"))
    #expect(lines.contains("bit 31: 0 + 0 + carry 1 = 1: write 1, carry 0 out of the top"))
  }

  @Test func claimsOnlyWhatIsKnown() {
    let session = session()
    _ = session.execute("100:s8 + 50")
    #expect(show(session, ":why").contains("4. the operation is the input's own; no component did it"))
    _ = session.execute("native.overflowing-add 2147483647 1")
    #expect(show(session, ":why").contains("4. observed: native s32 add; its result equals the value returned"))
    _ = session.execute("overflowing-add 1 2")
    let fits = show(session, ":why")
    #expect(fits.contains("2. 1 + 2 = 3, which fits s32: nothing was lost"))
    #expect(fits.contains("3. computed by witscope from the arguments"))
    #expect(!fits.joined().contains("observed"))
    _ = session.execute(":set watch off")
    _ = session.execute("overflowing-add 2147483647 1")
    let unwatched = show(session, ":why")
    #expect(unwatched.contains("4. computed by witscope from the arguments, not observed"))
    #expect(unwatched.contains("5. the call was not watched"))
    _ = session.execute("\"text\"")
    #expect(show(session, ":why") == ["1. \"text\" is \"text\"", "2. no integer operation is known behind it"])
  }

  @Test func stepsTheCarriesAsAViewAndInWords() {
    let session = session()
    _ = session.execute(":carry 100:s8 + 50:s8")
    for _ in 0..<5 { _ = session.execute(":next") }
    #expect(
      show(session, ":next") == [
        "s8  100 + 50             bit 5, step 6 of 8",
        "bit          7    6   [5]   4    3    2    1    0",
        "carry in     .    1   [0]   0    0    0    0    0",
        "x = 100      0    1   [1]   0    0    1    0    0",
        "y =  50      0    0   [1]   1    0    0    1    0",
        "sum          .    .   [0]   1    0    1    1    0",
        "bit 5: 1 + 1 + carry 0 = 2: write 0, carry 1 into bit 6",
        "low 6 bits: 36 + 50 = 86 = 22 + carry 64",
      ])
    #expect(
      show(session, ":back", plain: true) == [
        "s8 100 + 50, step 5 of 8.", "bit 4: 0 + 1 + carry 0 = 1: write 1, carry 0 into bit 5",
        "low 5 bits: 4 + 18 = 22 = 22 + carry 0",
      ])
  }

  @Test func asksAndJudges() {
    let session = session()
    #expect(
      show(session, ":predict 100:s8 + 50:s8") == [
        "predict 100 + 50 as s8: value V C",
        "the next input answers: the value, V as 1 or 0, C as 1 or 0; skip shows the",
        "  outcome",
      ])
    let lines = show(session, "150 1")
    #expect(
      lines.prefix(6) == [
        "value: 150, wrong: it is -106", "V: 1, right", "C: not answered; it is 0",
        "score: value 0 of 1, V 1 of 1, C 0 of 1", "-106 : s8", "!V OVERFLOW s8   V=1   as u8: fits, C=0",
      ])
    #expect(show(session, ":predict") == ["score: value 0 of 1, V 1 of 1, C 0 of 1"])
    #expect(show(self.session(), ":predict") == ["nothing was predicted yet; :predict EXPR asks"])
  }

  @Test func neverDrawsInPlainWords() {
    let session = session()
    for input in [
      "overflowing-add 2147483647 1", ":why", ":carry 0:u8 - 1", ":next", ":wheel 100:s8 + 50", ":wheel 5",
      ":bits 3:s8 * 100", ":why", ":predict 1 + 1", "2", ":compare overflowing-add 1 2", ":instances", ":help",
      ":help :bits", ":bits 1.5:f64", ":bits 5:s8 - 7:s8, complement", ":carry 5:s8 - 7:s8, complement", ":next",
      ":bits 3, flip 3", ":wheel 3:s8, flip 7", ":set", ":find arg", ":complete :h", ":info overflowing-add",
      "nope + 1",
      ":browse", ":exports", ":history",
    ] {
      for line in show(session, input, plain: true) {
        // A caret below, a ruler of bit numbers, a ring: what only means something by where it stands.
        #expect(
          !line.contains("^ ") && !line.hasSuffix("^") && !line.contains(" | ") && !line.contains("....")
            && !line.contains(" carry  "),
          "\(line)")
      }
    }
  }

  @Test func tablesAreSentencesInPlainWords() {
    let session = session()
    #expect(
      show(session, ":instances", plain: true) == [
        "integers: native, built in", "native: native, built in", "interpreted: current, component, 1355 bytes",
      ])
    #expect(
      show(session, ":compare overflowing-add 1 2", plain: true).first
        == "native: (3, false); fits s32; declared: false")
    // Blanks in a row are columns; only an indented line may begin with them.
    for input in [":help", ":set", ":instances", ":find e", ":complete :"] {
      for line in show(session, input, plain: true) {
        #expect(!line.drop { $0 == " " }.contains("  "), "\(input): \(line)")
      }
    }
  }

  @Test func showsAChangedCopy() {
    let session = session()
    let lines = show(session, ":bits 100:s8 + 50:s8, flip x.7, as u16")
    #expect(
      lines.prefix(3) == [
        "-106 : s8", "a scratch copy, bit 7 of x flipped, as u16:", "!C OVERFLOW u16   C=1   as s16: fits, V=0",
      ])
    #expect(
      show(session, ":bits 300:s16, as u8").contains("only the low 8 bits fit s8: 300 is now 44"))
  }

  @Test(arguments: [80, 60, 40])
  func keepsWithinTheWidth(width: Int) {
    let session = session()
    _ = session.execute("x = overflowing-add 2147483647 1")
    for input in [
      ":find overflow", ":find e", ":browse", ":browse overflowing", ":set", ":help", ":help :predict", ":help :set",
      ":help overflowing-add", ":info overflowing-add", ":why", ":carry 1:s64 + 2", ":next", ":back",
      ":wheel 100:s8 + 50",
      ":predict overflowing-add 2147483647 1", "1 2 3 4 5", "skip", ":predict 1 + 1", "2 0 0", ":predict", ":instances",
      ":compare overflowing-add 1 2", ":exports", ":exports integers", ":drop x",
      ":help bits", ":help carry", ":help wheel", ":help history", ":help complete", ":complete :",
      ":bits 5:s8 - 7:s8, complement", ":bits 300:s64, as u8",
    ] {
      let reply = session.execute(input)
      // An error's sentences stay whole.
      guard reply.isSuccess else { continue }
      var options = PresentationOptions(width: width)
      options.breaksSentences = true
      for line in ReplyView(reply, options: options).lines.map(\.plainText) {
        // A drawing's least width is its own.
        if width >= 60 || !line.contains("[") { #expect(line.displayWidth <= width, "\(input): \(line)") }
      }
    }
  }

  @Test func offersToLoadAgain() {
    let lines = ChangedFileView([
      ChangedFile(path: "overflow.wasm", state: .changed), ChangedFile(path: "a\u{1b}b", state: .vanished),
    ]).lines.map(\.plainText)
    #expect(lines.first == "overflow.wasm changed; :reload loads it again")
    #expect(lines.allSatisfy { !$0.unicodeScalars.contains("\u{1b}") })
    #expect(lines.count == 2)
  }
}
