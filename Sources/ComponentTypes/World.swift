/// A type that an interface or world declares.
package struct TypeDefinition: Hashable, Sendable {
  package let name: String
  /// The type itself; for a resource declaration, `own` of it.
  package let type: ValueType
  /// The declaration that a `use`, `type a = b` or `type a = own<b>` names; nil where the type is defined here.
  package let aliasOf: TypeName?
  /// Whether it is `type a = own<b>`: a handle to the resource that `aliasOf` names, not another name of the resource.
  package let isHandle: Bool
  package let documentation: String?
  package let stability: Stability?
  /// What `@external-id` says; nil where there is none.
  package let externalID: String?

  package init(
    _ name: String, _ type: ValueType, aliasOf: TypeName? = nil, isHandle: Bool = false,
    documentation: String? = nil, stability: Stability? = nil, externalID: String? = nil
  ) {
    self.name = name
    self.type = type
    self.aliasOf = aliasOf
    self.isHandle = isHandle
    self.documentation = documentation
    self.stability = stability
    self.externalID = externalID
  }
}

/// An interface: types and functions under one name.
package struct Interface: Hashable, Sendable {
  package let name: InterfaceName
  /// In the order of declaration.
  package let types: [TypeDefinition]
  /// In the order of declaration, members of resources among them.
  package let functions: [Function]
  package let documentation: String?
  package let stability: Stability?

  package init(
    _ name: InterfaceName, types: [TypeDefinition] = [], functions: [Function] = [], documentation: String? = nil,
    stability: Stability? = nil
  ) {
    self.name = name
    self.types = types
    self.functions = functions
    self.documentation = documentation
    self.stability = stability
  }
}

/// What a world imports or exports under one name.
package struct WorldItem: Hashable, Sendable {
  /// The kinds of thing a world can import or export.
  package enum Kind: Hashable, Sendable {
    case function(Function)
    case interface(Interface)
    case type(TypeDefinition)
    /// A core module, a component or a value: in binaries only, named by the word for its sort.
    case other(sort: String)
  }

  package let name: ExternName
  package let kind: Kind
  package let stability: Stability?
  /// The documentation of the `import` or `export` itself; functions and types carry their own.
  package let documentation: String?
  /// What `@external-id` says on an interface's import or export; functions and types carry their own.
  package let externalID: String?

  package init(
    _ name: ExternName, _ kind: Kind, stability: Stability? = nil, documentation: String? = nil,
    externalID: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.stability = stability
    self.documentation = documentation
    self.externalID = externalID
  }
}

/// A component's contract: what it needs and what it gives.
package struct World: Hashable, Sendable {
  /// The world's own name; a component's world has none.
  package let name: String?
  /// The package that declares it, where there is one.
  package let package: PackageName?
  package let imports: [WorldItem]
  package let exports: [WorldItem]
  package let documentation: String?
  package let stability: Stability?

  package init(
    _ name: String?, in package: PackageName? = nil, imports: [WorldItem] = [], exports: [WorldItem] = [],
    documentation: String? = nil, stability: Stability? = nil
  ) {
    self.name = name
    self.package = package
    self.imports = imports
    self.exports = exports
    self.documentation = documentation
    self.stability = stability
  }
}

/// A package: interfaces and worlds under one name.
package struct Package: Hashable, Sendable {
  package let name: PackageName
  package let interfaces: [Interface]
  package let worlds: [World]
  package let documentation: String?

  package init(_ name: PackageName, interfaces: [Interface], worlds: [World], documentation: String? = nil) {
    self.name = name
    self.interfaces = interfaces
    self.worlds = worlds
    self.documentation = documentation
  }
}

/// Names a function of a world: in one of its interfaces, or directly in the world.
package struct FunctionPath: Hashable, Sendable, CustomStringConvertible {
  /// The interface, or nil for a function of the world itself.
  package let interface: InterfaceName?
  /// The function's name as binaries spell it.
  package let function: String

  package init(_ function: String, in interface: InterfaceName? = nil) {
    self.interface = interface
    self.function = function
  }

  /// `interface.function`, or the bare function's name.
  package var description: String {
    interface.map { "\($0).\(function)" } ?? function
  }
}
