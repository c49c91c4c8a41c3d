import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Presentation
import Session
import StyledText
import Testing

@testable import Explorer

@Suite struct BitsPaneTests {
  @Test func show() {
    func p(_ pane: BitsPane, _ c: Int = 78, _ r: Int = 14) {
      let f = pane.frame(columns: c, rows: r, hasFocus: true)
      print(
        "--- \(c)x\(r) cursor \(f.cursor.map { "\($0.row),\($0.column)" } ?? "nil") \(pane.hints.map { "\($0.key) \($0.meaning)" }.joined(separator: "   "))"
      )
      for l in f.lines { print(l.plainText) }
    }
    var pane = BitsPane()
    pane.show(BitsSamples.call(.max, 1), input: "overflowing-add({x: 2147483647, y: 1})")
    p(pane); p(pane, 60, 10); p(pane, 20, 8); p(pane, 100, 30)
    print(pane.apply(.character("y"))); p(pane); p(pane, 58, 8)
    print(pane.apply(.character("y"))); p(pane); p(pane, 58, 8); p(pane, 40, 8); p(pane, 20, 8)
    print(pane.apply(.escape)); print(pane.apply(.escape)); print(pane.apply(.escape))
    _ = pane.apply(.character(" ")); p(pane)
    _ = pane.apply(.character("W")); p(pane)
    _ = pane.apply(.character("o")); p(pane); p(pane, 56, 8)
    _ = pane.apply(.escape)
    _ = pane.apply(.character("c")); p(pane)
    pane.show(BitsReply(result: TypedValue(.f64(0.1), .f64))); p(pane); p(pane, 24, 20)
    pane.show(BitsSamples.expression(.mul, .s8, 100, 3)); p(pane); _ = pane.apply(.character("y")); p(pane);
    _ = pane.apply(.character("y")); p(pane)
    pane.show(BitsSamples.expression(.add, .u64, .max, 3)); p(pane);
    pane.show(BitsSamples.expression(.shl, .s16, 3000, 4)); _ = pane.apply(.character("y"));
    _ = pane.apply(.character("y")); p(pane)
    pane.show(
      ValueReply(
        result: TypedValue(
          .tuple([.s32(-5), .u8(7), .string("x"), .f32(.nan)]), ValueType(.tuple([.s32, .u8, .string, .f32])))))
    p(pane); _ = pane.apply(.character(">")); p(pane, 40); _ = pane.apply(.character(">")); p(pane)
    for c in [80, 58, 40, 20] {
      for r in 1...4 {
        print("== \(c) \(r)")
        for v in [
          BitsSamples.expression(.add, .s8, 100, 50), BitsSamples.expression(.sub, .u32, 3, 5),
          BitsSamples.expression(.neg, .s64, 5), ValueReply(result: TypedValue(.s32(-5), .s32)),
          ValueReply(result: TypedValue(.f64(-0.1), .f64)),
        ] {
          for l in BitView(columns: c).compact(v, rows: r) { print(l.plainText) }
        }
      }
    }
  }
}

enum BitsSamples {
  static let path = FunctionPath(
    "overflowing-add", in: InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow")))

  /// A call of the interpreted component, with its event where it wraps.
  static func call(_ x: Int32, _ y: Int32) -> ValueReply {
    let facts = OperationFacts(.add, .s32, UInt64(UInt32(bitPattern: x)), UInt64(UInt32(bitPattern: y)))
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: facts.operands, result: facts.result,
      location: CodeLocation(offset: 0x85, function: 1, functionName: "overflowing_add", distance: 9))
    let events =
      facts.overflowed
      ? [ReportedEvent(event: event, facts: .arithmetic(facts), equalsResult: true, isNoise: false)] : []
    let report = CallReport(
      instance: "interpreted", function: path, wasWatched: true, declared: facts.overflowed,
      computed: ComputedOperation(facts: facts, flag: facts.overflowed, matchesValue: true),
      operation: ReportedOperation(facts: facts, basis: events.isEmpty ? .computed : .observed(event: 0)),
      events: events, placeCount: events.count, eventCount: UInt64(events.count))
    let result = TypedValue(.tuple([.s32(x &+ y), .bool(facts.overflowed)]), ValueType(.tuple([.s32, .bool])))
    return ValueReply(result: result, call: report)
  }

  /// An expression of one operation.
  static func expression(_ operation: IntegerOperation, _ type: IntegerType, _ x: UInt64, _ y: UInt64 = 0) -> ValueReply
  {
    let facts = OperationFacts(operation, type, x, y)
    return ValueReply(result: value(facts.result, type), operations: [facts])
  }

  static func value(_ bits: UInt64, _ type: IntegerType) -> TypedValue {
    switch type {
    case .s8: TypedValue(.s8(Int8(truncatingIfNeeded: bits)), .s8)
    case .u8: TypedValue(.u8(UInt8(truncatingIfNeeded: bits)), .u8)
    case .s16: TypedValue(.s16(Int16(truncatingIfNeeded: bits)), .s16)
    case .u16: TypedValue(.u16(UInt16(truncatingIfNeeded: bits)), .u16)
    case .s32: TypedValue(.s32(Int32(truncatingIfNeeded: bits)), .s32)
    case .u32: TypedValue(.u32(UInt32(truncatingIfNeeded: bits)), .u32)
    case .s64: TypedValue(.s64(Int64(truncatingIfNeeded: bits)), .s64)
    default: TypedValue(.u64(bits), .u64)
    }
  }
}
