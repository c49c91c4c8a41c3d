import CoreModule
import CoreTypes
import Interpreter
import Testing

/// What the watch keeps of places is right however many there are, and wherever in memory their code lies.
@Suite struct WatchPlacesTests {
  /// A function of so many sums, each of which loses something, and the addends of them all.
  private func sums(_ count: Int) throws -> (CoreInstance, Store, [UInt64]) {
    let addends = (0..<count).map { Int32(0x4000_0000 + $0) }
    var code: [ModuleAssembler.Code] = []
    for addend in addends {
      // Nothing fuses with what a local takes.
      code += [.i32(0x4000_0000), .set(0), .get(0), .i32(addend), .op(.i32Add), .set(0)]
    }
    let function = ModuleAssembler.Function(
      name: "f", type: CoreFunctionType([.i32], [.i32]), code: code + [.get(0)])
    let (instance, store) = try ModuleAssembler(functions: [function]).instantiate()
    return (instance, store, addends.map { UInt64($0) })
  }

  @Test(arguments: [false, true])
  func placesThatShareASiteAreToldApart(isPortable: Bool) throws {
    // More words of code than the watch has sites.
    let (instance, store, addends) = try sums(5_000)
    for _ in 0..<2 {
      let finished = run(instance, store, "f", [.i32(0)], RunMode(isPortable: isPortable, isWatching: true))
      #expect(finished.lossCount == UInt64(addends.count))
      #expect(finished.events.map(\.operands) == addends.prefix(1_024).map { [0x4000_0000, $0] })
      #expect(finished.events.allSatisfy { $0.count == 1 && $0.lostSigned })
    }
  }

  @Test(arguments: [false, true])
  func placesBeyondThoseThereIsRoomForAreCounted(isPortable: Bool) throws {
    let (instance, store, addends) = try sums(9_000)
    let finished = run(instance, store, "f", [.i32(0)], RunMode(isPortable: isPortable, isWatching: true))
    #expect(finished.lossCount == UInt64(addends.count))
    #expect(finished.values == [.i32(0x8000_0000 + 8_999)])
  }

  @Test(arguments: [false, true])
  func placesOfOneSiteInTurnKeepTheirCounts(isPortable: Bool) throws {
    // Two sums so far apart that one address may stand for both; a loop runs through both. What each loses, in the
    // signed reading or else in the unsigned one:
    var (x, expected) = (UInt32(3), [[Bool: UInt64]](repeating: [:], count: 2))
    for _ in 0..<50 {
      for (place, addend) in [0x7FFF_FFFF, 0x7FFF_FFF0].enumerated() {
        if Int32(bitPattern: x).addingReportingOverflow(Int32(addend)).overflow {
          expected[place][true, default: 0] += 1
        } else if x.addingReportingOverflow(UInt32(addend)).overflow {
          expected[place][false, default: 0] += 1
        }
        x &+= UInt32(addend)
      }
    }
    for distance in 4_085...4_100 {
      var code: [ModuleAssembler.Code] = [
        .i32(50), .set(1), .loop(), .get(0), .i32(0x7FFF_FFFF), .op(.i32Add), .set(0),
      ]
      for _ in 0..<distance { code += [.get(1), .i32(7), .op(.i32Xor), .get(2), .op(.i32And), .set(3)] }
      code += [
        .get(0), .i32(0x7FFF_FFF0), .op(.i32Add), .set(0), .get(1), .i32(1), .op(.i32Sub), .tee(1), .brIf(0), .op(.end),
        .get(0),
      ]
      let function = ModuleAssembler.Function(
        name: "f", type: CoreFunctionType([.i32], [.i32]), locals: [.i32, .i32, .i32], code: code)
      let (instance, store) = try ModuleAssembler(functions: [function]).instantiate()
      let plain = run(instance, store, "f", [.i32(3)], RunMode(isPortable: isPortable, isWatching: false))
      let finished = run(instance, store, "f", [.i32(3)], RunMode(isPortable: isPortable, isWatching: true))
      #expect(finished.values == plain.values)
      let counts = finished.events.reduce(into: [Int: [Bool: UInt64]]()) {
        $0[$1.location.offset, default: [:]][$1.lostSigned] = $1.count
      }
      #expect(counts.sorted { $0.key < $1.key }.map(\.value) == expected, "\(distance)")
    }
  }

  @Test(arguments: [false, true])
  func runsThatTakeTurnsEachKeepTheirOwnPlaces(isPortable: Bool) throws {
    // Sums that lose something in every tenth round, or in each.
    let code: [ModuleAssembler.Code] = [
      .loop(), .get(1), .i32(0x1000_0000), .op(.i32Add), .tee(1), .i32(0x7FFF_FFF0), .op(.i32Add), .set(2),
      .get(0), .i32(1), .op(.i32Sub), .tee(0), .brIf(0), .op(.end), .get(2),
    ]
    let function = ModuleAssembler.Function(
      name: "f", type: CoreFunctionType([.i32], [.i32]), locals: [.i32, .i32], code: code)
    let (instance, store) = try ModuleAssembler(functions: [function]).instantiate()
    guard case .function(let f)? = instance.export(named: "f") else { return #expect(Bool(false)) }
    let rounds: [UInt32] = [100, 63, 200]
    let alone = rounds.map { run(instance, store, "f", [.i32($0)], RunMode(isPortable: isPortable, isWatching: true)) }
    let executions = rounds.map { rounds in
      let execution = Execution(store: store)
      execution.runsPortably = isPortable
      execution.isWatching = true
      execution.call(f, [.i32(rounds)])
      return execution
    }
    var running = Array(executions.indices)
    while !running.isEmpty {
      running.removeAll { index in
        if case .outOfBudget = executions[index].resume(budget: 97) { false } else { true }
      }
    }
    for (execution, alone) in zip(executions, alone) {
      #expect(execution.observedTotal == alone.lossCount)
      #expect(execution.observed.map(\.count) == alone.events.map(\.count))
      #expect(execution.observed.map(\.operands) == alone.events.map(\.operands))
    }
    // One after the other again, on code that the others left.
    let again = run(instance, store, "f", [.i32(100)], RunMode(isPortable: isPortable, isWatching: true))
    #expect(again.events.map(\.count) == alone[0].events.map(\.count))
    #expect(again.lossCount == alone[0].lossCount)
    #expect(again.lossCount >= 100)
  }
}
