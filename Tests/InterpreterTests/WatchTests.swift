import CoreModule
import CoreTypes
import Interpreter
import Testing

/// The watch sees every integer instruction that can lose something, in every form that the translator gives it, and
/// nothing else.
@Suite struct WatchTests {
  /// The exact results, from arithmetic at twice the width.
  static let lossy: [(Opcode, @Sendable (Int128, Int128) -> Int128)] = [
    (.i32Add, { $0 + $1 }), (.i32Sub, { $0 - $1 }), (.i32Mul, { $0 * $1 }), (.i32Shl, { $0 << ($1 & 31) }),
    (.i64Add, { $0 + $1 }), (.i64Sub, { $0 - $1 }), (.i64Mul, { $0 * $1 }), (.i64Shl, { $0 << ($1 & 63) }),
  ]

  private func operands(_ isWide: Bool) -> [Int64] {
    let narrow: [Int64] = [0, 1, -1, 5, -5, 31, 32_767, 32_768, -32_769, 65_536, 2_147_483_647, -2_147_483_648]
    return narrow + (isWide ? [.max, .min, 4_294_967_296] : [])
  }

  @Test func everyFormOfEveryLossyInstructionIsSeenExactlyWhenItLoses() throws {
    for (opcode, exact) in Self.lossy {
      let isWide = opcode.signature.result == .i64
      let type: CoreValueType = isWide ? .i64 : .i32
      let operands = operands(isWide)
      let functions =
        [
          ModuleAssembler.Function(
            name: "slots", type: CoreFunctionType([type, type], [type]), code: [.get(0), .get(1), .op(opcode)])
        ]
        + operands.enumerated().map { index, y in
          ModuleAssembler.Function(
            name: "right\(index)", type: CoreFunctionType([type], [type]),
            code: [.get(0), isWide ? .i64(y) : .i32(Int32(y)), .op(opcode)])
        }
      let (instance, store) = try ModuleAssembler(functions: functions).instantiate()
      func value(_ x: Int64) -> CoreValue {
        isWide ? .i64(UInt64(bitPattern: x)) : .i32(UInt32(truncatingIfNeeded: x))
      }
      for x in operands {
        for (index, y) in operands.enumerated() {
          // A shift's count is read unsigned and modulo the width in either reading.
          let isShift = opcode == .i32Shl || opcode == .i64Shl
          let (low, high) = isWide ? (Int128(Int64.min), Int128(Int64.max)) : (Int128(Int32.min), Int128(Int32.max))
          let modulus = Int128(1) << (isWide ? 64 : 32)
          func unsigned(_ x: Int64) -> Int128 { Int128(x) < 0 ? Int128(x) + modulus : Int128(x) }
          let count = isShift ? unsigned(y) : 0
          let signedLoss = !(low...high).contains(exact(Int128(x), isShift ? count : Int128(y)))
          let unsignedLoss: Bool
          if opcode == .i64Mul {
            unsignedLoss = UInt64(bitPattern: x).multipliedReportingOverflow(by: UInt64(bitPattern: y)).overflow
          } else {
            unsignedLoss = !(0..<modulus).contains(exact(unsigned(x), isShift ? count : unsigned(y)))
          }
          for (name, arguments) in [("slots", [x, y]), ("right\(index)", [x])] {
            for isPortable in [false, true] {
              let mode = RunMode(isPortable: isPortable, isWatching: true)
              let events = run(instance, store, name, arguments.map(value), mode).events
              let note: Comment = "\(opcode.mnemonic) \(x) \(y) \(name)"
              #expect(events.count == (signedLoss || unsignedLoss ? 1 : 0), note)
              guard let event = events.first else { continue }
              #expect(event.opcode == opcode && event.lostSigned == signedLoss, note)
              #expect(event.operands == [value(x).slots.first, value(y).slots.first], note)
            }
          }
        }
      }
    }
  }

  @Test func narrowingIsSeenWhenEitherReadingLoses() throws {
    let (instance, store) = try ModuleAssembler(functions: [
      .init(name: "wrap", type: CoreFunctionType([.i64], [.i32]), code: [.get(0), .op(.i32WrapI64)])
    ]).instantiate()
    func events(_ x: Int64) -> [WatchedEvent] {
      run(instance, store, "wrap", [.i64(UInt64(bitPattern: x))], RunMode(isWatching: true)).events
    }
    #expect(events(5).isEmpty)
    #expect(events(2_147_483_648).map(\.lostSigned) == [true])
    #expect(events(-1).map(\.lostSigned) == [false])
    #expect(events(1 << 40).map(\.operands) == [[1 << 40]])
  }

  @Test func theEventNamesThePlaceAndCountsItsTimes() throws {
    // for (i = 3; i != 0; i--) sum += i32.max
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "sum", type: CoreFunctionType([.i32], [.i32]), locals: [.i32],
        code: [
          .loop(), .get(1), .i32(.max), .op(.i32Add), .set(1), .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0),
          .op(.end), .get(1),
        ])
    ]).instantiate()
    let finished = run(instance, store, "sum", [.i32(4)], RunMode(isWatching: true))
    #expect(finished.values == [.i32(UInt32(bitPattern: Int32.max &* 4))])
    // 0 + max fits; max + max loses the sign; -2 + max carries out; max - 3 + max loses the sign.
    #expect(finished.events.map(\.count) == [2, 1])
    let bytes = instance.module.bytes
    for event in finished.events {
      #expect(bytes[event.location.offset] == UInt8(Opcode.i32Add.rawValue))
      #expect(event.location.functionName == "sum")
    }
  }

  @Test func whatCannotLoseIsNeverReported() throws {
    let quiet: [Opcode] = [.i32And, .i32Or, .i32Xor, .i32ShrS, .i32ShrU, .i32Rotl, .i32LtS, .i32DivU]
    for opcode in quiet {
      let (instance, store) = try ModuleAssembler(functions: [
        .init(name: "f", type: CoreFunctionType([.i32, .i32], [.i32]), code: [.get(0), .get(1), .op(opcode)])
      ]).instantiate()
      for (x, y) in [(UInt32.max, UInt32.max), (0x8000_0000, 1), (1, 0x8000_0000)] {
        #expect(run(instance, store, "f", [.i32(x), .i32(y)], RunMode(isWatching: true)).events.isEmpty)
      }
    }
  }
}
