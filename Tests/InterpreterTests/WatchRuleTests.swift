import CoreModule
import CoreTypes
import Interpreter
import Testing

/// The rules of the watch set apart what wraps on purpose, and nothing that looks like it. Each pair of functions differs in
/// the one thing that a rule asks for.
@Suite struct WatchRuleTests {
  typealias Code = ModuleAssembler.Code

  private static let i32x2 = CoreFunctionType([.i32, .i32], [.i32])
  private static let i32 = CoreFunctionType([.i32], [.i32])

  /// The rules at the one instruction that the last function's code holds of an opcode.
  private func rules(
    _ type: CoreFunctionType, locals: [CoreValueType] = [], _ code: [Code], at opcode: Opcode,
    operands: [UInt64] = [0, 0]
  ) throws -> [WatchRule] {
    let assembler = ModuleAssembler(
      functions: [.init(name: "f", type: type, locals: locals, code: code)], memory: (1, nil))
    let (instance, _) = try assembler.instantiate()
    let module = instance.module
    let body = try #require(module.body(ofFunction: 0))
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    let function = WatchedFunction(0, of: module)
    while !reader.isAtEnd {
      let instruction = try reader.next()
      if instruction.opcode == opcode {
        return function.exemptions(at: instruction.offset, opcode, operands: operands).map(\.rule)
      }
    }
    Issue.record("no \(opcode.mnemonic)")
    return []
  }

  @Test func aSumThatIsReturnedIsAnAlarm() throws {
    #expect(try rules(Self.i32x2, [.get(0), .get(1), .op(.i32Add)], at: .i32Add) == [])
    #expect(try rules(Self.i32x2, [.get(0), .get(1), .op(.i32Mul)], at: .i32Mul) == [])
    #expect(try rules(Self.i32x2, [.get(0), .get(1), .op(.i32Shl)], at: .i32Shl) == [])
    #expect(try rules(CoreFunctionType([.i64], [.i32]), [.get(0), .op(.i32WrapI64)], at: .i32WrapI64) == [])
  }

