import ComponentBinary
import ComponentTypes
import Testing
import WIT

@testable import ComponentWIT

/// The worlds of components.
@Suite struct ComponentWorldTests {
  private func decoded(_ name: String) throws -> (component: Component, wit: DecodedWIT) {
    let component = try decodeComponent(Fixture.bytes("../\(name).wasm"))
    return (component, try decodeWIT(of: component))
  }

  @Test func theWorldOfAComponentIsTheRootOfAPackageOfItsOwn() throws {
    let (_, wit) = try decoded("ComponentBinary/adder")
    #expect(!wit.isPackage)
    #expect(wit.packages.main.name == PackageName("root", "component"))
    #expect(wit.packages.main.worlds.map(\.name) == ["root"])
    #expect(wit.main == wit.arenas.packages.count - 1)
  }

  @Test(arguments: [
    "ComponentBinary/adder", "ComponentBinary/async", "ComponentBinary/resources", "ComponentBinary/types",
    "ComponentRuntime/echo", "ComponentRuntime/imports", "ComponentRuntime/resources",
  ])
  func theWorldHasTheFunctionsOfTheComponent(_ name: String) throws {
    let (component, wit) = try decoded(name)
    let world = try #require(wit.packages.main.worlds.first)
    #expect(functionNames(world.imports) == functionNames(component.world.imports))
    #expect(functionNames(world.exports) == functionNames(component.world.exports))
  }

  private func functionNames(_ items: [WorldItem]) -> [String] {
    items.flatMap { item in
      switch item.kind {
      case .function(let function): [function.name]
      case .interface(let interface): interface.functions.map { "\(item.name) \($0.name)" }
      case .type, .other: [String]()
      }
    }
  }

  @Test(arguments: ["ComponentBinary/adder", "ComponentBinary/async", "ComponentBinary/resources"])
  func theWorldPrintsAndReadsBack(_ name: String) throws {
    let packages = try decoded(name).wit.packages
    let text = WITPrinter().print(packages)
    let again = try resolvePackages(main: [WITSource(name: "printed", text: text)], features: .all)
    #expect(again.main.worlds.first?.exports.map(\.name) == packages.main.worlds.first?.exports.map(\.name))
  }

  @Test func everyIndexOfTheArenasIsThere() throws {
    for name in ["ComponentBinary/types", "ComponentRuntime/imports", "ComponentWIT/library"] {
      let arenas = try decoded(name).wit.arenas
      for (index, type) in arenas.types.enumerated() {
        // A type stands behind what it is made of.
        if case .alias(.node(let target)) = type.kind { #expect(target < index) }
        if case .own(let target) = type.kind { #expect(target < index) }
        if case .interface(let owner) = type.owner { #expect(owner < arenas.interfaces.count) }
      }
      #expect(arenas.interfaces.allSatisfy { $0.package < arenas.packages.count })
    }
  }
}

@Suite struct JSONValueTests {
  @Test func readsEveryKindOfValue() {
    let text = #" { "a" : [ 1 , -2.5e3, true , false , null ], "b": "\"\\\/\b\f\n\r\tA\ud83d\ude00" } "#
    let value = JSONValue(text.utf8)
    #expect(value?["a"] == .list([.number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null]))
    #expect(value?["b"]?.text == "\"\\/\u{8}\u{C}\n\r\tA\u{1F600}")
    #expect(value?["c"] == nil)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "\"\\x\"", "\"\\ud83d\"", "\"\\u12\"", "\"a", "nul", "1 2", "--1", "+",
    "[",
    "\"\u{1}\"",
  ])
  func refusesWhatIsNoJSON(_ text: String) {
    #expect(JSONValue(text.utf8) == nil)
  }

  @Test func refusesWhatNestsTooDeep() {
    #expect(JSONValue((String(repeating: "[", count: 20) + String(repeating: "]", count: 20)).utf8) != nil)
    #expect(JSONValue(String(repeating: "[", count: 100_000).utf8) == nil)
  }
}
