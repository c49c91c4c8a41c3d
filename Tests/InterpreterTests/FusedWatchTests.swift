import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Fusing hides no integer instruction from the watch: what it sees in each fused form is what exact arithmetic says of
/// the instructions one by one.
@Suite struct FusedWatchTests {
  /// A width of integers and its instructions.
  struct Width: Sendable {
    let isWide: Bool

    var type: CoreValueType { isWide ? .i64 : .i32 }
    var firsts: [Opcode] {
      isWide
        ? [.i64Add, .i64Sub, .i64Mul, .i64And, .i64Or, .i64Xor, .i64Shl, .i64ShrS, .i64ShrU, .i64Rotl, .i64Rotr]
        : [.i32Add, .i32Sub, .i32Mul, .i32And, .i32Or, .i32Xor, .i32Shl, .i32ShrS, .i32ShrU, .i32Rotl, .i32Rotr]
    }
    var seconds: [Opcode] {
      isWide ? [.i64Add, .i64Xor, .i64And, .i64Or] : [.i32Add, .i32Xor, .i32And, .i32Or]
    }
    var comparisons: [Opcode] {
      isWide
        ? [.i64Eq, .i64Ne, .i64LtS, .i64LtU, .i64GtS, .i64GtU, .i64LeS, .i64LeU, .i64GeS, .i64GeU]
        : [.i32Eq, .i32Ne, .i32LtS, .i32LtU, .i32GtS, .i32GtU, .i32LeS, .i32LeU, .i32GeS, .i32GeU]
    }
    /// Constants of 16 bits and more, at the edges of what is lost.
    var constants: [Int64] { [-3, 0x7FFF_FFFF] }
    var values: [Int64] { isWide ? [3, .max, .min] : [3, 0x7FFF_FFFF, -0x8000_0000] }

    func bits(_ value: Int64) -> UInt64 {
      isWide ? UInt64(bitPattern: value) : UInt64(UInt32(truncatingIfNeeded: value))
    }
    func value(_ value: Int64) -> CoreValue {
      isWide ? .i64(bits(value)) : .i32(UInt32(truncatingIfNeeded: value))
    }
    func constant(_ value: Int64) -> ModuleAssembler.Code {
      isWide ? .i64(value) : .i32(Int32(truncatingIfNeeded: value))
    }
    func signed(_ bits: UInt64) -> Int64 { isWide ? Int64(bitPattern: bits) : Int64(Int32(truncatingIfNeeded: bits)) }
  }

  /// Room for one call: a run in it costs little.
  private static var smallStore: Store { Store(limits: ExecutionLimits(stackSlots: 1_024, callDepth: 16)) }

  /// What the watch is to tell of one instruction.
  struct Loss: Hashable {
    let opcode: Opcode
    let operands: [UInt64]
    let lostSigned: Bool
  }

  /// The result of an instruction, and what it loses.
  private func evaluate(_ opcode: Opcode, _ x: Int64, _ y: Int64, _ width: Width) -> (result: Int64, loss: Loss?) {
    let size = width.isWide ? 64 : 32
    let count = Int(y & Int64(size - 1))
    let (a, b) = (width.bits(x), width.bits(y))
    let wide: (Int128, Int128, UInt128, UInt128) = (Int128(x), Int128(y), UInt128(a), UInt128(b))
    /// An exact result by the signed reading and by the unsigned one; nil below zero.
    let exact: (Int128, UInt128?)
    switch opcode {
    case .i32Add, .i64Add: exact = (wide.0 + wide.1, wide.2 + wide.3)
    case .i32Sub, .i64Sub: exact = (wide.0 - wide.1, a < b ? nil : wide.2 - wide.3)
    case .i32Mul, .i64Mul: exact = (wide.0 * wide.1, wide.2 * wide.3)
    case .i32Shl, .i64Shl: exact = (wide.0 << Int128(count), wide.2 << UInt128(count))
    case .i32And, .i64And: return (x & y, nil)
    case .i32Or, .i64Or: return (x | y, nil)
    case .i32Xor, .i64Xor: return (x ^ y, nil)
    case .i32ShrS, .i64ShrS: return (x >> Int64(count), nil)
    case .i32ShrU, .i64ShrU: return (width.signed(a >> UInt64(count)), nil)
    case .i32Rotl, .i64Rotl: return (width.signed(rotated(a, left: count, size)), nil)
    default: return (width.signed(rotated(a, left: (size - count) % size, size)), nil)
    }
    let result = width.signed(UInt64(truncatingIfNeeded: exact.0))
    let lostSigned = Int128(result) != exact.0
    let lostUnsigned = exact.1 != UInt128(width.bits(result))
    return (result, lostSigned || lostUnsigned ? Loss(opcode: opcode, operands: [a, b], lostSigned: lostSigned) : nil)
  }

  private func rotated(_ bits: UInt64, left count: Int, _ size: Int) -> UInt64 {
    let high = bits << UInt64(count)
    let low = count == 0 ? 0 : bits >> UInt64(size - count)
    let both = high | low
    return size == 64 ? both : UInt64(UInt32(truncatingIfNeeded: both))
  }

