import ComponentTypes
import Diagnostics
import Testing
import WAVE

@Suite struct PrintingTests {
  @Test func printsHandlesWithTheirResource() {
    let type = ValueType(.own(ResourceType("counter")))
    #expect(TypedValue(.handle(1), type).waveText() == "<counter #1>")
  }

  @Test func escapesWhatCouldDisturbATerminal() {
    let text = "\u{1b}[31m\u{9b}x\u{200b}\u{202e}\u{301}\u{a0}\u{e000}"
    #expect(
      TypedValue(.string(text), .string).waveText()
        == "\"\\u{1b}[31m\\u{9b}x\\u{200b}\\u{202e}\\u{301}\\u{a0}\\u{e000}\"")
  }

  @Test func stopsAtItsLimit() {
    let value = TypedValue(.list((0..<1000).map { .u32($0) }), ValueType(.list(.u32)))
    #expect(value.waveText(limit: 10) == "[0, 1, 2, ...")
    #expect(TypedValue(.string("ééééé"), .string).waveText(limit: 6) == "\"éé...")
    #expect(TypedValue(.bytes([1, 2, 3]), ValueType(.list(.u8))).waveText(limit: 9) == "[1, 2, 3]")
  }

  @Test(arguments: UInt64(1)...4)
  func printedFloatsReadBack(seed: UInt64) throws {
    for step in UInt64(0)..<2000 { try checkFloat(seed &* 1_000_003 &+ step) }
  }

  private func checkFloat(_ seed: UInt64) throws {
    var state = seed &* 0x9e37_79b9_7f4a_7c15
    state ^= state >> 29
    state = state &* 0xbf58_476d_1ce4_e5b9
    let double = Double(bitPattern: state)
    if !double.isNaN {
      let text = double.waveText
      #expect(!text.contains("e"))
      #expect(try readValue(SourceText(name: "t", text: text), as: .f64) == .f64(double))
    }
    let float = Float(bitPattern: UInt32(truncatingIfNeeded: state))
    if !float.isNaN { #expect(try readValue(SourceText(name: "t", text: float.waveText), as: .f32) == .f32(float)) }
  }

  @Test func writesTypesAsTheyAreDeclared() {
    #expect(ValueType(.tuple([.s32, .bool])).typeText == "tuple<s32, bool>")
    #expect(ValueType(.result(ok: nil, error: .string)).typeText == "result<_, string>")
    #expect(ValueType(.list(point)).typeText == "list<point>")
    #expect(ValueType(point.shape).typeText == "record { x: s32, y: s32 }")
    #expect(ValueType(.variant([.init("a", .u8), .init("b")])).typeText == "variant { a(u8), b }")
  }
}
