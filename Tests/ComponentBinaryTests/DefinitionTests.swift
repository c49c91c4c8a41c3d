import ComponentBinary
import ComponentTypes
import CoreModule
import Testing

@Suite struct DefinitionTests {
  @Test func keepsDefinitionsInTheOrderOfTheBinary() throws {
    let component = try decodeComponent(fixture("adder"))
    let words = component.definitions.map { definition in
      switch definition.kind {
      case .coreModule: "core module"
      case .coreInstance: "core instance"
      case .coreType: "core type"
      case .component: "component"
      case .instance: "instance"
      case .alias(let alias): "alias \(alias.sort.word)"
      case .type: "type"
      case .canonical: "canon"
      case .import: "import"
      case .export: "export"
      case .start: "start"
      case .value: "value"
      }
    }
    #expect(
      words == [
        "core module", "core instance", "component", "type", "alias core func", "alias core memory", "type", "type",
        "canon", "instance", "export",
      ])
    #expect(zip(component.definitions, component.definitions.dropFirst()).allSatisfy { $0.offset < $1.offset })
  }

  @Test func keepsEveryIndexSpaceComplete() throws {
    let spaces = try decodeComponent(fixture("adder")).indexSpaces
    #expect(spaces.coreModules.count == 1)
    #expect(spaces.coreInstances.count == 1)
    #expect(spaces.coreFunctions.count == 1)
    #expect(spaces.coreMemories.count == 1)
    #expect(spaces.components.count == 1)
    #expect(spaces.types.count == 3)
    // The lifted function alone: the interface is exported as an instance.
    #expect(spaces.functions.count == 1)
    // The instance, and the index that its export makes.
    #expect(spaces.instances.count == 2)
  }

  @Test func decodesCanonicalOptions() throws {
    let component = try decodeComponent(fixture("async"))
    for definition in component.definitions {
      guard case .canonical(.lift(let function, let options, _)) = definition.kind else { continue }
      #expect(options.isAsync)
      #expect(options.memory == 0)
      #expect(options.callback != nil)
      #expect(options.postReturn == nil)
      #expect(Int(function) < component.indexSpaces.coreFunctions.count)
      return
    }
    Issue.record("no lift")
  }

  @Test func givesEachCoreModuleItsRangeInTheFile() throws {
    let bytes = fixture("adder")
    let component = try decodeComponent(bytes)
    guard case .coreModule(let module)? = component.definitions.first?.kind else {
      Issue.record("no core module")
      return
    }
    #expect(Array(bytes[module.range].prefix(8)) == [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
    #expect(module.module.functionValidation == nil)
    #expect(module.type.exports["add"] != nil)
  }

  @Test func leavesLargeModulesFunctionsToBeValidatedLater() throws {
    let component = try decodeComponent(fixture("adder"), validation: .functionsUpTo(codeBytes: 1))
    guard case .coreModule(let module)? = component.definitions.first?.kind else {
      Issue.record("no core module")
      return
    }
    #expect(module.module.functionValidation != nil)
    #expect(component.functionValidations.count == 1)
  }

  @Test func tellsModulesComponentsAndOtherFilesApart() {
    #expect(isComponent(fixture("adder")))
    #expect(WasmHeader([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]) == .coreModule)
    #expect(WasmHeader([0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0]) == .component)
    #expect(WasmHeader([0, 0x61, 0x73, 0x6D, 0x0A, 0, 1, 0]) == .unknownVersion(version: 10, layer: 1))
    #expect(WasmHeader([0, 0x61, 0x73]) == .neither)
    #expect(WasmHeader(Array("package".utf8)) == .neither)
  }
}