  @Test func whatIsAnAddressAloneIsNoAlarm() throws {
    let sum: [Code] = [.get(0), .get(1), .op(.i32Add)]
    #expect(try rules(Self.i32x2, sum + [.load(.i32Load, offset: 0)], at: .i32Add) == [.addresses])
    // Scaled and added to a base, and compared with an end.
    #expect(
      try rules(
        Self.i32x2, locals: [.i32],
        [
          .get(0), .get(1), .op(.i32Sub), .i32(2), .op(.i32Shl), .tee(2), .get(1), .op(.i32LtU), .op(.drop), .get(2),
          .load(.i32Load, offset: 8),
        ], at: .i32Sub) == [.addresses])
    // A value that is stored is no address, and neither is one that is both.
    #expect(try rules(Self.i32x2, [.i32(0)] + sum + [.store(.i32Store, offset: 0), .get(0)], at: .i32Add) == [])
    #expect(
      try rules(
        Self.i32x2, locals: [.i32], sum + [.tee(2), .load(.i32Load, offset: 0), .op(.drop), .get(2)], at: .i32Add) == []
    )
  }

  @Test func aLargeOddFactorHashesAndASmallOrEvenOneDoesNot() throws {
    func product(_ factor: Int32) throws -> [WatchRule] {
      try rules(Self.i32, [.get(0), .i32(factor), .op(.i32Mul)], at: .i32Mul)
    }
    #expect(try product(0x0100_0193) == [.hashes])
    #expect(try product(-1_640_531_535) == [.hashes])
    // Days of four centuries, milliseconds of a day, an even number as large as any.
    #expect(try product(146_097) == [])
    #expect(try product(86_400_000) == [])
    #expect(try product(0x7000_0000) == [])
  }

  @Test func aSumOfWhatWasRotatedHashes() throws {
    let rotated: [Code] = [.get(0), .i32(7), .op(.i32Rotl)]
    #expect(try rules(Self.i32x2, rotated + [.get(1), .op(.i32Add)], at: .i32Add) == [.hashes])
    // Two shifts make a rotation; two that do not add up to the width do not.
    func shifts(_ up: Int32, _ down: Int32) -> [Code] {
      [.get(0), .i32(up), .op(.i32Shl), .get(0), .i32(down), .op(.i32ShrU), .op(.i32Or), .get(1), .op(.i32Add)]
    }
    #expect(try rules(Self.i32x2, shifts(7, 25), at: .i32Add) == [.hashes])
    #expect(try rules(Self.i32x2, shifts(7, 24), at: .i32Add) == [])
  }

  @Test func aProductAndAByteInALoopHashOnlyWithAnOddFactor() throws {
    func loop(_ factor: Int32) throws -> [WatchRule] {
      // do { h = h * factor + byte } while (--n)
      try rules(
        Self.i32, locals: [.i32],
        [
          .loop(), .get(1), .i32(factor), .op(.i32Mul), .get(0), .load(.i32Load8U, offset: 0), .op(.i32Add), .set(1),
          .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0), .op(.end), .get(1),
        ], at: .i32Mul)
    }
    #expect(try loop(31) == [.hashes])
    // Reading a decimal number does the same with ten.
    #expect(try loop(10) == [])
  }

  @Test func theLowerHalfOfAWideSumGivesItsCarryAway() throws {
    func sum(_ carry: [Code]) throws -> [WatchRule] {
      try rules(
        CoreFunctionType([.i64, .i64, .i64], [.i64]), locals: [.i64],
        [.get(0), .get(1), .op(.i64Add), .set(3), .get(3), .get(0), .op(.i64LtU)] + carry, at: .i64Add)
    }
    #expect(try sum([.op(.i64ExtendI32U), .get(2), .op(.i64Sub)]).contains(.wideHalves))
    // A program that asks for the carry to report it has no wider sum.
    #expect(try sum([.op(.i64ExtendI32U)]) == [.unsignedUse, .checks])
  }

  @Test func whatIsOnlyReadAsUnsignedIsNoAlarmOfTheSignedReading() throws {
    func use(_ comparison: Opcode) throws -> [WatchRule] {
      try rules(
        Self.i32x2, locals: [.i32],
        [.get(0), .get(1), .op(.i32Mul), .tee(2), .get(1), .op(comparison), .op(.drop), .get(2)], at: .i32Mul)
    }
    #expect(try use(.i32LtU) == [.unsignedUse])
    #expect(try use(.i32LtS) == [])
    #expect(try use(.i32Eq) == [])
  }

  @Test func roundingToAPowerOfTwoAligns() throws {
    func round(_ sum: Int32, _ mask: Int32) throws -> [WatchRule] {
      try rules(Self.i32, [.get(0), .i32(sum), .op(.i32Add), .i32(mask), .op(.i32And)], at: .i32Add)
    }
    #expect(try round(15, -16) == [.alignment])
    #expect(try round(15, -8) == [])
    #expect(try round(14, -16) == [])
    // Modulo a power of two the low bits are right whatever is lost above them.
    #expect(try round(-1_000_000, 63) == [.alignment])
    #expect(try round(-1_000_000, 62) == [])
  }

  @Test func aDifferenceComparedAsUnsignedAsksForARange() throws {
    func compare(_ comparison: Opcode) throws -> [WatchRule] {
      try rules(Self.i32, [.get(0), .i32(48), .op(.i32Sub), .i32(10), .op(comparison)], at: .i32Sub)
    }
    #expect(try compare(.i32LtU) == [.unsignedUse, .ranges])
    #expect(try compare(.i32LtS) == [])
  }

  @Test func aNegativeConstantIsSubtracted() throws {
    func add(_ constant: Int32) throws -> [WatchRule] {
      try rules(Self.i32, [.get(0), .i32(constant), .op(.i32Add)], at: .i32Add)
    }
    #expect(try add(-1) == [.negatives])
    #expect(try add(1) == [])
    #expect(try add(-70_000) == [])
    #expect(try rules(Self.i32, [.i32(0), .get(0), .op(.i32Sub)], at: .i32Sub) == [.negatives])
    #expect(try rules(Self.i32, [.i32(1), .get(0), .op(.i32Sub)], at: .i32Sub) == [])
  }

  @Test func shiftsUnpackOnlyWhatFits() throws {
    let code: [Code] = [.get(0), .i32(24), .op(.i32Shl), .i32(24), .op(.i32ShrS)]
    #expect(try rules(Self.i32, code, at: .i32Shl, operands: [0xFFFF_FF80, 24]) == [.bitFields])
    #expect(try rules(Self.i32, code, at: .i32Shl, operands: [0x80, 24]) == [])
    // A byte put at the top of a word.
    let packing: [Code] = [.get(0), .i32(24), .op(.i32Shl), .get(1), .op(.i32Or)]
    #expect(try rules(Self.i32x2, packing, at: .i32Shl, operands: [0x80, 24]) == [.bitFields])
  }

  @Test func aByteStoredAloneIsAnAlarmAndOneOfFourIsNot() throws {
    let store: [Code] = [.i32(0), .get(0), .store(.i32Store8, offset: 0)]
    let next: [Code] = [.i32(0), .get(0), .i32(8), .op(.i32ShrU), .store(.i32Store8, offset: 1)]
    #expect(try rules(Self.i32, store + [.get(0)], at: .i32Store8, operands: [300]) == [])
    #expect(try rules(Self.i32, store + next + [.get(0)], at: .i32Store8, operands: [300]) == [.bitFields])
  }

  @Test func whatIsOnlyComparedWithItsSourceChecks() throws {
    let wide = CoreFunctionType([.i64], [.i32])
    let code: [Code] = [.get(0), .op(.i64Extend32S), .get(0), .op(.i64Ne)]
    #expect(try rules(wide, code, at: .i64Extend32S, operands: [1 << 40]) == [.checks])
    let other: [Code] = [.get(0), .op(.i64Extend32S), .i64(0), .op(.i64Ne)]
    #expect(try rules(wide, other, at: .i64Extend32S, operands: [1 << 40]) == [])
  }

  @Test func aRemainderIsExact() throws {
    #expect(try rules(Self.i32x2, [.get(0), .get(1), .op(.i32RemS)], at: .i32RemS) == [.remainders])
  }

  @Test func valuesAreFollowedThroughBlocksAndBranches() throws {
    // The sum goes on in a local through an `if`, and is an address on both paths.
    #expect(
      try rules(
        Self.i32x2, locals: [.i32],
        [
          .get(0), .get(1), .op(.i32Add), .set(2), .get(0), .ifThen(), .get(2), .set(0), .op(.else), .get(2), .i32(4),
          .op(.i32Or), .set(0), .op(.end), .get(0), .load(.i32Load, offset: 0),
        ], at: .i32Add) == [.addresses])
    // On one path it is the result.
    #expect(
      try rules(
        Self.i32x2, locals: [.i32],
        [
          .get(0), .get(1), .op(.i32Add), .set(2), .get(0), .ifThen([.i32]), .get(2), .load(.i32Load, offset: 0),
          .op(.else), .get(2), .op(.end),
        ], at: .i32Add) == [])
    // Code behind a branch is not reached, and has no say.
    #expect(
      try rules(
        Self.i32x2, locals: [.i32],
        [
          .block([.i32]), .get(0), .get(1), .op(.i32Add), .tee(2), .load(.i32Load, offset: 0), .br(0), .get(2),
          .op(.end),
        ], at: .i32Add) == [.addresses])
  }

  @Test func aFunctionOfTooManyPathsIsLeftAlone() throws {
    // Locals times joins beyond what is worth it: the rules that need the flow say nothing then.
    let types = [CoreValueType](repeating: .i32, count: 4_000)
    var code: [Code] = []
    for local in 0..<3_000 { code += [.get(0), .ifThen(), .i32(1), .set(local + 1), .op(.end)] }
    code += [.get(0), .get(1), .op(.i32Add)]
    #expect(try rules(Self.i32x2, locals: types, code, at: .i32Add) == [])
  }
}
