/// A component-level value type: its structure, and the name it was declared under, if any.
///
/// Switch on `shape`; aliases never stand in the way. Equality and hashing look at the structure alone, since the
/// component model compares value types structurally.
///
/// Source: Explainer.md, "Type Definitions".
package struct ValueType: Hashable, Sendable {
  /// The structure.
  package let shape: Shape
  /// The name that a `type`, `record`, `variant`, `enum`, `flags` or `resource` declaration gave it.
  package let name: TypeName?

  package init(_ shape: Shape, name: TypeName? = nil) {
    self.shape = shape
    self.name = name
  }

  /// The same structure under another name.
  package func named(_ name: TypeName?) -> ValueType {
    ValueType(shape, name: name)
  }

  package static func == (a: ValueType, b: ValueType) -> Bool { a.shape == b.shape }
  package func hash(into hasher: inout Hasher) { hasher.combine(shape) }

  /// The structure of a value type.
  package indirect enum Shape: Hashable, Sendable {
    case bool
    case s8, u8, s16, u16, s32, u32, s64, u64
    case f32, f64
    case char, string
    case errorContext
    case list(ValueType)
    case fixedLengthList(ValueType, length: UInt32)
    case map(key: ValueType, value: ValueType)
    case record([Field])
    case tuple([ValueType])
    case variant([Case])
    case enumeration([Label])
    case flags([Label])
    case option(ValueType)
    case result(ok: ValueType?, error: ValueType?)
    case own(ResourceType)
    case borrow(ResourceType)
    case stream(ValueType?)
    case future(ValueType?)
  }

  /// A field of a record.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let type: ValueType
    package let documentation: String?

    package init(_ name: String, _ type: ValueType, documentation: String? = nil) {
      self.name = name
      self.type = type
      self.documentation = documentation
    }

    package static func == (a: Field, b: Field) -> Bool { a.name == b.name && a.type == b.type }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(type)
    }
  }

  /// A case of a variant.
  package struct Case: Hashable, Sendable {
    package let name: String
    package let payload: ValueType?
    package let documentation: String?

    package init(_ name: String, _ payload: ValueType? = nil, documentation: String? = nil) {
      self.name = name
      self.payload = payload
      self.documentation = documentation
    }

    package static func == (a: Case, b: Case) -> Bool { a.name == b.name && a.payload == b.payload }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(payload)
    }
  }

  /// A case of an enum, or a flag.
  package struct Label: Hashable, Sendable {
    package let name: String
    package let documentation: String?

    package init(_ name: String, documentation: String? = nil) {
      self.name = name
      self.documentation = documentation
    }

    package static func == (a: Label, b: Label) -> Bool { a.name == b.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  package static let bool = ValueType(.bool)
  package static let s8 = ValueType(.s8)
  package static let u8 = ValueType(.u8)
  package static let s16 = ValueType(.s16)
  package static let u16 = ValueType(.u16)
  package static let s32 = ValueType(.s32)
  package static let u32 = ValueType(.u32)
  package static let s64 = ValueType(.s64)
  package static let u64 = ValueType(.u64)
  package static let f32 = ValueType(.f32)
  package static let f64 = ValueType(.f64)
  package static let char = ValueType(.char)
  package static let string = ValueType(.string)
}

/// Where a named type was declared, and under which name.
package struct TypeName: Hashable, Sendable {
  /// The interface that declares it; nil for a type of a world.
  package let interface: InterfaceName?
  /// The type's own name in kebab case.
  package let name: String

  package init(_ name: String, in interface: InterfaceName? = nil) {
    self.interface = interface
    self.name = name
  }
}

/// A resource type. Two are the same type when they have the same identity.
package struct ResourceType: Hashable, Sendable {
  /// The declared name, such as `counter`.
  package let name: String
  /// The interface that declares it, where there is one.
  package let interface: InterfaceName?
  /// Tells apart resource types that share a name: a fresh number for each generative definition, 0 in plain WIT.
  package let identity: UInt64
  /// What the interface or world at hand calls it, where that is another name; not a part of what it is.
  package let localName: String?

  package init(
    _ name: String, in interface: InterfaceName? = nil, identity: UInt64 = 0, localName: String? = nil
  ) {
    self.name = name
    self.interface = interface
    self.identity = identity
    self.localName = localName
  }

  /// The same resource under the name that the interface or world at hand gives it.
  package func called(_ name: String) -> ResourceType {
    ResourceType(self.name, in: interface, identity: identity, localName: name == self.name ? nil : name)
  }

  package static func == (a: ResourceType, b: ResourceType) -> Bool {
    a.identity == b.identity && a.name == b.name && a.interface == b.interface
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(identity)
    hasher.combine(name)
    hasher.combine(interface)
  }
}
