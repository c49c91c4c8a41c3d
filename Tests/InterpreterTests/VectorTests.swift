import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Vector instructions against what the specification says of each lane.
@Suite struct VectorTests {
  static var cases: [VectorCase] { VectorCase.bits + VectorCase.lanes + VectorCase.integers + VectorCase.floats }

  static let operands: [Vector] = [
    Vector(low: 0, high: 0), Vector(low: .max, high: .max),
    Vector([0x80, 0x7F, 0xFF, 0, 1, 0x40, 0xC0, 0xFE, 15, 16, 17, 3, 0x81, 0x55, 0xAA, 2] as [UInt8]),
    Vector([0x8000, 0x7FFF, 0xFFFF, 0x8001, 0x8000, 0x8000, 0x4000, 0x00FF] as [UInt16]),
    Vector([0x8000_0000, 0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0001] as [UInt32]),
    Vector(low: 1 << 63, high: .max >> 1), Vector([0x8080_8080, 0x7F7F_7F7F, 0x0102_0304, 0xFFFE_0001] as [UInt32]),
    Vector([1.5, -2.5, -0.0, 0.3] as [Float]), Vector([2_147_483_648, -2_147_483_648, 4_294_967_296, -1] as [Float]),
    Vector([Float.infinity, -.infinity, .nan, 8_388_609]),
    Vector([0.49999997, -0.5, .leastNonzeroMagnitude, 16_777_215] as [Float]),
    Vector([-0.9, 0.0, 3e38, -3e38] as [Float]),
    Vector([1.5, -2.5] as [Double]), Vector([-0.0, 0.3] as [Double]), Vector([Double.infinity, .nan]),
    Vector([2_147_483_647.5, -2_147_483_648.9] as [Double]),
    Vector([4_294_967_295.5, -0.99] as [Double]), Vector([4_503_599_627_370_497.0, 1e300] as [Double]),
    Vector([3.402_823_6e38, 1e-46] as [Double]),
  ]

  /// As many operands as there are vectors: each with itself, its neighbour and one further on.
  private func arguments(_ types: [CoreValueType], _ round: Int) -> [CoreValue] {
    types.enumerated().map { index, type in
      let step = [0, 1 + round / Self.operands.count * 3, 5][index]
      let vector = Self.operands[(round + step * (round / Self.operands.count + 1)) % Self.operands.count]
      switch type {
      case .v128: return vector.value
      case .i32: return .i32(UInt32(truncatingIfNeeded: vector.low))
      case .i64: return .i64(vector.low)
      case .f32: return .f32(UInt32(truncatingIfNeeded: vector.low))
      default: return .f64(vector.low)
      }
    }
  }

