import ComponentTypes
import LineEditing
import StyledText
import Testing

@testable import Explorer

/// Forms of a function that takes something else after a component was loaded again.
@Suite struct FormRenewalTests {
  private static let path = FunctionPath("f", in: InterfaceName("i", in: PackageName("a", "b")))

  private static func request(_ type: ValueType) -> FormRequest {
    let function = FunctionType(parameters: [FunctionType.Parameter("x", type)], result: nil)
    return FormRequest(path: path, instance: nil, callee: "f", title: "f", type: function, presets: [])
  }

  private static func catalog(_ type: ValueType) -> Catalog {
    let interface = Interface(
      InterfaceName("i", in: PackageName("a", "b")),
      functions: [
        Function("f", request(type).type)
      ])
    return Catalog(packages: [Package(PackageName("a", "b"), interfaces: [interface], worlds: [])])
  }

  @Test func keepsWhatWasTypedIntoAFormThatWasLeft() {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    for key in [Key.character("7"), .escape] { _ = state.update(.key(key), in: NoLookup()) }
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    #expect(state.form?.callText == "f(7)")
  }

  @Test func forgetsAFormThatWasLeftOnceTheFunctionTakesSomethingElse() {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    for key in [Key.character("7"), .escape] { _ = state.update(.key(key), in: NoLookup()) }
    _ = state.update(.form(Self.request(.string)), in: NoLookup())
    #expect(state.form?.callText == "f(\"\")")
  }

  @Test func makesAnOpenFormAnewOnceTheFunctionTakesSomethingElse() {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    _ = state.update(.key(.character("7")), in: NoLookup())
    _ = state.update(.surroundings(Surroundings(), Self.catalog(.u8)), in: NoLookup())
    #expect(state.form?.callText == "f(7)")
    _ = state.update(.surroundings(Surroundings(), Self.catalog(.string)), in: NoLookup())
    #expect(state.form?.callText == "f(\"\")")
    #expect(state.focus == .form)
  }

  private struct NoLookup: SessionLookup {}
}
