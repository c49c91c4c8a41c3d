import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Testing

struct CoreModuleInstanceTests {
  let instance: CoreModuleInstance

  init() throws {
    instance = try CoreModuleInstance(try decodeModule(try fixture("numbers")))
  }

  @Test func hasAFunctionForEachExportOverNumbers() {
    let names = instance.world.exports.map(\.name.description)
    #expect(names == ["started", "add", "add64", "half", "both", "nothing", "missing"])
    #expect(instance.world.imports.isEmpty)
    guard case .function(let add64) = instance.world.exports[2].kind else {
      Issue.record("add64 is not a function")
      return
    }
    #expect(add64.type.parameters.map(\.type) == [.s64, .s64])
    #expect(add64.type.result == .s64)
  }

  @Test func runsTheStartFunction() throws {
    #expect(try call(instance, "started") == .value(.s32(1)))
  }

  @Test func callsWithNumbers() throws {
    #expect(try call(instance, "add", .s32(.max), .s32(1)) == .value(.s32(.min)))
    #expect(try call(instance, "add64", .s64(-1), .s64(-2)) == .value(.s64(-3)))
    #expect(try call(instance, "half", .f32(3)) == .value(.f64(1.5)))
    #expect(try call(instance, "both", .s32(-7)) == .value(.tuple([.s32(-7), .s64(-7)])))
    #expect(try call(instance, "nothing") == .nothing)
  }

  @Test func trapsInUnlinkedImportsByName() throws {
    #expect(try call(instance, "missing", .s32(0)) == .trapped(.unlinkedImport("env.missing")))
    #expect(instance.trap?.code == .unlinkedImport("env.missing"))
    #expect(throws: CallError.self) { try call(instance, "nothing") }
  }

  @Test func refusesUnknownFunctions() {
    #expect(throws: CallError.unknownFunction(FunctionPath("refer"))) { try call(instance, "refer") }
  }

  @Test func seesWrapsWhenWatched() throws {
    let watched = try instance.startCall(FunctionPath("add"), [.s32(.max), .s32(1)], watch: .observe)
    #expect(finish(watched) == .value(.s32(.min)))
    let events = watched.observations.events
    #expect(watched.observations.total == 1)
    #expect(events.map(\.instruction) == ["i32.add"])
    #expect(events.first?.operation == .arithmetic(.add, width: 32))
    #expect(events.first?.operands == [0x7fff_ffff, 1])
    #expect(events.first?.result == 0x8000_0000)
    let calm = try instance.startCall(FunctionPath("add"), [.s32(1), .s32(1)], watch: .observe)
    #expect(finish(calm) == .value(.s32(2)))
    #expect(calm.observations == Observations())
  }

  /// A call that is over leaves its stack and its watch to the next one, with nothing in them.
  @Test func seesOnlyItsOwnWraps() throws {
    func wraps(_ x: Int32, _ y: Int32) throws -> [[UInt64]] {
      let watched = try instance.startCall(FunctionPath("add"), [.s32(x), .s32(y)], watch: .observe)
      #expect(finish(watched) == .value(.s32(x &+ y)))
      #expect(watched.observations.total == UInt64(watched.observations.events.count))
      return watched.observations.events.map(\.operands)
    }
    for _ in 0..<3 {
      #expect(try wraps(.max, 1) == [[0x7fff_ffff, 1]])
      #expect(try wraps(1, 1).isEmpty)
      #expect(try wraps(.max, .max) == [[0x7fff_ffff, 0x7fff_ffff]])
    }
  }
}

struct CoreModuleInstantiationTests {
  @Test func pausesAndCancelsAStartFunction() throws {
    let instantiation = try CoreModuleInstantiation(try decodeModule(try fixture("spinning")))
    for _ in 0..<3 {
      guard case .running = try instantiation.resume(budget: 10_000) else {
        Issue.record("an endless start function ended")
        return
      }
    }
    #expect(instantiation.instructionsRun >= 20_000)
    #expect(instantiation.cancel(.interrupted).code == .interrupted)
    #expect(throws: ComponentRuntimeError.self) { try instantiation.resume(budget: 1) }
  }
}
