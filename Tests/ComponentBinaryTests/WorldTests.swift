import ComponentBinary
import ComponentTypes
import Testing

@Suite struct WorldTests {
  private func world(_ name: String) throws -> [String] {
    WorldText(try decodeComponent(fixture(name)).world).lines
  }

  @Test func namesRecordsAfterTheInterfaceThatExportsThem() throws {
    #expect(
      try world("adder") == [
        "export our:sums/adder@1.2.0",
        "  type pair = record{left: s32, right: s32}",
        "  add: func(pair: pair) -> tuple<s32, bool>",
      ])
    let component = try decodeComponent(fixture("adder"))
    let name = try #require(InterfaceName(parsing: "our:sums/adder@1.2.0"))
    guard case .interface(let interface) = component.world.exports[0].kind else {
      Issue.record("the export is no interface")
      return
    }
    #expect(interface.name == name)
    #expect(interface.types[0].type.name == TypeName("pair", in: name))
    #expect(interface.functions[0].type.parameters[0].type.name == TypeName("pair", in: name))
  }

  @Test func resolvesEveryValueType() throws {
    #expect(
      try world("types") == [
        "import our:types/all",
        "  type rec = record{flag: bool, text: string}",
        "  type var = variant{none, some(rec)}",
        "  type fl = flags{read, write}",
        "  type en = enum{low, high}",
        "  type size = u64",
        "  use our:types/all.{rec as also-rec}",
        "  resource handle #our:types/all.handle",
        "  [constructor]handle: func(first: s8) -> handle",
        "  [method]handle.swap: func(self: borrow<handle>, with: en) -> en",
        "  [static]handle.merge: func(a: handle, b: handle) -> result<handle, var>",
        "  numbers: func(a: u8, b: s16, c: u16, d: s32, e: u32, f: s64, g: f32, h: f64, i: char) -> size",
        "  containers: func(a: list<rec>, b: list<u8, 4>, c: tuple<s8, fl>, d: option<also-rec>, e: map<string, u32>)"
          + " -> result<_, string>",
        "  later: async func(a: stream<u8>, b: future) -> future<size>",
        "import user",
        "  use our:types/all.{rec as rec}",
        "  use-it: func(r: rec)",
      ])
  }

  @Test func keepsResourcesOfTwoInstancesApart() throws {
    #expect(
      try world("resources") == [
        "export our:counting/first",
        "  resource counter #our:counting/first.counter",
        "  [constructor]counter: func(start: u32) -> counter",
        "  [method]counter.value: func(self: borrow<counter>) -> u32",
        "export our:counting/second",
        "  resource counter #our:counting/second.counter",
        "  [constructor]counter: func(start: u32) -> counter",
        "  [method]counter.value: func(self: borrow<counter>) -> u32",
      ])
    let component = try decodeComponent(fixture("resources"))
    var identities: Set<UInt64> = []
    for item in component.type.exports {
      guard case .instance(let instance) = item.type, case .type(.resource(let resource))? = instance["counter"],
        case .function(let constructor)? = instance["[constructor]counter"]
      else {
        Issue.record("no counter")
        return
      }
      identities.insert(resource.identity)
      #expect(constructor.result?.shape == .own(resource))
    }
    #expect(identities.count == 2)
    #expect(Set(component.type.definedResources) == identities)
  }

  @Test func readsTheAsynchronousBuiltIns() throws {
    let component = try decodeComponent(fixture("async"))
    #expect(
      WorldText(component.world).lines == [
        "import fetch: async func(name: string) -> string", "export run: async func() -> string",
      ])
    let builtIns = component.definitions.filter {
      if case .canonical = $0.kind { true } else { false }
    }
    #expect(builtIns.count == 33)
  }
}
