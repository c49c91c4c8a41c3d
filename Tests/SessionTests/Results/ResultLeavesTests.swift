import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Testing

@testable import Session

@Suite struct ResultLeavesTests {
  @Test func namesThePartsInTheOrderOfTheType() {
    let inner = ValueType(.record([.init("x", .u8), .init("name", .string), .init("y", .s64)]))
    let type = ValueType(
      .tuple([
        .s32, .bool, ValueType(.list(inner)), ValueType(.list(.u8)), ValueType(.option(.u16)),
        ValueType(.result(ok: .s8, error: .string)),
        ValueType(.variant([.init("none", nil), .init("some-of", ValueType(.tuple([.f32, .u32])))])),
      ]))
    let value = ComponentValue.tuple([
      .s32(-1), .bool(true),
      .list([.record([.u8(1), .string("a"), .s64(2)]), .record([.u8(3), .string("b"), .s64(4)])]),
      .bytes([7, 8]), .option(.u16(9)), .ok(.s8(-2)), .variant(1, .tuple([.f32(1), .u32(10)])),
    ])
    var seen: [String] = []
    ResultLeaves.visitIntegers(of: value, type) { leaf, element, integer, path in
      seen.append("\(leaf)\(element.map { "/\($0)" } ?? "") \(path.text) \(integer.type.decimal(integer.bits))")
    }
    #expect(
      seen == [
        "0 .0 -1", "2 .2[0].x 1", "4 .2[0].y 2", "5 .2[1].x 3", "7 .2[1].y 4", "8/0 .3[0] 7", "8/1 .3[1] 8",
        "9 .4.some 9", "10 .5.ok -2", "12 .6.some-of.1 10",
      ])
  }

  @Test func followsOnlyWhatMightBeInTheResult() {
    func event(_ offset: Int, _ x: UInt64, _ y: UInt64, count: UInt64 = 1) -> ObservedEvent {
      ObservedEvent(
        operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: [x, y],
        result: (x + y) & 0xFFFF_FFFF,
        location: CodeLocation(offset: offset, function: 0, functionName: nil, distance: 0), count: count)
    }
    let function = CallableFunction(
      instance: "fake", path: FunctionPath("f"),
      type: FunctionType(parameters: [], result: ValueType(.tuple([.s64, .u8]))))
    // The sums: 0x80000000, 0x80000044 and another one, which happened more than once.
    let events = [
      event(1, 0x7FFF_FFFF, 1), event(2, 0x7FFF_FFFF, 0x45), event(3, 0x7FFF_FFFF, 2),
      event(4, 0x7FFF_FFFF, 3, count: 2),
    ]
    let evidence = CallEvidence(
      instance: "fake", isNative: false, function: function, arguments: [], watch: .observe,
      observations: Observations(events: events, total: 5))
    func offsets(_ value: ComponentValue) -> [Int] {
      evidence.offsetsToFollow(evidence.report(returning: value), returning: value).sorted()
    }
    #expect(offsets(.tuple([.s64(-0x8000_0000), .u8(0x44)])) == [1, 2, 4])
    #expect(offsets(.tuple([.s64(5), .u8(5)])) == [4])
  }
}
