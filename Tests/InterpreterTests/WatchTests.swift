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

  /// What one instruction of one operand loses, by the watch.
  private func losses(of opcode: Opcode, _ values: [CoreValue], isPortable: Bool) throws -> [WatchedEvent] {
    let signature = opcode.signature
    guard let from = signature.first.valueType, let to = signature.result.valueType else { return [] }
    let (instance, store) = try ModuleAssembler(functions: [
      .init(
        name: "f", type: CoreFunctionType(values.map { _ in from }, [to]),
        code: values.indices.map { .get($0) } + [.op(opcode)])
    ]).instantiate()
    return run(instance, store, "f", values, RunMode(isPortable: isPortable, isWatching: true)).events
  }

  @Test(arguments: [false, true])
  func signExtensionsThatChangeTheValueAreSeen(isPortable: Bool) throws {
    for (opcode, width) in [
      (Opcode.i32Extend8S, 8), (.i32Extend16S, 16), (.i64Extend8S, 8), (.i64Extend16S, 16), (.i64Extend32S, 32),
    ] {
      let isWide = opcode.signature.first == .i64
      let edge = Int64(1) << Int64(width - 1)
      for value in [0, 1, -1, edge - 1, edge, -edge, -edge - 1, 2 * edge - 1, 2 * edge] {
        if !isWide, Int32(exactly: value) == nil { continue }
        let bits = isWide ? UInt64(bitPattern: value) : UInt64(UInt32(truncatingIfNeeded: value))
        let events = try losses(
          of: opcode, [isWide ? .i64(bits) : .i32(UInt32(truncatingIfNeeded: bits))], isPortable: isPortable)
        let changes = !(-edge..<edge).contains(value)
        #expect(events.map(\.operands) == (changes ? [[bits]] : []), "\(opcode.mnemonic) \(value)")
        #expect(events.allSatisfy { $0.lostSigned && $0.opcode == opcode })
      }
    }
  }

  @Test(arguments: [false, true])
  func storesThatDropBitsInBothReadingsAreSeenInEveryForm(isPortable: Bool) throws {
    for (opcode, width) in [
      (Opcode.i32Store8, 8), (.i32Store16, 16), (.i64Store8, 8), (.i64Store16, 16), (.i64Store32, 32),
    ] {
      let isWide = width == 32 || opcode == .i64Store8 || opcode == .i64Store16
      let modulus = Int64(1) << Int64(width)
      for value in [0, -1, modulus / 2, modulus - 1, modulus, -modulus / 2, -modulus / 2 - 1] {
        let drops = !(-modulus / 2..<modulus).contains(value)
        let bits = isWide ? UInt64(bitPattern: value) : UInt64(UInt32(truncatingIfNeeded: value))
        let constant: ModuleAssembler.Code = isWide ? .i64(value) : .i32(Int32(truncatingIfNeeded: value))
        let type: CoreValueType = isWide ? .i64 : .i32
        let addresses: [[ModuleAssembler.Code]] = [
          [.get(0)], [.get(0), .get(0), .op(.i32Add)], [.get(0), .i32(8), .op(.i32Add)],
        ]
        var functions: [ModuleAssembler.Function] = []
        for address in addresses {
          for stored in [ModuleAssembler.Code.get(1), constant] {
            for offset in [4, 70_000] {
              functions.append(
                .init(
                  name: "f\(functions.count)", type: CoreFunctionType([.i32, type], []),
                  code: address + [stored, .store(opcode, offset: offset)]))
            }
          }
        }
        let (instance, store) = try ModuleAssembler(functions: functions, memory: (2, nil)).instantiate()
        for index in functions.indices {
          let finished = run(
            instance, store, "f\(index)", [.i32(0), isWide ? .i64(bits) : .i32(UInt32(truncatingIfNeeded: bits))],
            RunMode(isPortable: isPortable, isWatching: true))
          let note: Comment = "\(opcode.mnemonic) \(value) f\(index)"
          #expect(finished.events.map(\.operands) == (drops ? [[bits]] : []), note)
          #expect(finished.events.allSatisfy { $0.lostSigned && $0.opcode == opcode }, note)
        }
      }
    }
  }

  @Test(arguments: [false, true])
  func theQuotientThatDoesNotFitIsSeen(isPortable: Bool) throws {
    for opcode in [Opcode.i32DivS, .i32RemS, .i64DivS, .i64RemS] {
      let isWide = opcode == .i64DivS || opcode == .i64RemS
      func value(_ value: Int64) -> CoreValue {
        isWide ? .i64(UInt64(bitPattern: value)) : .i32(UInt32(truncatingIfNeeded: value))
      }
      let least = isWide ? Int64.min : Int64(Int32.min)
      let pairs: [(Int64, Int64, Bool)] = [
        (least, -1, true), (least, 1, false), (least + 1, -1, false), (7, -1, false),
      ]
      for (x, y, isLost) in pairs {
        let events = try losses(of: opcode, [value(x), value(y)], isPortable: isPortable)
        #expect(events.count == (isLost ? 1 : 0), "\(opcode.mnemonic) \(x) \(y)")
        #expect(events.allSatisfy { $0.opcode == opcode && $0.lostSigned && $0.count == 1 })
      }
    }
  }

  @Test(arguments: [false, true])
  func floatsThatNoIntegerHoldsAreSeen(isPortable: Bool) throws {
    let trapping: [Opcode] = [
      .i32TruncF32S, .i32TruncF32U, .i32TruncF64S, .i32TruncF64U, .i64TruncF32S, .i64TruncF32U, .i64TruncF64S,
      .i64TruncF64U,
    ]
    let saturating: [Opcode] = [
      .i32TruncSatF32S, .i32TruncSatF32U, .i32TruncSatF64S, .i32TruncSatF64U, .i64TruncSatF32S, .i64TruncSatF32U,
      .i64TruncSatF64S, .i64TruncSatF64U,
    ]
    for (opcodes, name) in [(trapping, "trunc"), (saturating, "trunc_sat")] {
      for (index, opcode) in opcodes.enumerated() {
        let (isSigned, isDouble) = (index % 2 == 0, index % 4 >= 2)
        for value in [1.5, -0.5, .nan, 1e30, -1e30, -1] {
          let bits = isDouble ? value.bitPattern : UInt64(Float(value).bitPattern)
          let events = try losses(
            of: opcode, [isDouble ? .f64(bits) : .f32(UInt32(truncatingIfNeeded: bits))], isPortable: isPortable)
          let isLost = value.isNaN || value.magnitude > 1e20 || (value == -1 && !isSigned)
          #expect(events.map(\.operands) == (isLost ? [[bits]] : []), "\(name) \(opcode.mnemonic) \(value)")
          #expect(events.allSatisfy { $0.opcode == opcode && $0.lostSigned == isSigned })
        }
      }
    }
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
