import CanonicalABI
import ComponentTypes
import CoreTypes
import Testing

/// A type, and what the rules give for it by hand.
struct LayoutRow: Sendable, CustomTestStringConvertible {
  var name: String
  var type: ValueType
  var size: UInt64
  var alignment: UInt32
  /// Empty for more than sixteen.
  var flat: [CoreValueType]

  init(_ name: String, _ type: ValueType.Shape, _ size: UInt64, _ alignment: UInt32, _ flat: [CoreValueType]) {
    (self.name, self.type) = (name, ValueType(type))
    (self.size, self.alignment, self.flat) = (size, alignment, flat)
  }

  var testDescription: String { name }
}

/// Labels enough for the largest enum of the tables, made once.
private let allLabels: [ValueType.Label] = (0..<65_537).map { .init("l\($0)") }

func labels(_ count: Int) -> [ValueType.Label] { Array(allLabels.prefix(count)) }
func fields(_ types: ValueType...) -> [ValueType.Field] {
  types.enumerated().map { .init("f\($0.offset)", $0.element) }
}
func cases(_ payloads: ValueType?...) -> [ValueType.Case] {
  payloads.enumerated().map { .init("c\($0.offset)", $0.element) }
}

let layoutRows: [LayoutRow] = [
  LayoutRow("bool", .bool, 1, 1, [.i32]),
  LayoutRow("s8", .s8, 1, 1, [.i32]),
  LayoutRow("u16", .u16, 2, 2, [.i32]),
  LayoutRow("s32", .s32, 4, 4, [.i32]),
  LayoutRow("u64", .u64, 8, 8, [.i64]),
  LayoutRow("f32", .f32, 4, 4, [.f32]),
  LayoutRow("f64", .f64, 8, 8, [.f64]),
  LayoutRow("char", .char, 4, 4, [.i32]),
  LayoutRow("string", .string, 8, 4, [.i32, .i32]),
  LayoutRow("list<u8>", .list(.u8), 8, 4, [.i32, .i32]),
  LayoutRow("list<f64>", .list(.f64), 8, 4, [.i32, .i32]),
  LayoutRow("map<string, u8>", .map(key: .string, value: .u8), 8, 4, [.i32, .i32]),
  LayoutRow("list<u16, 3>", .fixedLengthList(.u16, length: 3), 6, 2, [.i32, .i32, .i32]),
  LayoutRow("list<u8, 17>", .fixedLengthList(.u8, length: 17), 17, 1, []),
  LayoutRow("list<u64, 4294967295>", .fixedLengthList(.u64, length: .max), 0x7_ffff_fff8, 8, []),
  LayoutRow("record { u8, u64, bool }", .record(fields(.u8, .u64, .bool)), 24, 8, [.i32, .i64, .i32]),
  LayoutRow(
    "record { u8, u64, bool, f32, string }", .record(fields(.u8, .u64, .bool, .f32, .string)), 32, 8,
    [.i32, .i64, .i32, .f32, .i32, .i32]),
  LayoutRow("tuple<s32, bool>", .tuple([.s32, .bool]), 8, 4, [.i32, .i32]),
  LayoutRow("tuple<u8, u8, u16>", .tuple([.u8, .u8, .u16]), 4, 2, [.i32, .i32, .i32]),
  LayoutRow("option<u8>", .option(.u8), 2, 1, [.i32, .i32]),
  LayoutRow("option<u64>", .option(.u64), 16, 8, [.i32, .i64]),
  LayoutRow("option<option<u32>>", .option(ValueType(.option(.u32))), 12, 4, [.i32, .i32, .i32]),
  LayoutRow("result", .result(ok: nil, error: nil), 1, 1, [.i32]),
  LayoutRow("result<u32, string>", .result(ok: .u32, error: .string), 12, 4, [.i32, .i32, .i32]),
  LayoutRow("result<f32, u32>", .result(ok: .f32, error: .u32), 8, 4, [.i32, .i32]),
  LayoutRow("result<f32, f64>", .result(ok: .f32, error: .f64), 16, 8, [.i32, .i64]),
  LayoutRow("result<f32, f32>", .result(ok: .f32, error: .f32), 8, 4, [.i32, .f32]),
  LayoutRow(
    "variant { f32, u64, string, f64, _, tuple<u32, f32>, u8 }",
    .variant(cases(.f32, .u64, .string, .f64, nil, ValueType(.tuple([.u32, .f32])), .u8)), 16, 8, [.i32, .i64, .i32]),
  LayoutRow("variant of 256 cases", .variant(Array(repeating: .init("c"), count: 256)), 1, 1, [.i32]),
  LayoutRow("variant of 257 cases", .variant(Array(repeating: .init("c", .u8), count: 257)), 4, 2, [.i32, .i32]),
  LayoutRow("enum of 256 cases", .enumeration(labels(256)), 1, 1, [.i32]),
  LayoutRow("enum of 300 cases", .enumeration(labels(300)), 2, 2, [.i32]),
  LayoutRow("enum of 65537 cases", .enumeration(labels(65_537)), 4, 4, [.i32]),
  LayoutRow("flags of 8", .flags(labels(8)), 1, 1, [.i32]),
  LayoutRow("flags of 9", .flags(labels(9)), 2, 2, [.i32]),
  LayoutRow("flags of 17", .flags(labels(17)), 4, 4, [.i32]),
  LayoutRow("flags of 32", .flags(labels(32)), 4, 4, [.i32]),
  LayoutRow("own", .own(ResourceType("r")), 4, 4, [.i32]),
  LayoutRow("stream<u8>", .stream(.u8), 4, 4, [.i32]),
  LayoutRow("error-context", .errorContext, 4, 4, [.i32]),
]

