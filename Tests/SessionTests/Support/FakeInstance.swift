import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes

@testable import Session

/// A component made of closures, to test the session without an engine.
final class FakeInstance: ComponentInstance {
  /// What a call does.
  struct Behaviour {
    /// Slices before it ends; nil runs for ever.
    var slices: Int? = 1
    /// Instructions a slice.
    var instructions: UInt64 = 10
    var outcome: ([ComponentValue]) -> Result<ComponentValue?, Trap>
    var observations = Observations()

    init(
      slices: Int? = 1, instructions: UInt64 = 10, observations: Observations = Observations(),
      _ outcome: @escaping ([ComponentValue]) -> Result<ComponentValue?, Trap>
    ) {
      self.slices = slices
      self.instructions = instructions
      self.outcome = outcome
      self.observations = observations
    }
  }

  let world: World
  fileprivate(set) var trap: Trap?
  private let behaviours: [String: Behaviour]
  /// How many calls began.
  private(set) var calls = 0
  /// How the last call was watched.
  private(set) var lastWatch: WatchMode?

  init(world: World, _ behaviours: [String: Behaviour]) {
    self.world = world
    self.behaviours = behaviours
  }

  func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    if let trap { throw .trapped(trap) }
    guard let behaviour = behaviours[path.function] else { throw .unknownFunction(path) }
    calls += 1
    lastWatch = watch
    return FakeCall(self, behaviour, arguments)
  }
}

/// A call of a fake instance.
final class FakeCall: ComponentCall {
  private let instance: FakeInstance
  private let behaviour: FakeInstance.Behaviour
  private let arguments: [ComponentValue]
  private var slicesRun = 0
  private(set) var instructionsRun: UInt64 = 0

  init(_ instance: FakeInstance, _ behaviour: FakeInstance.Behaviour, _ arguments: [ComponentValue]) {
    self.instance = instance
    self.behaviour = behaviour
    self.arguments = arguments
  }

  var observations: Observations { behaviour.observations }

  func resume(budget: UInt64) -> CallProgress {
    slicesRun += 1
    instructionsRun += min(behaviour.instructions, budget)
    guard let slices = behaviour.slices, slicesRun >= slices else { return .running }
    switch behaviour.outcome(arguments) {
    case .success(let value): return .returned(value)
    case .failure(let trap):
      instance.trap = trap
      return .trapped(trap)
    }
  }

  func cancel(_ code: TrapCode) -> Trap {
    let trap = Trap(code)
    instance.trap = trap
    return trap
  }
}

/// The worlds and sessions of the tests.
enum Fixture {
  static let overflowInterface = InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow"))
  static let overflowPath = FunctionPath("overflowing-add", in: overflowInterface)
  static let resultType = ValueType(.tuple([.s32, .bool]))

  /// The world of arithmetic:overflow.
  static let overflowWorld: World = {
    let arguments = ValueType(
      .record([.init("x", .s32), .init("y", .s32)]), name: TypeName("arguments", in: overflowInterface))
    let function = Function(
      "overflowing-add", FunctionType(parameters: [.init("args", arguments)], result: resultType))
    let interface = Interface(
      overflowInterface, types: [TypeDefinition("arguments", arguments)], functions: [function])
    return World("library", exports: [WorldItem(.interface(overflowInterface), .interface(interface))])
  }()

  /// Adds as arithmetic:overflow says, and reports the addition as an instruction where it wrapped.
  static func overflow(_ x: Int32, _ y: Int32, observed: Bool = true, flag: Bool? = nil) -> FakeInstance.Behaviour {
    let (sum, didOverflow) = x.addingReportingOverflow(y)
    let event = ObservedEvent(
      operation: .arithmetic(.add, width: 32), instruction: "i32.add",
      operands: [UInt64(UInt32(bitPattern: x)), UInt64(UInt32(bitPattern: y))],
      result: UInt64(UInt32(bitPattern: sum)),
      location: CodeLocation(offset: 0x85, function: 1, functionName: "overflowing_add", distance: 9))
    let unsignedWraps = UInt32(bitPattern: x).addingReportingOverflow(UInt32(bitPattern: y)).overflow
    let events = observed && (didOverflow || unsignedWraps) ? [event] : []
    return FakeInstance.Behaviour(observations: Observations(events: events, total: UInt64(events.count))) { _ in
      .success(.tuple([.s32(sum), .bool(flag ?? didOverflow)]))
    }
  }

  /// A world of plain functions.
  static func world(_ functions: [(String, FunctionType)]) -> World {
    World(nil, exports: functions.map { WorldItem(.plain($0.0), .function(Function($0.0, $0.1))) })
  }

  /// A session with one instance, which is current.
  static func session(
    _ name: String = "fake", kind: InstanceSummary.Kind = .component, _ make: @escaping () -> FakeInstance
  ) -> Session {
    let session = Session()
    session.addInstance(name, InstanceRecipe(kind: kind) { (_) throws(SessionError) in make() })
    return session
  }

  /// The record that arithmetic:overflow takes.
  static func arguments(_ x: Int32, _ y: Int32) -> [ComponentValue] { [.record([.s32(x), .s32(y)])] }
}
