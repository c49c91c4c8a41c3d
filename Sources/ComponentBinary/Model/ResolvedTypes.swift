package import ComponentTypes
package import CoreTypes

/// What a component's type index stands for.
package enum IndexedType: Sendable {
  case value(ValueType)
  /// The identity tells resource types of one component apart; see `Component`.
  case resource(ResourceType)
  case function(FunctionType)
  case instance(InstanceType)
  case component(ComponentType)
}

/// What a component's core type index stands for.
package enum IndexedCoreType: Sendable {
  /// The references in it are canonical numbers, which are the same for equal types of one file.
  case defined(CoreSubType)
  case module(CoreModuleType)
}

/// The type of an import or export.
package enum ExternType: Sendable {
  case coreModule(CoreModuleType)
  case function(FunctionType)
  case value(ValueType)
  case type(IndexedType)
  case instance(InstanceType)
  case component(ComponentType)

  /// The specification's word for its sort.
  package var word: String {
    switch self {
    case .coreModule: "core module"
    case .function: "func"
    case .value: "value"
    case .type: "type"
    case .instance: "instance"
    case .component: "component"
    }
  }
}

/// An import or export of a component, component type or instance type.
package struct ExternItem: Sendable {
  package let name: ExternNameAttributes
  package let type: ExternType

  package init(_ name: ExternNameAttributes, _ type: ExternType) {
    self.name = name
    self.type = type
  }
}

/// The type of an instance: its exports in order. Shared, since many types of a component refer to the same one.
package final class InstanceType: Sendable {
  package let exports: [ExternItem]
  private let indices: [String: Int]

  package init(exports: [ExternItem]) {
    self.exports = exports
    indices = Dictionary(exports.enumerated().map { ($1.name.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The export of a name as binaries spell it.
  package subscript(name: String) -> ExternType? {
    indices[name].map { exports[$0].type }
  }
}

/// The type of a component: its imports and exports in order.
package final class ComponentType: Sendable {
  package let imports: [ExternItem]
  package let exports: [ExternItem]
  /// The identities of the resource types that each instantiation receives through its imports.
  package let importedResources: [UInt64]
  /// The identities of the resource types that each instantiation makes afresh and exports.
  package let definedResources: [UInt64]
  /// The same imports and exports, one for one, as a WIT world without a name.
  package let world: World

  package init(
    imports: [ExternItem], exports: [ExternItem], importedResources: [UInt64], definedResources: [UInt64], world: World
  ) {
    self.world = world
    self.imports = imports
    self.exports = exports
    self.importedResources = importedResources
    self.definedResources = definedResources
  }
}

/// The type of a core module. In the types of a component's file the references to defined types are canonical numbers.
package final class CoreModuleType: Sendable {
  /// An import by its two names.
  package struct Import: Hashable, Sendable {
    package let module: String
    package let name: String
    package let type: CoreExternType
    /// The canonical number of a function's or tag's type within the component's file, where it is in one.
    package let definedType: UInt32?

    package init(module: String, name: String, type: CoreExternType, definedType: UInt32? = nil) {
      self.module = module
      self.name = name
      self.type = type
      self.definedType = definedType
    }

    var entity: CoreEntity { CoreEntity(type, definedType: definedType) }
  }

  /// An import's two names.
  private struct Key: Hashable {
    let module: String
    let name: String
  }

  package let imports: [Import]
  package let exports: CoreInstanceType
  private let indices: [Key: Int]

  package init(imports: [Import], exports: CoreInstanceType) {
    self.imports = imports
    self.exports = exports
    indices = Dictionary(
      imports.enumerated().map { (Key(module: $1.module, name: $1.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The import of two names.
  package func `import`(_ module: String, _ name: String) -> Import? {
    indices[Key(module: module, name: name)].map { imports[$0] }
  }
}

/// The type of a core instance: its exports in order.
package final class CoreInstanceType: Sendable {
  /// An export.
  package struct Export: Hashable, Sendable {
    package let name: String
    package let type: CoreExternType
    /// The canonical number of a function's or tag's type within the component's file, where it is in one.
    package let definedType: UInt32?

    package init(_ name: String, _ type: CoreExternType, definedType: UInt32? = nil) {
      self.name = name
      self.type = type
      self.definedType = definedType
    }

    var entity: CoreEntity { CoreEntity(type, definedType: definedType) }
  }

  package let exports: [Export]
  private let indices: [String: Int]

  package init(exports: [Export]) {
    self.exports = exports
    indices = Dictionary(exports.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The export of a name.
  package subscript(name: String) -> Export? {
    indices[name].map { exports[$0] }
  }
}