struct LayoutTests {
  @Test(arguments: layoutRows)
  func followsTheRules(_ row: LayoutRow) throws {
    let plan = try TransferPlan([row.type])
    #expect(plan.root.size == row.size)
    #expect(plan.root.alignment == row.alignment)
    #expect(plan.flat.types == row.flat)
    #expect(plan.flat.isTooMany == row.flat.isEmpty)
  }

  /// Pointers and lengths are as wide as the memory's addresses; nothing else changes.
  @Test(arguments: [
    LayoutRow("string", .string, 16, 8, [.i64, .i64]),
    LayoutRow("list<u8>", .list(.u8), 16, 8, [.i64, .i64]),
    LayoutRow("map<string, u8>", .map(key: .string, value: .u8), 16, 8, [.i64, .i64]),
    LayoutRow("record { u8, string, bool }", .record(fields(.u8, .string, .bool)), 32, 8, [.i32, .i64, .i64, .i32]),
    LayoutRow("option<string>", .option(.string), 24, 8, [.i32, .i64, .i64]),
    LayoutRow("result<f32, string>", .result(ok: .f32, error: .string), 24, 8, [.i32, .i64, .i64]),
    LayoutRow("list<string, 2>", .fixedLengthList(.string, length: 2), 32, 8, [.i64, .i64, .i64, .i64]),
    LayoutRow("tuple<u8, u16>", .tuple([.u8, .u16]), 4, 2, [.i32, .i32]),
    LayoutRow("own", .own(ResourceType("r")), 4, 4, [.i32]),
  ])
  func followsTheRulesBesideA64BitMemory(_ row: LayoutRow) throws {
    let plan = try TransferPlan([row.type], pointerType: .i64)
    #expect(plan.root.size == row.size)
    #expect(plan.root.alignment == row.alignment)
    #expect(plan.flat.types == row.flat)
  }

  @Test func pointersToSpilledValuesAreAsWideAsAddresses() throws {
    let type = FunctionType(parameters: (0..<17).map { .init("p\($0)", .u8) }, result: .string)
    let plan = try SignaturePlan(type, pointerType: .i64)
    #expect(plan.liftedCoreType == CoreFunctionType([.i64], [.i64]))
    #expect(plan.loweredCoreType == CoreFunctionType([.i64, .i64], []))
  }

  @Test func spillsPastSixteenParameters() throws {
    let sixteen = SignaturePlanInput(parameters: 16)
    #expect(try sixteen.plan.parametersSpill == false)
    #expect(try sixteen.plan.liftedCoreType.parameters.count == 16)
    let seventeen = SignaturePlanInput(parameters: 17)
    #expect(try seventeen.plan.parametersSpill)
    #expect(try seventeen.plan.liftedCoreType == CoreFunctionType([.i32], [.i64]))
  }

  @Test func spillsPastOneResult() throws {
    let plan = try SignaturePlan(FunctionType(parameters: [.init("x", .f32)], result: .string))
    #expect(plan.liftedCoreType == CoreFunctionType([.f32], [.i32]))
    #expect(plan.loweredCoreType == CoreFunctionType([.f32, .i32], []))
  }

  @Test func hasNoResultTypesForNoResult() throws {
    let plan = try SignaturePlan(FunctionType(parameters: [], result: nil))
    #expect(plan.liftedCoreType == CoreFunctionType([], []))
    #expect(plan.loweredCoreType == CoreFunctionType([], []))
  }

  @Test func refusesTypesPastTheLimits() {
    var wide = ValueType.u8
    for _ in 0..<6 { wide = ValueType(.tuple(Array(repeating: wide, count: 12))) }
    #expect(throws: CanonicalABIError.tooManyNodes) { try TransferPlan([wide]) }
    var deep = ValueType.u8
    for _ in 0..<300 { deep = ValueType(.option(deep)) }
    #expect(throws: CanonicalABIError.nestedTooDeeply) { try TransferPlan([deep]) }
    #expect(throws: CanonicalABIError.emptyOrOversizedType("33 flags")) {
      try TransferPlan([ValueType(.flags(labels(33)))])
    }
    #expect(throws: CanonicalABIError.emptyOrOversizedType("no cases")) { try TransferPlan([ValueType(.variant([]))]) }
  }

  @Test func saturatesSizesNoMemoryHolds() throws {
    var huge = ValueType.u64
    for _ in 0..<8 { huge = ValueType(.fixedLengthList(huge, length: .max)) }
    #expect(try TransferPlan([huge, huge]).root.size == TransferPlan.hugeSize)
  }

  @Test func tellsWhichPlansUseHandles() throws {
    #expect(try TransferPlan([ValueType(.list(ValueType(.borrow(ResourceType("r")))))]).usesResources)
    #expect(try TransferPlan([ValueType(.option(ValueType(.future(nil))))]).usesAsyncValues)
    let plain = try TransferPlan([.string])
    #expect(!plain.usesResources && !plain.usesAsyncValues)
  }
}

struct SignaturePlanInput {
  var parameters: Int

  var plan: SignaturePlan {
    get throws {
      try SignaturePlan(
        FunctionType(parameters: (0..<parameters).map { .init("p\($0)", .u32) }, result: .u64))
    }
  }
}
