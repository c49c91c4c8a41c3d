import ComponentRuntime
import ComponentTypes
import Testing

@testable import Session

/// `:stub` and what worlds declare, where a session file cannot show it.
@Suite struct StubTests {
  private static let package = PackageName("test", "clock", version: SemanticVersion(1, 0, 0))

  /// A package with an interface `clock` and a world that exports it.
  private static func clock(
    _ version: SemanticVersion, _ result: ValueType = .u64, world: String = "device"
  ) -> Package {
    let name = PackageName("test", "clock", version: version)
    let function = Function("get-time", FunctionType(parameters: [], result: result))
    let interface = Interface(InterfaceName("clock", in: name), functions: [function])
    return Package(
      name, interfaces: [interface],
      worlds: [World(world, in: name, exports: [WorldItem(.interface(interface.name), .interface(interface))])])
  }

  @Test func theHighestVersionIsMeantAndEachIsStubbed() throws {
    let session = Session()
    session.addPackages([Self.clock(SemanticVersion(1, 0, 0)), Self.clock(SemanticVersion(1, 2, 0))])
    guard case .found(let function) = session.lookUpFunction(.named(instance: nil, interface: nil, names: ["get-time"]))
    else {
      Issue.record("get-time is not found")
      return
    }
    #expect(function.instance == nil)
    #expect(function.path.description == "test:clock/clock@1.2.0.get-time")
    #expect(session.execute(":stub get-time = 9").isSuccess)
    #expect(session.stubs.all.count == 2)
    guard case .value(let value) = session.execute("get-time()").content else {
      Issue.record("get-time() has no value")
      return
    }
    #expect(value.result == TypedValue(.u64(9), .u64))
  }

  @Test func anInstanceComesBeforeADeclaration() throws {
    let session = Session()
    session.addBuiltInExample()
    guard
      case .found(let function) = session.lookUpFunction(
        .named(instance: nil, interface: nil, names: ["overflowing-add"]))
    else {
      Issue.record("overflowing-add is not found")
      return
    }
    #expect(function.instance == "interpreted")
  }

  @Test func nothingRunsWhereSomethingIsMissing() {
    let session = Session()
    session.addBuiltInExample()
    session.addPackages([Self.clock(SemanticVersion(1, 0, 0), .s32)])
    let reply = session.execute("overflowing-add(overflowing-add(1, 2).0, get-time())")
    #expect(!reply.isSuccess)
    #expect(reply.timing.instructions == 0)
  }

  @Test func aStubIsNoReasonToLeaveTheCurrentInstance() {
    let session = Session()
    session.addPackages([Self.clock(SemanticVersion(1, 0, 0))])
    #expect(session.execute(":stub clock").isSuccess)
    #expect(session.currentInstanceName == "stub")
    session.addBuiltInExample()
    #expect(session.execute(":stub clock").isSuccess)
    #expect(session.currentInstanceName == "interpreted")
    #expect(session.execute(":stub off").isSuccess)
    #expect(session.currentInstanceName == "interpreted")
    #expect(!session.instanceExists("stub"))
  }

  @Test func withoutAnInstanceTheWorldsItemsAreListed() {
    let session = Session()
    session.addPackages([Self.clock(SemanticVersion(1, 0, 0))])
    guard case .items(let items) = session.execute(":exports").content else {
      Issue.record("nothing is listed")
      return
    }
    #expect(items.isDeclared)
    #expect(items.instance == "device")
    #expect(items.items.map(\.name.description) == ["test:clock/clock@1.0.0"])
  }

  @Test func valuesOfAnyTypeAreThePlainest() throws {
    let long = ValueType(.fixedLengthList(.u8, length: 4_000_000_000))
    #expect(ComponentValue.plainest(of: long) == nil)
    let nested = (0..<40).reduce(ValueType.u8) { type, _ in ValueType(.fixedLengthList(type, length: 2)) }
    #expect(ComponentValue.plainest(of: nested) == nil)
    let variant = ValueType(.variant([.init("a", .string), .init("b")]))
    #expect(ComponentValue.plainest(of: variant) == .variant(0, .string("")))
    let pair = ValueType(.tuple([.bool, ValueType(.option(.u8)), ValueType(.result(ok: .char, error: nil))]))
    #expect(ComponentValue.plainest(of: pair) == .tuple([.bool(false), .option(nil), .ok(.char("a"))]))
    #expect(ComponentValue.plainest(of: ValueType(.stream(.u8))) == nil)
  }

  @Test func largeArgumentsAreNotKept() {
    let registry = StubRegistry()
    let type = FunctionType(parameters: [.init("text", .string)], result: nil)
    registry.includesAll = true
    let path = FunctionPath("log")
    for length in [10, 1 << 20] {
      let text = String(repeating: "a", count: length)
      #expect(registry.answer(path, type, [.string(text)]) { _ in nil } == .returns(nil))
    }
    let calls = registry.takeUnreported()
    #expect(calls.total == 2)
    #expect(calls.calls.map { $0.arguments == nil } == [false, true])
    #expect(registry.takeUnreported().calls.isEmpty)
    for _ in 0..<100 { _ = registry.answer(path, type, [.string("")]) { _ in nil } }
    #expect(registry.all[0].callCount == 102)
    #expect(registry.all[0].calls.count == StubSummary.callLimit)
    #expect(registry.takeUnreported().calls.count == StubCalls.limit)
  }

  @Test func whatIsStubbedIsCompleted() {
    let session = Session()
    session.addPackages([Self.clock(SemanticVersion(1, 0, 0))])
    func candidates(_ text: String) -> [String] {
      session.completion(of: text, at: text.utf8.count)?.candidates.map(\.text) ?? []
    }
    #expect(candidates(":stub ge") == ["get-time"])
    #expect(candidates(":stub test:") == ["test:clock/clock@1.0.0"])
    #expect(candidates(":stub get-time ") == ["= ", "trap", "off"])
    #expect(candidates(":stub al") == ["all"])
    #expect(candidates(":exports de") == ["device"])
    #expect(candidates("get-") == ["get-time()"])
    #expect(candidates("clock.ge") == ["get-time()"])
  }

  @Test(arguments: [
    ("a:b/c", "a:b/c", nil), ("a:b/c.d", "a:b/c", "d"), ("a:b/c@1.2.3", "a:b/c@1.2.3", nil),
    ("a:b/c@1.2.3.d", "a:b/c@1.2.3", "d"), ("a:b/c@1.2.3.d.e", "a:b/c@1.2.3", "d.e"), ("a:b/c.d.e", "a:b/c", "d.e"),
  ])
  func fullNamesAreSeparated(name: String, interface: String, member: String?) throws {
    let parts = try #require(Session.separated(name))
    #expect(parts.interface.description == interface)
    #expect(parts.member == member)
  }
}
