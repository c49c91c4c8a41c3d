package import ComponentTypes
package import CoreTypes

/// A type definition as the binary writes it, by index; `Component.indexSpaces` holds what it resolves to.
///
/// Source: Binary.md, "Type Definitions".
package indirect enum TypeExpression: Hashable, Sendable {
  case value(DefinedValueType)
  case function(FunctionTypeExpression)
  case component([TypeDeclaration])
  case instance([TypeDeclaration])
  /// A generative resource type: its representation, and the core function that destroys it.
  case resource(representation: CoreValueType, destructor: UInt32?)
}

/// A value type in a definition: a primitive, or the index of a type.
package enum ValueTypeExpression: Hashable, Sendable {
  case primitive(ValueType)
  case index(UInt32)
}

/// A defined value type as the binary writes it.
package enum DefinedValueType: Hashable, Sendable {
  case primitive(ValueType)
  case record([LabeledType])
  case variant([VariantCase])
  case list(ValueTypeExpression)
  case fixedLengthList(ValueTypeExpression, length: UInt32)
  case tuple([ValueTypeExpression])
  case flags([String])
  case enumeration([String])
  case option(ValueTypeExpression)
  case result(ok: ValueTypeExpression?, error: ValueTypeExpression?)
  /// The index of a resource type.
  case own(UInt32)
  /// The index of a resource type.
  case borrow(UInt32)
  case stream(ValueTypeExpression?)
  case future(ValueTypeExpression?)
  case map(key: ValueTypeExpression, value: ValueTypeExpression)

  /// A case of a variant.
  package struct VariantCase: Hashable, Sendable {
    package let name: String
    package let payload: ValueTypeExpression?

    package init(_ name: String, _ payload: ValueTypeExpression?) {
      self.name = name
      self.payload = payload
    }
  }
}

/// A field of a record or a parameter of a function.
package struct LabeledType: Hashable, Sendable {
  package let name: String
  package let type: ValueTypeExpression

  package init(_ name: String, _ type: ValueTypeExpression) {
    self.name = name
    self.type = type
  }
}

/// A function type as the binary writes it.
package struct FunctionTypeExpression: Hashable, Sendable {
  package let parameters: [LabeledType]
  package let result: ValueTypeExpression?
  package let isAsync: Bool

  package init(parameters: [LabeledType], result: ValueTypeExpression?, isAsync: Bool) {
    self.parameters = parameters
    self.result = result
    self.isAsync = isAsync
  }
}

/// A declarator of a component type or an instance type.
package enum TypeDeclaration: Hashable, Sendable {
  case coreType(CoreTypeExpression)
  case type(TypeExpression)
  case alias(Alias)
  /// In component types only.
  case `import`(ImportDeclaration)
  case export(ExternNameAttributes, ExternDescription)
}

/// A core type definition as the binary writes it.
package enum CoreTypeExpression: Hashable, Sendable {
  /// A recursion group, each type of which has an index; the references in them are indices of the same space.
  case group([CoreSubType])
  case module([CoreModuleDeclaration])
}

/// A declarator of a core module type.
package enum CoreModuleDeclaration: Hashable, Sendable {
  case `import`(module: String, name: String, CoreExternExpression)
  /// A recursion group, each type of which has an index of the module type's own type index space.
  case group([CoreSubType])
  /// Takes a core type of an enclosing scope into the module type's own type index space.
  case outerAlias(count: UInt32, index: UInt32)
  case export(name: String, CoreExternExpression)
}

/// The type of a core import or export as the binary writes it.
package enum CoreExternExpression: Hashable, Sendable {
  /// An index of the module type's own type index space.
  case function(type: UInt32)
  case table(CoreTableType)
  case memory(CoreMemoryType)
  case global(CoreGlobalType)
  /// An index of the module type's own type index space.
  case tag(type: UInt32)
}
