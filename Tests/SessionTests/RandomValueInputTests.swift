import ComponentTypes
import Diagnostics
import Glibc
import RandomInputs
import Testing
import WAVE

@testable import Session

/// What a session prints of a value, `VALUE : TYPE`, is an input that gives the same value.
///
/// `WITSCOPE_RANDOM_INPUTS` asks for more values than are tried otherwise.
@Suite struct RandomValueInputTests {
  @Test func whatIsPrintedIsInput() {
    let count = getenv("WITSCOPE_RANDOM_INPUTS").flatMap { Int(String(cString: $0)) } ?? 500
    var session = Session()
    var maker = RandomValue(seed: 20_261_122, hasDeclaredTypes: false)
    for number in 0..<count {
      // A session keeps its values; a new one keeps few.
      if number.isMultiple(of: 200) { session = Session() }
      let type = maker.type()
      let value = TypedValue(maker.value(of: type), type)
      let input = "\(value.waveText()) : \(type.typeText)"
      let reply = session.execute(input)
      if case .failure(let failure) = reply.content {
        Issue.record("\(number): \(input)\nis refused: \(failure.diagnostics.map(\.message))")
        return
      }
      guard session.lastValue == value else {
        Issue.record("\(number): \(input)\ngives \(session.lastValue?.waveText() ?? "nothing")")
        return
      }
    }
  }
}
