import ComponentTypes
import LineEditing
import Session
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

  /// What is wrong stays in its field, is said when the form opens again for a call or a walk, and is never called.
  @Test(arguments: [false, true])
  func saysWhatIsWrongInAFormThatWasLeft(walks: Bool) {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    func open() {
      var request = Self.request(.u8)
      request.walks = walks
      _ = state.update(.form(request), in: NoLookup())
    }
    open()
    #expect(state.notice == nil)
    for key in [Key.character("7"), .character("x"), .escape] { _ = state.update(.key(key), in: NoLookup()) }
    #expect(state.form == nil && state.notice == nil)
    open()
    #expect(state.form?.callText == "f(7x)" && state.form?.editor.text == "7x")
    #expect(state.notice?.contains("x expects") == true && state.form?.focus == .row(0))
    let effects = state.update(.key(.enter), in: NoLookup())
    #expect(state.notice?.contains("x expects") == true && effects.isEmpty)
    for _ in 0..<2 { _ = state.update(.key(.backspace), in: NoLookup()) }
    _ = state.update(.key(.escape), in: NoLookup())
    open()
    // Nothing typed is nothing wrong yet.
    #expect(state.notice == nil)
  }

  @Test func keepsACallThatCannotBeReadThroughNewHandles() throws {
    var state = ExplorerState(size: ScreenSize(rows: 24, columns: 80))
    _ = state.update(.form(Self.request(.u8)), in: NoLookup())
    for key in [Key.tab, .end, .character("?"), .escape] { _ = state.update(.key(key), in: NoLookup()) }
    var request = Self.request(.u8)
    request.held = [HeldHandle("$c", ResourceType("counter"))]
    _ = state.update(.form(request), in: NoLookup())
    #expect(state.form?.callText == "f(0)?" && state.form?.focus == .call && state.notice != nil)
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
