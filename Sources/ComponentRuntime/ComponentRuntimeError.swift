package import CoreModule
package import CoreTypes

/// Why a component or core module could not be instantiated.
package struct ComponentRuntimeError: Error, Hashable, Sendable {
  /// What is wrong.
  package var kind: Kind
  /// The file offset of the definition that failed, in bytes, where there is one.
  package var offset: Int?

  package init(_ kind: Kind, at offset: Int? = nil) {
    self.kind = kind
    self.offset = offset
  }

  /// The kinds of failure, with their facts.
  package enum Kind: Hashable, Sendable {
    /// Guest code that ran while it was instantiated trapped, a segment did not fit, or a limit was reached.
    case trap(Trap)
    /// An embedded core module is not valid.
    case coreModule(CoreModuleError)
    /// An import of a core module has no fitting definition; nil where there is none at all.
    case unlinkable(module: String, name: String, expected: CoreExternType?, found: CoreExternType?)
    /// An import that nothing is linked to and that no stub can stand in for: its name and sort.
    case unlinked(name: String, sort: String)
    /// What is linked to an import has no such function.
    case providerLacks(function: String, import: String)
    /// What is linked to an import has the function with another type.
    case providerDiffers(function: String, import: String)
    /// Something that is not supported yet, in the specification's words.
    case unsupported(String)
    /// More component and core instances than `RuntimeStore.maxInstances`.
    case tooManyInstances(limit: Int)
    /// More entries of index spaces, over all instances, than `RuntimeStore.maxEntries`.
    case tooManyEntries(limit: Int)
    /// An index or name that names nothing: the component was not validated.
    case dangling(String)
  }
}

extension ComponentRuntimeError {
  /// The same with the place of a definition, unless a nearer one is known.
  func located(at offset: Int) -> ComponentRuntimeError {
    ComponentRuntimeError(kind, at: self.offset ?? offset)
  }
}

extension Array {
  /// The element of an index space.
  func item(_ index: UInt32, _ space: String) throws(ComponentRuntimeError) -> Element {
    guard Int(index) < count else { throw ComponentRuntimeError(.dangling("\(space) \(index)")) }
    return self[Int(index)]
  }
}
