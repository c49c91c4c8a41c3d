import CoreModule
import CoreTypes

/// The type of a core definition. The references in it are canonical numbers of ``TypeStore/coreTypes``.
struct CoreEntity: Hashable {
  let type: CoreExternType
  /// The canonical number of a function's or tag's own type; nil for what comes from another file.
  let definedType: UInt32?

  init(_ type: CoreExternType, definedType: UInt32? = nil) {
    self.type = type
    self.definedType = definedType
  }
}

extension TypeStore {
  /// Whether a core definition of one type can be imported as another.
  ///
  /// Source: core specification, "Matching".
  func matches(_ supplied: CoreEntity, _ required: CoreEntity) -> Bool {
    guard let number = supplied.definedType, let expected = required.definedType else {
      return coreTypes.matches(supplied.type, required.type)
    }
    switch (supplied.type, required.type) {
    case (.function, .function): return coreTypes.isSubtype(number, of: expected)
    case (.tag, .tag): return number == expected
    default: return false
    }
  }

  /// Adds a core module's types; their canonical numbers by type index.
  ///
  /// - Precondition: the module's type section is valid.
  func addTypes(of module: Module) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(module.types.count)
    for group in module.recursionGroups { coreTypes.intern(module.types[group], numbers: &numbers) }
    return numbers
  }

  /// The function type of a canonical number; nil where it is none.
  func coreFunction(_ number: UInt32) -> CoreFunctionType? {
    Int(number) < coreTypes.count ? coreTypes.types[Int(number)].function : nil
  }
}
