import Testing

@testable import CoreModule

struct ValidationTests {
  private typealias B = ModuleBuilder
  private let i32: UInt8 = 0x7F
  private let i64: UInt8 = 0x7E

  @Test func acceptsPlainArithmetic() {
    #expect(B.fault(parameters: [i32, i32], results: [i32], code: [0x20, 0, 0x20, 1, 0x6A]) == nil)
  }

  @Test func saysWhatWasExpectedAndFound() {
    #expect(
      B.fault(parameters: [i32, i64], results: [i32], code: [0x20, 0, 0x20, 1, 0x6A])
        == .typeMismatch(expected: .i32, found: .i64))
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x6A]) == .operandMissing(expected: .i32))
    #expect(B.fault(code: [0x1A]) == .operandMissing(expected: nil))
    #expect(B.fault(code: [0x41, 0, 0x41, 0]) == .operandsLeftOver(count: 2))
    #expect(B.fault(results: [i64], code: [0x41, 0]) == .typeMismatch(expected: .i64, found: .i32))
  }

  @Test func pointsAtTheInstruction() throws {
    let bytes = B.function([0x01, 0x01, 0x41, 0, 0x42, 0, 0x6A, 0x1A])
    let error = #expect(throws: CoreModuleError.self) { try decodeAndValidateModule(bytes) }
    #expect(bytes[error?.offset ?? 0] == 0x6A)
    #expect(error?.category == .invalid)
  }

  @Test func blocksDoNotSeeOuterOperands() {
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x02, 0x40, 0x1A, 0x0B]) == .operandMissing(expected: nil))
    // Unless their type takes them: [i32] -> [i32].
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x02, 2, 0x45, 0x0B]) == nil)
  }

  @Test func unreachableCodeGivesAnyType() {
    #expect(B.fault(results: [i64], code: [0x00, 0x6A, 0xAC]) == nil)
    #expect(B.fault(results: [i32], code: [0x00, 0x42, 0, 0x6A]) == .typeMismatch(expected: .i32, found: .i64))
    #expect(B.fault(code: [0x00, 0x41, 0]) == .operandsLeftOver(count: 1))
    #expect(B.fault(results: [i32], code: [0x00, 0x1B]) == nil)
    // The outer block is unreachable again after the inner one.
    #expect(B.fault(results: [i32], code: [0x00, 0x02, 0x40, 0x0B, 0x6A]) == nil)
  }

  @Test func branchesTakeTheirLabelsTypes() {
    #expect(B.fault(results: [i32], code: [0x41, 1, 0x0C, 0]) == nil)
    #expect(B.fault(results: [i32], code: [0x42, 1, 0x0C, 0]) == .typeMismatch(expected: .i32, found: .i64))
    #expect(B.fault(code: [0x0C, 1]) == .unknownLabel(1, depth: 1))
    // A loop's label takes its parameters, of which it has none.
    #expect(B.fault(results: [i32], code: [0x03, 0x7F, 0x0C, 0, 0x0B]) == nil)
    #expect(B.fault(code: [0x41, 0, 0x0D, 0]) == nil)
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x41, 0, 0x0D, 0]) == nil)
  }

  @Test func branchTablesNeedOneArity() {
    // block (result i32): labels 0 takes 1, 1 takes 0.
    #expect(
      B.fault(code: [0x02, 0x7F, 0x41, 0, 0x41, 0, 0x0E, 1, 0, 1, 0x0B, 0x1A])
        == .labelArityMismatch(expected: 1, found: 0))
    #expect(B.fault(code: [0x02, 0x40, 0x41, 0, 0x0E, 2, 0, 1, 0, 0x0B]) == nil)
    #expect(B.fault(code: [0x41, 0, 0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) == .unexpectedEnd)
  }

  @Test func ifsWithoutElseGiveWhatTheyTake() {
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x04, 0x7F, 0x41, 0, 0x0B]) == .elseMissing)
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x41, 0, 0x04, 2, 0x0B]) == nil)
    #expect(B.fault(results: [i32], code: [0x41, 0, 0x04, 0x7F, 0x41, 0, 0x05, 0x41, 1, 0x0B]) == nil)
    #expect(B.fault(code: [0x05]) == .elseWithoutIf)
    #expect(B.fault(code: [0x41, 0, 0x04, 0x40, 0x05, 0x05, 0x0B]) == .elseWithoutIf)
  }

  @Test func blocksMustBalance() {
    #expect(B.fault(code: [0x02, 0x40]) == .endExpected)
    #expect(B.fault(code: [], end: false) == .endExpected)
    #expect(B.fault(code: [0x0B]) == .bytesAfterEnd)
  }

  @Test func selectTakesNumbersUnlessTyped() {
    #expect(B.fault(code: [0xD0, 0x70, 0xD0, 0x70, 0x41, 0, 0x1B, 0x1A]) == .numberExpected(found: .funcref))
    #expect(B.fault(code: [0xD0, 0x70, 0xD0, 0x70, 0x41, 0, 0x1C, 1, 0x70, 0x1A]) == nil)
    #expect(B.fault(code: [0x41, 0, 0x42, 0, 0x41, 0, 0x1B, 0x1A]) == .typeMismatch(expected: .i32, found: .i64))
    #expect(B.fault(code: [0x1C, 0]) == .selectArity(0))
    #expect(B.fault(code: [0x1C, 2, 0x7F, 0x7F]) == .selectArity(2))
  }

  @Test(
    arguments: [
      ([0x20, 0], .local, 0), ([0x23, 9], .global, 2), ([0x10, 5], .function, 1), ([0x25, 1], .table, 1),
      ([0x02, 3], .type, 3), ([0xFC, 13, 2], .elementSegment, 1), ([0xFC, 9, 2], .dataSegment, 1),
      ([0x41, 0, 0x11, 7, 0], .type, 3), ([0x11, 0, 7], .table, 1), ([0xD2, 4], .function, 1),
    ] as [([UInt8], IndexSpace, Int)])
  func namesTheIndexSpaceOfAnUnknownIndex(_ code: [UInt8], _ space: IndexSpace, _ count: Int) {
    guard case .unknownIndex(let found, _, count: let known) = B.fault(code: code) else {
      Issue.record("accepted, or refused for something else")
      return
    }
    #expect(found == space && known == count)
  }

  @Test func checksMemoryArguments() {
    #expect(B.fault(code: [0x41, 0, 0x28, 2, 0, 0x1A]) == nil)
    #expect(B.fault(code: [0x41, 0, 0x28, 3, 0, 0x1A]) == .alignmentTooLarge(3, natural: 2))
    #expect(B.fault(code: [0x41, 0, 0x28, 0x80, 1, 0, 0x1A]) == .malformedMemoryArgument(128))
    #expect(
      B.fault(code: [0x41, 0, 0x28, 0, 0x80, 0x80, 0x80, 0x80, 0x10, 0x1A]) == .offsetTooLarge(1 << 32))
    let noMemory =
      B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [1, 0])
      + B.section(10, [1, 6, 0, 0x3F, 0, 0x1A, 0x0B].enumerated().map { $0.offset == 1 ? 5 : $0.element })
    #expect(B.fault(noMemory) == .unknownIndex(.memory, 0, count: 0))
  }

  @Test func globalsAreSetOnlyWhenMutable() {
    #expect(B.fault(code: [0x41, 0, 0x24, 0]) == nil)
    #expect(B.fault(code: [0x42, 0, 0x24, 1]) == .globalImmutable(1))
  }

  @Test func findsLocalsBehindTheFirstHundreds() {
    let locals: [UInt8] = [3] + B.leb(1000) + [i32] + B.leb(1000) + [i64] + B.leb(1000) + [0x7D]
    let get = { (index: Int) in [0x20] + B.leb(index) }
    for (index, type) in [
      (0, i32), (127, i32), (128, i32), (999, i32), (1000, i64), (1999, i64), (2000, 0x7D), (2999, 0x7D),
    ] {
      #expect(B.fault(results: [type], locals: locals, code: get(index)) == nil, "local \(index)")
    }
    #expect(B.fault(locals: locals, code: get(3000)) == .unknownIndex(.local, 3000, count: 3000))
  }

  @Test func functionsMustBeDeclaredToBeReferredTo() {
    let before = B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [1, 0])
    let code = B.section(10, [1, 5, 0, 0xD2, 0, 0x1A, 0x0B])
    #expect(B.fault(before + code) == .undeclaredFunctionReference(0))
    #expect(B.fault(before + B.section(7, B.list([B.name("f") + [0, 0]])) + code) == nil)
    #expect(B.fault(before + B.section(9, [1, 3, 0, 1, 0]) + code) == nil)
  }

  @Test func constantExpressionsAreConstant() {
    let global = { (code: [UInt8]) in B.preamble + B.section(6, [1, 0x7F, 0] + code) }
    #expect(B.fault(global([0x41, 0, 0x41, 1, 0x6A, 0x0B])) == nil)
    #expect(B.fault(global([0x41, 0, 0x45, 0x0B])) == .notConstant(.i32Eqz))
    #expect(B.fault(global([0x42, 0, 0x0B])) == .typeMismatch(expected: .i32, found: .i64))
    #expect(B.fault(global([0x0B])) == .operandMissing(expected: .i32))
    #expect(B.fault(global([0x41, 0, 0x41, 0, 0x0B])) == .operandsLeftOver(count: 1))
    #expect(B.fault(global([0x23, 0, 0x0B])) == .unknownIndex(.global, 0, count: 0))
    #expect(B.fault(global([0x02, 0x40, 0x0B, 0x0B])) == .notConstant(.block))
  }

  @Test func checksLimitsExportsAndStart() {
    #expect(B.fault(B.preamble + B.section(5, [1, 1, 2, 1])) == .limitsReversed(minimum: 2, maximum: 1))
    #expect(
      B.fault(B.preamble + B.section(5, [1, 0] + B.leb(65_537))) == .memoryTooLarge(pages: 65_537, maximum: 65_536))
    let single = CoreFeatures.wasm2
    #expect(B.fault(B.preamble + B.section(5, [2, 0, 0, 0, 0]), features: single) == .multiple(.memory, .multiMemory))
    #expect(B.fault(B.preamble + B.section(5, [2, 0, 0, 0, 0])) == nil)
    let memory = B.preamble + B.section(5, [1, 0, 1])
    let export = { (name: String) in B.name(name) + [2, 0] }
    #expect(B.fault(memory + B.section(7, B.list([export("a"), export("a")]))) == .repeatedExport("a"))
    // Canonically equivalent, yet other bytes: other names.
    #expect(B.fault(memory + B.section(7, B.list([export("\u{E9}"), export("e\u{301}")]))) == nil)
    #expect(B.fault(B.preamble + B.section(7, B.list([export("a")]))) == .unknownIndex(.memory, 0, count: 0))
    let start = B.preamble + B.section(1, [1, 0x60, 1, 0x7F, 0]) + B.section(3, [1, 0]) + B.section(8, [0])
    #expect(B.fault(start + B.section(10, [1, 2, 0, 0x0B])) == .startFunctionType)
  }

  @Test func dataInstructionsNeedTheDataCount() {
    let module =
      B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [1, 0]) + B.section(10, [1, 5, 0, 0xFC, 9, 0, 0x0B])
      + B.section(11, [1, 1, 0])
    #expect(B.fault(module) == .dataCountMissing)
  }

  @Test func boundsTheOperandStack() {
    // 1,000 results a call.
    let type: [UInt8] = [1, 0x60, 0] + B.leb(1000) + [UInt8](repeating: 0x7F, count: 1000)
    let code = [UInt8](repeating: 0, count: 1) + (0..<5000).flatMap { _ in [0x10, 0] as [UInt8] } + [0x00, 0x0B]
    let module =
      B.preamble + B.section(1, type) + B.section(3, [1, 0]) + B.section(10, B.list([B.sized(code)]))
    #expect(
      B.fault(module)
        == .limit("values on the operand stack", found: 4_000_001, maximum: CoreLimit.operandStack))
  }

  @Test func nestsDeeplyWithoutRecursion() {
    let depth = 300_000
    let code = (0..<depth).flatMap { _ in [0x02, 0x40] as [UInt8] } + [UInt8](repeating: 0x0B, count: depth)
    #expect(B.fault(code: code) == nil)
  }

  @Test func validatesOneFunctionAlone() throws {
    // Two functions, the second one wrong.
    let bytes =
      B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [2, 0, 0])
      + B.section(10, [2, 2, 0, 0x0B, 3, 0, 0x1A, 0x0B])
    let module = try decodeModule(bytes)
    var validator = ModuleValidator(module)
    try validator.validateSections()
    try validator.validateFunction(0)
    #expect(throws: CoreModuleError(.operandMissing(expected: nil), at: bytes.count - 2)) {
      try validator.validateFunction(1)
    }
    // The stacks are ready for another one after a fault.
    try validator.validateFunction(0)
  }
}
