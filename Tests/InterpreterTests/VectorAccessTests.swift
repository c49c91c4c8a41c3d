import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Loads and stores of vectors and of their lanes.
@Suite struct VectorAccessTests {
  /// What each load gives of the bytes at its address, and how many they are.
  static let loads: [(Opcode, count: Int, @Sendable ([UInt8]) -> Vector)] = [
    (.v128Load, 16, { Vector($0) }),
    (.v128Load8x8S, 8, { Vector($0.map { Int16(Int8(bitPattern: $0)) }) }),
    (.v128Load8x8U, 8, { Vector($0.map { UInt16($0) }) }),
    (.v128Load16x4S, 8, { Vector(Vector($0).lanes(Int16.self)[..<4].map { Int32($0) }) }),
    (.v128Load16x4U, 8, { Vector(Vector($0).lanes(UInt16.self)[..<4].map { UInt32($0) }) }),
    (.v128Load32x2S, 8, { Vector(Vector($0).lanes(Int32.self)[..<2].map { Int64($0) }) }),
    (.v128Load32x2U, 8, { Vector(Vector($0).lanes(UInt32.self)[..<2].map { UInt64($0) }) }),
    (.v128Load8Splat, 1, { Vector([UInt8](repeating: $0[0], count: 16)) }),
    (.v128Load16Splat, 2, { Vector([UInt16](repeating: Vector($0).lanes(UInt16.self)[0], count: 8)) }),
    (.v128Load32Splat, 4, { Vector([UInt32](repeating: Vector($0).lanes(UInt32.self)[0], count: 4)) }),
    (.v128Load64Splat, 8, { Vector([UInt64](repeating: Vector($0).low, count: 2)) }),
    (.v128Load32Zero, 4, { Vector($0) }), (.v128Load64Zero, 8, { Vector($0) }),
  ]
  static let lanes: [(load: Opcode, store: Opcode, count: Int)] = [
    (.v128Load8Lane, .v128Store8Lane, 1), (.v128Load16Lane, .v128Store16Lane, 2),
    (.v128Load32Lane, .v128Store32Lane, 4), (.v128Load64Lane, .v128Store64Lane, 8),
  ]
  static let tested = loads.map(\.0) + lanes.flatMap { [$0.load, $0.store] } + [.v128Store]

  static let modes = [RunMode(), RunMode(isPortable: true)]
  static let offsets = [0, 3, 65_535, 65_536]
  /// Two pages of bytes that differ from their neighbours.
  static let bytes = (0..<131_072).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 8) }

  private func instantiate(_ functions: [ModuleAssembler.Function]) throws -> (CoreInstance, Store) {
    let (instance, store) = try ModuleAssembler(functions: functions, memory: (2, 2)).instantiate(
      in: Store(limits: ExecutionLimits(stackSlots: 1_024)))
    instance.memories[0].withMutableBytes { $0.copyBytes(from: Self.bytes) }
    return (instance, store)
  }

  @Test(arguments: modes)
  func loadsReadWhatTheyNameAndTrapBeyondTheEnd(mode: RunMode) throws {
    let type = CoreFunctionType([.i32], [.v128])
    let (instance, store) = try instantiate(
      Self.loads.flatMap { opcode, _, _ in
        Self.offsets.map { .init(name: "\(opcode)\($0)", type: type, code: [.get(0), .indexed(opcode, [0, $0])]) }
      })
    for (opcode, count, expected) in Self.loads {
      for offset in Self.offsets {
        let last = Self.bytes.count - offset - count
        for address in [0, 1, last] {
          let start = address + offset
          #expect(
            run(instance, store, "\(opcode)\(offset)", [.i32(UInt32(address))], mode).values
              == [expected(Array(Self.bytes[start..<start + count])).value], "\(opcode) \(offset) \(address)")
        }
        for address in [UInt32(last + 1), .max] {
          #expect(
            run(instance, store, "\(opcode)\(offset)", [.i32(address)], mode).trap?.code == .memoryOutOfBounds)
        }
      }
    }
  }

  @Test(arguments: modes)
  func storesWriteTheirSixteenBytesAlone(mode: RunMode) throws {
    let (instance, store) = try instantiate(
      Self.offsets.map {
        .init(
          name: "store\($0)", type: CoreFunctionType([.i32, .v128], []),
          code: [.get(0), .get(1), .indexed(.v128Store, [0, $0])])
      })
    let value = Vector((0..<16).map { UInt8($0 * 3 + 100) })
    var expected = Self.bytes
    for offset in Self.offsets {
      for address in [5, Self.bytes.count - offset - 16] {
        #expect(run(instance, store, "store\(offset)", [.i32(UInt32(address)), value.value], mode).trap == nil)
        expected.replaceSubrange(address + offset..<address + offset + 16, with: value.lanes(UInt8.self))
      }
      let beyond = UInt32(Self.bytes.count - offset - 15)
      #expect(
        run(instance, store, "store\(offset)", [.i32(beyond), value.value], mode).trap?.code == .memoryOutOfBounds)
    }
    #expect(instance.memories[0].withBytes { Array($0) } == expected)
  }

  @Test(arguments: modes)
  func lanesAreLoadedAndStoredAlone(mode: RunMode) throws {
    let vector = Vector((0..<16).map { UInt8(200 - $0) })
    for (load, storing, count) in Self.lanes {
      let (instance, store) = try instantiate(
        (0..<16 / count).flatMap { lane -> [ModuleAssembler.Function] in
          [
            .init(
              name: "load\(lane)", type: CoreFunctionType([.i32, .v128], [.v128]),
              code: [.get(0), .get(1), .indexed(load, [0, 70_000, lane])]),
            .init(
              name: "store\(lane)", type: CoreFunctionType([.i32, .v128], []),
              code: [.get(0), .get(1), .indexed(storing, [0, 70_000, lane])]),
          ]
        })
      let end = UInt32(Self.bytes.count - 70_000 - count)
      var memory = Self.bytes
      for lane in 0..<16 / count {
        for address in [9, end] {
          let start = Int(address) + 70_000
          var bytes = vector.lanes(UInt8.self)
          bytes.replaceSubrange(lane * count..<(lane + 1) * count, with: memory[start..<start + count])
          #expect(
            run(instance, store, "load\(lane)", [.i32(address), vector.value], mode).values == [Vector(bytes).value])
          #expect(run(instance, store, "store\(lane)", [.i32(address), vector.value], mode).trap == nil)
          let stored = vector.lanes(UInt8.self)[lane * count..<(lane + 1) * count]
          memory.replaceSubrange(start..<start + count, with: stored)
        }
        for name in ["load\(lane)", "store\(lane)"] {
          let trap = run(instance, store, name, [.i32(end + 1), vector.value], mode).trap
          #expect(trap?.code == .memoryOutOfBounds)
        }
      }
      #expect(instance.memories[0].withBytes { Array($0) } == memory, "\(storing)")
    }
  }
}
