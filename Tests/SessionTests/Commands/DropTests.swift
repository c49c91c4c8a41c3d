import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

@Suite struct DropTests {
  /// An instance that knows handle 7 until it is dropped.
  private final class Holder: ComponentInstance {
    let world: World
    let trap: Trap? = nil
    var handles: Set<UInt32> = [7]
    var destructorTraps = false

    init(_ world: World) { self.world = world }

    func startCall(
      _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
    ) throws(CallError) -> any ComponentCall {
      Ended(.returned(.handle(7)))
    }

    func startDrop(_ handle: UInt32) throws(CallError) -> any ComponentCall {
      guard handles.remove(handle) != nil else { throw .unknownHandle(handle) }
      return Ended(destructorTraps ? .trapped(Trap(.unreachable)) : .returned(nil))
    }
  }

  private final class Ended: ComponentCall {
    let progress: CallProgress
    init(_ progress: CallProgress) { self.progress = progress }
    func resume(budget: UInt64) -> CallProgress { progress }
    func cancel(_ code: TrapCode) -> Trap { Trap(code) }
    var instructionsRun: UInt64 { 0 }
    var observations: Observations { Observations() }
  }

  private func session(destructorTraps: Bool = false) -> (Session, Holder) {
    let counter = ResourceType("counter", in: nil)
    let holder = Holder(
      Fixture.world([("make", FunctionType(parameters: [], result: ValueType(.own(counter))))]))
    holder.destructorTraps = destructorTraps
    let session = Session()
    session.addInstance("holder", InstanceRecipe(kind: .component) { (_) throws(SessionError) in holder })
    return (session, holder)
  }

  private func drop(_ reply: Reply) -> DropReply? {
    if case .dropped(let drop) = reply.content { drop } else { nil }
  }

  @Test func forgetsAVariable() {
    let session = Session()
    _ = session.execute("x = 1")
    _ = session.execute("y = 2")
    #expect(drop(session.execute(":drop x"))?.variable == "x")
    #expect(session.variables.names == ["y"])
    #expect(session.execute("x").code == DiagnosticCode(101))
    #expect(session.execute(":drop x").code == .unknownVariable)
    #expect(session.execute(":drop").code == .commandArguments)
    #expect(session.execute("x = 3").isSuccess)
    #expect(session.variables.names == ["y", "x"])
  }

  @Test func dropsTheResourceThatAVariableHolds() throws {
    let (session, holder) = session()
    _ = session.execute("c = make()")
    _ = session.execute("d = c")
    let reply = try #require(drop(session.execute(":drop c")))
    #expect(reply.resources == [DropReply.Resource(name: "counter", number: 7, fate: .dropped)])
    #expect(reply.staleVariables == ["d"])
    #expect(holder.handles.isEmpty)
    #expect(drop(session.execute(":drop d"))?.resources.first?.fate == .gone)
  }

  @Test func tellsOfADestructorThatTraps() {
    let (session, _) = session(destructorTraps: true)
    _ = session.execute("c = make()")
    #expect(session.execute(":drop c").code == .trap)
    #expect(session.variables.names.isEmpty)
  }
}