  private func expectLosses(
    _ losses: [Loss], _ instance: CoreInstance, _ store: Store, _ name: String, _ arguments: [CoreValue],
    result: CoreValue?, _ note: String
  ) {
    for isPortable in [false, true] {
      let finished = run(instance, store, name, arguments, RunMode(isPortable: isPortable, isWatching: true))
      let seen = finished.events.map { Loss(opcode: $0.opcode, operands: $0.operands, lostSigned: $0.lostSigned) }
      #expect(Set(seen) == Set(losses) && seen.count == losses.count, "\(note) \(name) \(arguments)")
      if let result { #expect(finished.values == [result], "\(note) \(name) \(arguments)") }
    }
  }

  @Test(arguments: [false, true])
  func pairsOfInstructionsAreSeenAsEachAlone(isWide: Bool) throws {
    let width = Width(isWide: isWide)
    for first in width.firsts {
      for second in width.seconds {
        for y in width.constants {
          // x first y is the left operand of the second instruction, or the right one; y and z are locals or constants.
          var functions: [ModuleAssembler.Function] = []
          for shape in 0..<8 {
            let product: [ModuleAssembler.Code] = [.get(0), shape & 1 == 0 ? .get(1) : width.constant(y), .op(first)]
            let other: [ModuleAssembler.Code] = [shape & 2 == 0 ? .get(2) : width.constant(y)]
            functions.append(
              ModuleAssembler.Function(
                name: "f\(shape)", type: CoreFunctionType([width.type, width.type, width.type], [width.type]),
                code: (shape & 4 == 0 ? product + other : other + product) + [.op(second)]))
          }
          let (instance, store) = try ModuleAssembler(functions: functions).instantiate(in: Self.smallStore)
          for x in width.values {
            let one = evaluate(first, x, y, width)
            for shape in 0..<8 {
              let two =
                shape & 4 == 0 ? evaluate(second, one.result, y, width) : evaluate(second, y, one.result, width)
              expectLosses(
                [one.loss, two.loss].compactMap(\.self), instance, store, "f\(shape)", [x, y, y].map(width.value),
                result: width.value(two.result), "\(first.mnemonic) \(second.mnemonic)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: [false, true])
  func countsThatABranchComparesAreSeen(isWide: Bool) throws {
    let width = Width(isWide: isWide)
    let add: Opcode = isWide ? .i64Add : .i32Add
    for comparison in width.comparisons {
      for y in width.constants {
        var functions: [ModuleAssembler.Function] = []
        for shape in 0..<8 {
          let other: ModuleAssembler.Code = shape & 2 == 0 ? .get(1) : width.constant(3)
          let addend: ModuleAssembler.Code = shape & 1 == 0 ? .get(1) : width.constant(y)
          let sum: [ModuleAssembler.Code] = [.get(0), addend, .op(add), .tee(0)]
          let tested = shape & 4 == 0 ? sum + [other] : sum + [.set(0), other, .get(0)]
          functions.append(
            ModuleAssembler.Function(
              name: "f\(shape)", type: CoreFunctionType([width.type, width.type], [width.type]),
              code: [.block()] + tested + [.op(comparison), .brIf(0), .op(.end), .get(0)]))
        }
        let (instance, store) = try ModuleAssembler(functions: functions).instantiate(in: Self.smallStore)
        for x in width.values {
          let one = evaluate(add, x, y, width)
          for shape in 0..<8 {
            expectLosses(
              [one.loss].compactMap(\.self), instance, store, "f\(shape)", [x, y].map(width.value),
              result: width.value(one.result), comparison.mnemonic)
          }
        }
      }
    }
  }

  @Test func sumsThatAreAddressesAreSeen() throws {
    let loads: [Opcode] = [
      .i32Load, .i64Load, .f32Load, .f64Load, .i32Load8S, .i32Load8U, .i32Load16S, .i32Load16U, .i64Load8S,
      .i64Load8U, .i64Load16S, .i64Load16U, .i64Load32S, .i64Load32U,
    ]
    let stores: [(Opcode, CoreValueType)] = [
      (.i32Store, .i32), (.i64Store, .i64), (.f32Store, .f32), (.f64Store, .f64), (.i32Store8, .i32),
      (.i32Store16, .i32), (.i64Store8, .i64), (.i64Store16, .i64), (.i64Store32, .i64),
    ]
    let width = Width(isWide: false)
    for y: Int64 in [8, -8, 100_000, -100_000] {
      var functions: [ModuleAssembler.Function] = []
      for isConstant in [false, true] {
        let sum: [ModuleAssembler.Code] = [.get(0), isConstant ? width.constant(y) : .get(1), .op(.i32Add)]
        for load in loads {
          functions.append(
            .init(
              name: "f\(functions.count)", type: CoreFunctionType([.i32, .i32], []),
              code: sum + [.load(load, offset: 4), .op(.drop)]))
        }
        for (store, type) in stores {
          functions.append(
            .init(
              name: "f\(functions.count)", type: CoreFunctionType([.i32, .i32], []), locals: [type],
              code: sum + [.get(2), .store(store, offset: 4)]))
        }
      }
      let (instance, store) = try ModuleAssembler(functions: functions, memory: (1, nil)).instantiate(
        in: Self.smallStore)
      for address: Int64 in [0, 16, 4_000] {
        let x = Int64(Int32(truncatingIfNeeded: address - y))
        let one = evaluate(.i32Add, x, y, width)
        #expect(one.result == address)
        for index in functions.indices {
          expectLosses(
            [one.loss].compactMap(\.self), instance, store, "f\(index)", [x, y].map(width.value), result: nil, "sum")
        }
      }
    }
  }
}
