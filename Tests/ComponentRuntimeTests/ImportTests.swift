import ComponentRuntime
import ComponentTypes
import CoreTypes
import Testing

/// A native instance that answers at once.
final class Host: ComponentInstance {
  let world: World
  var trap: Trap?
  private let answer: (FunctionPath, [ComponentValue]) -> CallProgress

  init(_ exports: [WorldItem], _ answer: @escaping (FunctionPath, [ComponentValue]) -> CallProgress) {
    world = World(nil, exports: exports)
    self.answer = answer
  }

  func startCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode
  ) throws(CallError) -> any ComponentCall {
    Answer(answer(path, arguments))
  }

  private final class Answer: ComponentCall {
    let progress: CallProgress
    init(_ progress: CallProgress) { self.progress = progress }
    func resume(budget: UInt64) -> CallProgress { progress }
    func cancel(_ code: TrapCode) -> Trap { Trap(code) }
    var instructionsRun: UInt64 { 3 }
    var observations: Observations { Observations(events: [], total: 2) }
  }
}

struct ImportTests {
  let text = InterfaceName("text", in: PackageName("test", "host", version: SemanticVersion(0, 1, 0)))

  var host: Host {
    let double = Function("double", FunctionType(parameters: [.init("x", .u32)], result: .u32))
    let shout = Function("shout", FunctionType(parameters: [.init("s", .string)], result: .string))
    let exports = [
      WorldItem(.plain("double"), .function(double)),
      WorldItem(.interface(text), .interface(Interface(text, functions: [shout]))),
    ]
    return Host(exports) { path, arguments in
      switch (path.function, arguments.first) {
      case ("double", .u32(let x)?): .returned(.u32(x &* 2))
      case ("shout", .string(let s)?) where path.interface == text: .returned(.string(s.uppercased()))
      default: .trapped(Trap(.unreachable))
      }
    }
  }

  @Test func trapsInStubsByFullName() throws {
    #expect(try call(load("imports"), "quadruple", .u32(1)) == .trapped(.unlinkedImport("double")))
    #expect(try call(load("imports"), "shout", .string("s")) == .trapped(.unlinkedImport("test:host/text@0.1.0.shout")))
    #expect(try call(load("imports"), "seven") == .value(.u32(7)))
  }

  @Test func callsWhatIsLinked() throws {
    let host = host
    let component = try load("imports") { _ in ImportProvider(host) }
    let run = try component.startCall(FunctionPath("quadruple"), [.u32(5)], watch: .observe)
    #expect(finish(run) == .value(.u32(20)))
    #expect(run.observations.total == 4)
    #expect(try call(component, "shout", .string("straße €")) == .value(.string("STRASSE €")))
  }

  @Test func linksOneInterpretedComponentToAnother() throws {
    let inner = try load("imports") { [host] _ in ImportProvider(host) }
    let outer = try load("imports") { item in
      item.name == .plain("double") ? ImportProvider(inner, as: .plain("quadruple")) : nil
    }
    #expect(try call(outer, "quadruple", .u32(2), slice: 1) == .value(.u32(32)))
  }

  @Test func passesOnTheTrapOfWhatIsLinked() throws {
    let inner = try load("imports")
    let outer = try load("imports") { item in
      item.name == .plain("double") ? ImportProvider(inner, as: .plain("quadruple")) : nil
    }
    #expect(try call(outer, "quadruple", .u32(2)) == .trapped(.unlinkedImport("double")))
    #expect(inner.trap != nil && outer.trap != nil)
  }

  @Test func refusesLinksThatDoNotFit() throws {
    let lacking = #expect(throws: ComponentRuntimeError.self) {
      try load("imports") { _ in ImportProvider(Host([]) { _, _ in .returned(nil) }) }
    }
    #expect(lacking?.kind == .providerLacks(function: "double", import: "double"))
    let other = Function("double", FunctionType(parameters: [.init("x", .u64)], result: .u32))
    let differing = #expect(throws: ComponentRuntimeError.self) {
      try load("imports") { _ in
        ImportProvider(Host([WorldItem(.plain("double"), .function(other))]) { _, _ in .returned(nil) })
      }
    }
    #expect(differing?.kind == .providerDiffers(function: "double", import: "double"))
  }
}
