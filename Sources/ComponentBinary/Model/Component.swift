package import ComponentTypes
package import CoreModule
package import CoreTypes

/// A validated component.
///
/// A runtime instantiates it by walking `definitions` in order, appending to index spaces of its own; `indexSpaces` holds
/// the type of every index. Resource types in those types carry an identity: equal identities within one component are
/// the same type, and a runtime maps them to its own resource types, for each instance of the component afresh.
///
/// Source: Binary.md; Explainer.md.
package final class Component: Sendable {
  /// A custom section of a component.
  package struct CustomSection: Hashable, Sendable {
    package let name: String
    /// Where in the file its contents are, after the name.
    package let range: Range<Int>

    package init(_ name: String, range: Range<Int>) {
      self.name = name
      self.range = range
    }
  }

  /// The whole file that the component stands in.
  package let bytes: [UInt8]
  /// Where in the file, in bytes: the component from its preamble on.
  package let range: Range<Int>
  /// In the order of the binary.
  package let definitions: [Definition]
  /// Every index space, complete.
  package let indexSpaces: IndexSpaces
  /// Its imports and exports with their types.
  package let type: ComponentType
  /// Its imports and exports as a WIT world without a name.
  package var world: World { type.world }
  /// Custom sections in order.
  package let customSections: [CustomSection]
  /// Of the core modules in it, however deeply nested, whose functions are yet to be validated.
  package let functionValidations: [FunctionValidation]

  init(
    bytes: [UInt8], range: Range<Int>, definitions: [Definition], indexSpaces: IndexSpaces, type: ComponentType,
    customSections: [CustomSection]
  ) {
    self.bytes = bytes
    self.range = range
    self.definitions = definitions
    self.indexSpaces = indexSpaces
    self.type = type
    self.customSections = customSections
    functionValidations = definitions.flatMap { definition -> [FunctionValidation] in
      switch definition.kind {
      case .coreModule(let embedded): return embedded.module.functionValidation.map { [$0] } ?? []
      case .component(let component): return component.functionValidations
      default: return []
      }
    }
  }
}

/// The types of everything that a component's indices name, by index.
///
/// Source: Explainer.md, "Index Spaces".
package struct IndexSpaces: Sendable {
  package var coreFunctions: [CoreFunctionType] = []
  package var coreTables: [CoreTableType] = []
  package var coreMemories: [CoreMemoryType] = []
  package var coreGlobals: [CoreGlobalType] = []
  package var coreTags: [CoreFunctionType] = []
  package var coreTypes: [IndexedCoreType] = []
  package var coreModules: [CoreModuleType] = []
  package var coreInstances: [CoreInstanceType] = []
  package var functions: [FunctionType] = []
  package var types: [IndexedType] = []
  package var components: [ComponentType] = []
  package var instances: [InstanceType] = []
  package var values: [ValueType] = []

  package init() {}
}
