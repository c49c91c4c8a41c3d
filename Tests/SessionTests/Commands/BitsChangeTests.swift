import BitArithmetic
import ComponentTypes
import Diagnostics
import Testing

@testable import Session

/// Changes of a scratch copy, behind the comma of `:bits`, `:carry` and `:wheel`.
@Suite struct BitsChangeTests {
  private func scratch(_ input: String, in session: Session = Session()) -> ScratchBits? {
    guard case .bits(let reply) = session.execute(input).content else { return nil }
    return reply.scratch
  }

  @Test func flipsBitsOfACopyAndLeavesTheValue() {
    let session = Session()
    #expect(scratch(":bits -1:s8, flip 7 0", in: session)?.form == .integer(0x7e, .s8))
    #expect(session.lastValue == TypedValue(.s8(-1), .s8))
    #expect(scratch(":bits -1:s8", in: session) == nil)
    let facts = scratch(":bits 100:s8 + 50:s8, flip x.7 y.0, flip x.7")?.form.facts
    #expect(facts == OperationFacts(.add, .s8, 100, 51))
    #expect(scratch(":bits 1.5:f32, flip 31")?.form == .float(FloatFields(Float(-1.5))))
  }

  @Test func takesNumbersOverAsTheLanguageDoes() {
    #expect(scratch(":bits -1:s8, as u16")?.form == .integer(0xffff, .u16))
    #expect(scratch(":bits -1:s8, as u8")?.form == .integer(0xff, .u8))
    let lossy = scratch(":bits 300:s16, as u8")
    #expect(lossy?.form == .integer(44, .u8))
    #expect(lossy?.losses.count == 1)
    #expect(scratch(":bits 5:s8 - 7:s8, as s16, complement")?.asComplement == true)
  }

  @Test func carriesAndTheWheelChangeTheSame() {
    let session = Session()
    guard case .carry(let carry) = session.execute(":carry 5:s8 - 7:s8, complement").content,
      case .carryStep(let step) = session.execute(":next").content,
      case .wheel(let wheel) = session.execute(":wheel 5:s8, flip 7").content
    else {
      Issue.record("a command failed")
      return
    }
    #expect(carry.steps?.method == .complement)
    #expect(step.steps?.method == .complement)
    #expect(wheel.scratch?.form == .integer(0x85, .s8))
    _ = session.execute(":carry 1:s8 + 1:s8, flip y.6")
    #expect(session.carryInHand?.operation.facts == OperationFacts(.add, .s8, 1, 65))
  }

  @Test(arguments: [
    (":bits 1, flip 99", "flip 99"), (":bits 1, flip y.0", "flip y.0"), (":bits 1, flip q", "flip q"),
    (":bits 1, flip", "flip"), (":bits 1.5:f32, as u8", "as u8"), (":bits 1, as f32", "as f32"),
    (":bits 1 + 1,  complement", "complement"), (":wheel 1 - 1, complement", "complement"),
    (":bits 1, complement 1", "complement 1"), (":bits 1, flip 99999999999999999999", "flip 99999999999999999999"),
  ])
  func refusesWhatIsNoChange(input: String, marked: String) {
    guard case .failure(let failure) = Session().execute(input).content, let first = failure.diagnostics.first,
      case .text(let source, let labels) = first.location, let span = labels.first?.span
    else {
      Issue.record("\(input) did not fail in its text")
      return
    }
    #expect(first.code == .commandArguments)
    #expect(String(decoding: Array(source.text.utf8)[span.start..<span.end], as: UTF8.self) == marked)
  }

  @Test func commasOfValuesAreNoChanges() {
    let session = Session()
    session.addBuiltInExample()
    #expect(scratch(":bits overflowing-add({x: 1, y: 2})", in: session) == nil)
    #expect(scratch(":bits overflowing-add({x: 1, y: 2}), flip y.31", in: session)?.form.facts?.y == 0x8000_0002)
    #expect(session.preview(":bits 1:s8 + 1, flip 3")?.operations.count == 1)
  }
}
