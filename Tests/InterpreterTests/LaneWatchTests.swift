import CoreModule
import CoreTypes
import Interpreter
import Testing

/// What the lanes of vectors lose, seen by the watch in both translations.
@Suite struct LaneWatchTests {
  private enum Kind: CaseIterable { case add, sub, mul, shl }

  private static let opcodes: [(Opcode, Kind, width: Int)] = [
    (.i8x16Add, .add, 8), (.i8x16Sub, .sub, 8), (.i8x16Shl, .shl, 8), (.i16x8Add, .add, 16), (.i16x8Sub, .sub, 16),
    (.i16x8Shl, .shl, 16), (.i16x8Mul, .mul, 16), (.i32x4Add, .add, 32), (.i32x4Sub, .sub, 32), (.i32x4Shl, .shl, 32),
    (.i32x4Mul, .mul, 32), (.i64x2Add, .add, 64), (.i64x2Sub, .sub, 64), (.i64x2Shl, .shl, 64), (.i64x2Mul, .mul, 64),
  ]

  private static let vectors: [Vector] =
    VectorTests.operands.prefix(7) + [
      Vector(low: 0x0102_0304_0506_0708, high: 3), Vector(low: 0x7f, high: 0), Vector(low: 0, high: 1 << 63),
      Vector(low: 5, high: 0x7fff_ffff), Vector(low: 0, high: 0xffff_fffe_0000_0000),
    ]

  /// Whether a lane's exact result does not fit, in each reading.
  private func lost(_ kind: Kind, _ x: UInt64, _ y: UInt64, width: Int) -> (signed: Bool, unsigned: Bool) {
    func loses(isSigned: Bool) -> Bool {
      func value(_ bits: UInt128) -> Int128 {
        let low = Int128(bits & ((1 << UInt128(width)) - 1))
        return isSigned && low >> Int128(width - 1) == 1 ? low - (1 << Int128(width)) : low
      }
      let (a, b) = (value(UInt128(x)), value(UInt128(y)))
      let exact: (partialValue: Int128, overflow: Bool) =
        switch kind {
        case .add: (a + b, false)
        case .sub: (a - b, false)
        case .mul: a.multipliedReportingOverflow(by: b)
        case .shl: (a << Int128(y % UInt64(width)), false)
        }
      return exact.overflow || value(UInt128(truncatingIfNeeded: exact.partialValue)) != exact.partialValue
    }
    return (loses(isSigned: true), loses(isSigned: false))
  }

  private func lanes(_ vector: Vector, _ width: Int) -> [UInt64] {
    (0..<128 / width).map { index in
      let half = index * width < 64 ? vector.low : vector.high
      return half >> UInt64(index * width % 64) & (.max >> UInt64(64 - width))
    }
  }

  @Test(arguments: [RunMode(isWatching: true), RunMode(isPortable: true, isWatching: true)])
  func theWatchSeesEveryLane(mode: RunMode) throws {
    let module = ModuleAssembler(
      functions: Self.opcodes.map { opcode, kind, _ in
        .init(
          name: opcode.mnemonic, type: CoreFunctionType([.v128, kind == .shl ? .i32 : .v128], [.v128]),
          code: [.get(0), .get(1), .op(opcode)])
      })
    let (instance, store) = try module.instantiate(in: Store(limits: ExecutionLimits(stackSlots: 1_024)))
    let (faithful, faithfulStore) = try module.instantiate(in: Store(limits: ExecutionLimits(stackSlots: 1_024)))
    faithfulStore.codeMode = .faithful
    var seen = (losses: 0, silent: 0)
    for (opcode, kind, width) in Self.opcodes {
      for x in Self.vectors {
        for y in Self.vectors {
          let count = UInt64(UInt32(truncatingIfNeeded: y.low))
          let ys = kind == .shl ? [UInt64](repeating: count, count: 128 / width) : lanes(y, width)
          let losses = zip(lanes(x, width), ys).map { lost(kind, $0, $1, width: width) }
          let isSigned = losses.contains(where: \.signed)
          let isLoss = isSigned || losses.contains(where: \.unsigned)
          let arguments = [x.value, kind == .shl ? .i32(UInt32(truncatingIfNeeded: y.low)) : y.value]
          let words = [x.low, x.high] + (kind == .shl ? [count] : [y.low, y.high])

          let events = run(instance, store, opcode.mnemonic, arguments, mode).events
          #expect(events.map(\.opcode) == (isLoss ? [opcode] : []), "\(opcode.mnemonic) \(x) \(y)")

          let execution = try enter(faithful, faithfulStore, opcode.mnemonic, arguments)
          let stop = execution.resume(budget: 100, until: StopConditions(losses: [.signed, .unsigned]))
          guard isLoss else {
            seen.silent += 1
            if case .watched = stop { Issue.record("\(opcode.mnemonic) \(x) \(y) stopped") }
            continue
          }
          seen.losses += 1
          guard case .watched(let ahead) = stop else {
            Issue.record("\(opcode.mnemonic) \(x) \(y) did not stop")
            continue
          }
          for event in events.prefix(1) + [ahead] {
            #expect(event.operands == words && event.lostSigned == isSigned, "\(opcode.mnemonic) \(x) \(y)")
            #expect(event.exemptions.map(\.rule) == [.lanes])
          }
        }
      }
    }
    #expect(seen.losses > 500 && seen.silent > 200)
  }

  @Test func saturatingLanesLoseNothing() throws {
    let vectors: [Opcode] = [.i8x16AddSatS, .i8x16AddSatU, .i16x8SubSatS, .i8x16NarrowI16x8S, .i16x8ExtmulLowI8x16S]
    let module = ModuleAssembler(
      functions: vectors.map {
        .init(name: $0.mnemonic, type: CoreFunctionType([.v128, .v128], [.v128]), code: [.get(0), .get(1), .op($0)])
      })
    let (instance, store) = try module.instantiate()
    for opcode in vectors {
      for vector in Self.vectors {
        let mode = RunMode(isWatching: true)
        #expect(run(instance, store, opcode.mnemonic, [vector.value, vector.value], mode).events.isEmpty)
      }
    }
  }
}