  @Test(arguments: [RunMode(), RunMode(isPortable: true), RunMode(isWatching: true, budget: 1)])
  func everyInstructionGivesWhatTheSpecificationSays(mode: RunMode) throws {
    let cases = Self.cases
    let module = ModuleAssembler(
      functions: cases.enumerated().map { index, test in
        .init(
          name: "f\(index)", type: CoreFunctionType(test.operands, [test.result]),
          code: test.operands.indices.map { .get($0) } + [.indexed(test.opcode, test.immediates)])
      })
    let (instance, store) = try module.instantiate(in: Store(limits: ExecutionLimits(stackSlots: 1_024)))
    for (index, test) in cases.enumerated() {
      for round in 0..<Self.operands.count * 3 {
        let arguments = arguments(test.operands, round)
        let finished = run(instance, store, "f\(index)", arguments, mode)
        #expect(
          test.normalized(finished.values.first) == test.normalized(test.expected(arguments)),
          "\(test.opcode.mnemonic) \(test.immediates) of \(arguments), \(mode)")
      }
    }
  }

  /// Behind so many locals that no operand or result has a slot that 16 bits can name.
  @Test(arguments: [RunMode(), RunMode(isPortable: true)])
  func largeFramesChangeNothing(mode: RunMode) throws {
    // One of each shape.
    let shapes: [Opcode] = [
      .v128Not, .v128AnyTrue, .v128Xor, .v128Bitselect, .i8x16Shuffle, .i64x2Splat, .i64x2ExtractLane,
      .i64x2ReplaceLane, .i64x2Shl, .i8x16Bitmask, .f32x4RelaxedMadd,
    ]
    let cases = Self.cases.filter { shapes.contains($0.opcode) }
    let module = ModuleAssembler(
      functions: cases.enumerated().map { index, test in
        let first = test.operands.count + 32_768
        let moves = test.operands.indices.flatMap { [.get($0), .set(first + $0)] as [ModuleAssembler.Code] }
        return .init(
          name: "f\(index)", type: CoreFunctionType(test.operands, [test.result]),
          locals: [CoreValueType](repeating: .v128, count: 32_768) + test.operands + [test.result],
          code: moves + test.operands.indices.map { .get(first + $0) } + [.indexed(test.opcode, test.immediates)]
            + [.tee(first + test.operands.count), .op(.drop), .get(first + test.operands.count)])
      })
    let (instance, store) = try module.instantiate(in: Store(limits: ExecutionLimits(stackSlots: 100_000)))
    for (index, test) in cases.enumerated() {
      let arguments = arguments(test.operands, index)
      let finished = run(instance, store, "f\(index)", arguments, mode)
      #expect(
        test.normalized(finished.values.first) == test.normalized(test.expected(arguments)),
        "\(test.opcode.mnemonic) \(test.immediates) of \(arguments), \(mode)")
    }
  }

  @Test func everyVectorInstructionIsTested() {
    let tested = Set(Self.cases.map(\.opcode) + VectorAccessTests.tested + [.v128Const])
    let all = Opcode.allCases.filter { [.simd, .relaxedSIMD].contains($0.row.feature) }
    #expect(all.count == 256)
    #expect(all.filter { !tested.contains($0) }.map(\.mnemonic) == [])
  }

  /// A v128 takes two slots wherever values go.
  @Test(arguments: RunMode.all)
  func vectorsGoThroughLocalsBlocksCallsAndSelect(mode: RunMode) throws {
    let one = Vector([1, 2, 3, 4] as [UInt32])
    let two = Vector([10, 20, 30, 40] as [UInt32])
    let swapping = CoreFunctionType([.i32, .v128, .i64, .v128], [.v128, .i64, .v128])
    let swap = ModuleAssembler.Function(
      name: "swap", type: swapping, locals: [.v128, .i32], code: [.get(3), .get(2), .get(1), .set(4), .get(4)])
    let choose = ModuleAssembler.Function(
      name: "choose", type: CoreFunctionType([.i32], [.v128]), locals: [.v128],
      code: [
        .block([.v128]), .v128(one), .get(0), .brIf(0), .op(.drop), .v128(two), .op(.end), .set(1), .get(1), .v128(two),
        .get(0), .op(.select), .get(1), .op(.i32x4Add),
      ])
    let callSwap = ModuleAssembler.Function(
      name: "callSwap", type: CoreFunctionType([], [.i64]), locals: [.i64],
      code: [
        .i32(7), .v128(one), .i64(5), .v128(two), .call(0), .indexed(.i64x2ExtractLane, [1]), .op(.i64Add), .set(0),
        .op(.drop), .get(0),
      ])
    let (instance, store) = try ModuleAssembler(functions: [swap, choose, callSwap]).instantiate()
    #expect(
      run(instance, store, "swap", [.i32(1), one.value, .i64(9), two.value], mode).values
        == [two.value, .i64(9), one.value], "\(mode)")
    let doubled = Vector([2, 4, 6, 8] as [UInt32])
    let twice = Vector([20, 40, 60, 80] as [UInt32])
    #expect(run(instance, store, "choose", [.i32(1)], mode).values == [doubled.value], "\(mode)")
    #expect(run(instance, store, "choose", [.i32(0)], mode).values == [twice.value], "\(mode)")
    #expect(run(instance, store, "callSwap", [], mode).values == [.i64(5 + (4 << 32 | 3))], "\(mode)")
  }
}
