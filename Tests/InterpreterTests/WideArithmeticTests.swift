import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Instructions on 128-bit integers in two halves.
@Suite struct WideArithmeticTests {
  static let halves: [UInt64] = [0, 1, .max, 1 << 63, .max >> 1, 0x0123_4567_89AB_CDEF, .max << 32]

  private func instantiate() throws -> (CoreInstance, Store) {
    let four = CoreFunctionType([.i64, .i64, .i64, .i64], [.i64, .i64])
    let two = CoreFunctionType([.i64, .i64], [.i64, .i64])
    // The sum's halves are swapped through locals, which results that land in one local alone would show.
    return try ModuleAssembler(functions: [
      .init(name: "add", type: four, code: [.get(0), .get(1), .get(2), .get(3), .op(.i64Add128)]),
      .init(name: "sub", type: four, code: [.get(0), .get(1), .get(2), .get(3), .op(.i64Sub128)]),
      .init(name: "signed", type: two, code: [.get(0), .get(1), .op(.i64MulWideS)]),
      .init(name: "unsigned", type: two, code: [.get(0), .get(1), .op(.i64MulWideU)]),
      .init(
        name: "swapped", type: four,
        code: [.get(0), .get(1), .get(2), .get(3), .op(.i64Add128), .set(0), .set(1), .get(0), .get(1)]),
      .init(name: "constants", type: two, code: [.get(0), .get(1), .i64(-1), .i64(0), .op(.i64Add128)]),
    ]).instantiate(in: Store(limits: ExecutionLimits(stackSlots: 1_024)))
  }

  @Test(arguments: [RunMode(), RunMode(isPortable: true), RunMode(isWatching: true, budget: 1)])
  func giveTheExactResultsHalves(mode: RunMode) throws {
    let (instance, store) = try instantiate()
    func halves(_ name: String, _ operands: UInt64...) -> [UInt64] {
      run(instance, store, name, operands.map { .i64($0) }, mode).values.map(\.slots.first)
    }
    for x in Self.halves {
      for y in Self.halves {
        let unsigned = x.multipliedFullWidth(by: y)
        #expect(halves("unsigned", x, y) == [unsigned.low, unsigned.high])
        let signed = Int64(bitPattern: x).multipliedFullWidth(by: Int64(bitPattern: y))
        #expect(halves("signed", x, y) == [signed.low, UInt64(bitPattern: signed.high)])
        for z in Self.halves {
          let (low, carry) = x.addingReportingOverflow(z)
          let high = y &+ (x ^ z) &+ (carry ? 1 : 0)
          #expect(halves("add", x, y, z, x ^ z) == [low, high])
          #expect(halves("swapped", x, y, z, x ^ z) == [high, low])
          let (difference, borrow) = x.subtractingReportingOverflow(z)
          #expect(halves("sub", x, y, z, x ^ z) == [difference, y &- (x ^ z) &- (borrow ? 1 : 0)])
        }
        #expect(halves("constants", x, y) == [x &- 1, x == 0 ? y : y &+ 1])
      }
    }
  }

  @Test(arguments: [RunMode(), RunMode(isPortable: true)])
  func resultsReachSlotsBeyondSixteenBits(mode: RunMode) throws {
    let four = CoreFunctionType([.i64, .i64, .i64, .i64], [.i64, .i64])
    let locals = [CoreValueType](repeating: .v128, count: 32_768)
    let add: [ModuleAssembler.Code] = [.get(0), .get(1), .get(2), .get(3), .op(.i64Add128)]
    let (instance, store) = try ModuleAssembler(functions: [
      .init(name: "add", type: four, locals: locals, code: add),
      .init(name: "kept", type: four, locals: locals + [.i64], code: add + [.set(32_772), .get(32_772)]),
    ]).instantiate(in: Store(limits: ExecutionLimits(stackSlots: 70_000)))
    for name in ["add", "kept"] {
      let values = run(instance, store, name, [.i64(.max), .i64(3), .i64(2), .i64(4)], mode).values
      #expect(values == [.i64(1), .i64(8)], "\(name)")
    }
  }

  /// A sum that does not fit 128 bits is seen in both translations, with its operands' halves.
  @Test(arguments: [RunMode(isWatching: true), RunMode(isPortable: true, isWatching: true)])
  func theWatchSeesSumsThatDoNotFit(mode: RunMode) throws {
    let (instance, store) = try instantiate()
    var losses = 0
    for (name, opcode) in [("add", Opcode.i64Add128), ("sub", .i64Sub128)] {
      for x in Self.halves {
        for y in Self.halves {
          let operands: [UInt64] = [x, y, y, x]
          let (a, b) = (UInt128(y) << 64 | UInt128(x), UInt128(x) << 64 | UInt128(y))
          let (s, t) = (Int128(truncatingIfNeeded: a), Int128(truncatingIfNeeded: b))
          let isSum = opcode == .i64Add128
          let signed = (isSum ? s.addingReportingOverflow(t) : s.subtractingReportingOverflow(t)).overflow
          let unsigned = (isSum ? a.addingReportingOverflow(b) : a.subtractingReportingOverflow(b)).overflow
          let events = run(instance, store, name, operands.map { .i64($0) }, mode).events
          #expect(events.map(\.opcode) == (signed || unsigned ? [opcode] : []))
          guard signed || unsigned else { continue }
          #expect(events.first?.operands == operands && events.first?.lostSigned == signed)
          losses += 1
        }
      }
    }
    #expect(losses > 20)
    for name in ["signed", "unsigned"] {
      #expect(run(instance, store, name, [.i64(.max), .i64(.max)], mode).events.isEmpty)
    }
  }
}
