package import ComponentTypes

/// One definition of a component, in the order of the binary. Each appends to the index spaces that its case names, so
/// that a runtime instantiates a component by walking its definitions from first to last.
///
/// Source: Binary.md, "Component Definitions".
package struct Definition: Sendable {
  /// What is defined.
  package enum Kind: Sendable {
    /// Appends a core module.
    case coreModule(EmbeddedModule)
    /// Appends a core instance.
    case coreInstance(CoreInstanceExpression)
    /// Appends a core type.
    case coreType(CoreTypeExpression)
    /// Appends a component.
    case component(Component)
    /// Appends an instance.
    case instance(InstanceExpression)
    /// Appends to the index space of the alias's sort.
    case alias(Alias)
    /// Appends a type.
    case type(TypeExpression)
    /// `lift` appends a function, everything else a core function.
    case canonical(CanonicalDefinition)
    /// Calls a function while the component is instantiated; appends its result, if it has one, to the values.
    case start(StartDefinition)
    /// Appends a value.
    case value(ComponentValue)
    /// Appends to the index space of what is imported.
    case `import`(ImportDeclaration)
    /// Appends to the index space of what is exported: the new index is an alias of the old one.
    case export(ExportDefinition)
  }

  /// Byte offset of the definition's first byte in the file; for core modules and components that of their preamble.
  package let offset: Int
  package let kind: Kind

  package init(_ kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

/// A function's call while a component is instantiated.
///
/// Source: Binary.md, "Start Definitions".
package struct StartDefinition: Hashable, Sendable {
  /// An index of a function.
  package let function: UInt32
  /// Indices of values.
  package let arguments: [UInt32]
  package let resultCount: UInt32

  package init(function: UInt32, arguments: [UInt32], resultCount: UInt32) {
    self.function = function
    self.arguments = arguments
    self.resultCount = resultCount
  }
}

/// How a core instance comes to be.
package enum CoreInstanceExpression: Hashable, Sendable {
  /// Instantiates a core module; each argument is a core instance under the first level of the import names.
  case instantiate(module: UInt32, arguments: [CoreInstantiationArgument])
  /// Tuples up core definitions.
  case exports([CoreInlineExport])
}

/// A core instance given to a core module's imports.
package struct CoreInstantiationArgument: Hashable, Sendable {
  package let name: String
  /// An index of a core instance.
  package let instance: UInt32

  package init(_ name: String, instance: UInt32) {
    self.name = name
    self.instance = instance
  }
}

/// A core definition exported from a core instance that is tupled up.
package struct CoreInlineExport: Hashable, Sendable {
  package let name: String
  package let item: CoreSortIndex

  package init(_ name: String, _ item: CoreSortIndex) {
    self.name = name
    self.item = item
  }
}

/// How an instance comes to be.
package enum InstanceExpression: Hashable, Sendable {
  /// Instantiates a component with named arguments.
  case instantiate(component: UInt32, arguments: [InstantiationArgument])
  /// Tuples up definitions.
  case exports([InlineExport])
}

/// A definition given to a component's import.
package struct InstantiationArgument: Hashable, Sendable {
  /// The import's name as the binary spells it.
  package let name: String
  package let item: SortIndex

  package init(_ name: String, _ item: SortIndex) {
    self.name = name
    self.item = item
  }
}

/// A definition exported from an instance that is tupled up.
package struct InlineExport: Hashable, Sendable {
  package let name: ExternNameAttributes
  package let item: SortIndex

  package init(_ name: ExternNameAttributes, _ item: SortIndex) {
    self.name = name
    self.item = item
  }
}

/// A projection of a definition out of somewhere else.
///
/// Source: Binary.md, "Alias Definitions".
package struct Alias: Hashable, Sendable {
  /// Where the definition is.
  package enum Target: Hashable, Sendable {
    /// An export of an instance, by the instance's index.
    case instanceExport(instance: UInt32, name: String)
    /// An export of a core instance, by the core instance's index.
    case coreInstanceExport(instance: UInt32, name: String)
    /// A definition of an enclosing scope: 0 is the current one. Components, component types and instance types are scopes.
    case outer(count: UInt32, index: UInt32)
  }

  package let sort: Sort
  package let target: Target

  package init(_ sort: Sort, _ target: Target) {
    self.sort = sort
    self.target = target
  }
}

/// The name of an import or export with what is written beside it.
///
/// Source: Binary.md, "Import and Export Definitions" (`nameattributes`).
package struct ExternNameAttributes: Hashable, Sendable {
  /// The name as the binary spells it.
  package let name: String
  /// The interface that an instance under a plain name implements.
  package let implements: String?
  /// What was split off a canonical interface name's version.
  package let versionSuffix: String?
  /// How a host knows it.
  package let externalID: String?

  package init(_ name: String, implements: String? = nil, versionSuffix: String? = nil, externalID: String? = nil) {
    self.name = name
    self.implements = implements
    self.versionSuffix = versionSuffix
    self.externalID = externalID
  }
}

/// An import, of a component or in a component type.
package struct ImportDeclaration: Hashable, Sendable {
  package let name: ExternNameAttributes
  package let type: ExternDescription

  package init(_ name: ExternNameAttributes, _ type: ExternDescription) {
    self.name = name
    self.type = type
  }
}

/// An export of a definition.
package struct ExportDefinition: Hashable, Sendable {
  package let name: ExternNameAttributes
  package let item: SortIndex
  /// The type that the export is given instead of the item's own, where one is written.
  package let ascription: ExternDescription?

  package init(_ name: ExternNameAttributes, _ item: SortIndex, ascription: ExternDescription? = nil) {
    self.name = name
    self.item = item
    self.ascription = ascription
  }
}

/// The type of an import or export as the binary writes it, by index.
///
/// Source: Binary.md, "Type Definitions" (`externtype`).
package enum ExternDescription: Hashable, Sendable {
  case coreModule(type: UInt32)
  case function(type: UInt32)
  case value(ValueTypeExpression)
  /// `(type (eq i))`: the same type as another.
  case typeEqual(UInt32)
  /// `(type (sub resource))`: any resource type.
  case subResource
  case component(type: UInt32)
  case instance(type: UInt32)
}
