import ComponentTypes
import Diagnostics
import RandomInputs
import Testing
import WAVE

/// Values of random types stay the same when they are printed and read again.
///
/// `WITSCOPE_RANDOM_INPUTS` asks for more than are tried otherwise, `WITSCOPE_RANDOM_SEED` for others.
@Suite struct RandomValueTests {
  @Test func whatIsPrintedReadsBack() {
    var maker = RandomValue(seed: RandomInputsSetting.seed)
    for number in 0..<(RandomInputsSetting.number(in: "WITSCOPE_RANDOM_INPUTS") ?? 2_000) {
      let type = maker.type()
      let value = maker.value(of: type)
      let text = TypedValue(value, type).waveText()
      do {
        let again = try readValue(SourceText(name: "printed", text: text), as: type)
        guard again == value else {
          Issue.record("value \(number) of \(type.typeText) differs: \(text)")
          return
        }
      } catch {
        Issue.record("value \(number) of \(type.typeText) is refused: \(text)\n\(error.diagnostics.map(\.message))")
        return
      }
    }
  }
}
