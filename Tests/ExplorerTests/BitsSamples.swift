import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText

@testable import Explorer

/// Replies to be shown in bits.
enum BitsSamples {
  static let path = FunctionPath(
    "overflowing-add", in: InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow")))

  /// A call of the interpreted component, with its event where it wraps and `isObserved`.
  static func call(_ x: Int32, _ y: Int32, isObserved: Bool = true, declared: Bool? = nil) -> ValueReply {
    let facts = OperationFacts(.add, .s32, UInt64(UInt32(bitPattern: x)), UInt64(UInt32(bitPattern: y)))
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add", operands: facts.operands, result: facts.result,
      location: CodeLocation(offset: 0x85, function: 1, functionName: "overflowing_add", distance: 9))
    let reported = ReportedEvent(event: event, facts: .arithmetic(facts), equalsResult: true, isNoise: false)
    let events = facts.overflowed && isObserved ? [reported] : []
    let report = CallReport(
      instance: "interpreted", function: path, wasWatched: true, declared: declared ?? facts.overflowed,
      computed: ComputedOperation(facts: facts, flag: facts.overflowed, matchesValue: true),
      operation: ReportedOperation(facts: facts, basis: events.isEmpty ? .computed : .observed(event: 0)),
      events: events, placeCount: events.count, eventCount: UInt64(events.count))
    let result = TypedValue(.tuple([.s32(x &+ y), .bool(facts.overflowed)]), ValueType(.tuple([.s32, .bool])))
    return ValueReply(result: result, call: report)
  }

  /// A call of a function that is not known, in which a 64-bit value was narrowed.
  static func narrowingCall() -> ValueReply {
    let event = ObservedEvent(
      operation: .wrap, instruction: "i32.wrap_i64", operands: [0x1_8000_0000], result: 0x8000_0000,
      location: CodeLocation(offset: 0x30, function: 0, functionName: nil, distance: 4))
    let facts = NarrowingFacts(wrapping: 0x1_8000_0000)
    let reported = ReportedEvent(event: event, facts: .narrowing(facts), equalsResult: true, isNoise: false)
    let report = CallReport(
      instance: "other", function: FunctionPath("f"), wasWatched: true, events: [reported], placeCount: 1, eventCount: 1
    )
    return ValueReply(result: TypedValue(.s32(.min), .s32), call: report)
  }

  /// An expression of one operation.
  static func expression(
    _ operation: IntegerOperation, _ type: IntegerType, _ x: UInt64, _ y: UInt64 = 0
  ) -> ValueReply {
    let facts = OperationFacts(operation, type, x, y)
    return ValueReply(result: value(facts.result, type), operations: [facts])
  }

  /// An integer of a type.
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

extension BitsPane {
  /// The pane of an expression's one operation.
  static func of(_ operation: IntegerOperation, _ type: IntegerType, _ x: UInt64, _ y: UInt64 = 0) -> BitsPane {
    var pane = BitsPane()
    pane.show(BitsSamples.expression(operation, type, x, y))
    return pane
  }

  /// Types characters, one key each.
  @discardableResult
  mutating func type(_ text: String, columns: Int = 78, rows: Int = 14) -> BitsEffect {
    var effect = BitsEffect.none
    for character in text { effect = apply(.character(character), columns: columns, rows: rows) }
    return effect
  }

  /// The drawn lines with line breaks between.
  func text(columns: Int = 78, rows: Int = 14) -> String {
    frame(columns: columns, rows: rows, hasFocus: true).lines.map(\.plainText).joined(separator: "\n")
  }

  /// The drawn character under the cursor.
  func underCursor(columns: Int = 78, rows: Int = 14) -> Character? {
    let frame = frame(columns: columns, rows: rows, hasFocus: true)
    guard let cursor = frame.cursor, frame.lines.indices.contains(cursor.row) else { return nil }
    let line = Array(frame.lines[cursor.row].plainText)
    return line.indices.contains(cursor.column) ? line[cursor.column] : nil
  }
}
