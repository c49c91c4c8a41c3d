import CoreTypes

/// A value type while a component is validated: a number into the store.
struct ValueID: Hashable {
  let number: Int
}

/// A name that an import or export of a type gave it; each makes a fresh one.
struct StampID: Hashable {
  let number: Int
}

/// A resource type as an index stands for it: its identity, and the import or export that named this index.
struct ResourceReference: Hashable {
  var identity: Int
  var stamp: StampID?
}

/// A value type's structure over other value types, and the name stamped on it.
///
/// Nodes are interned: equal content is the same `ValueID`. `canonical` is the node without any stamps, so two types are
/// structurally equal where their canonical nodes are the same.
struct ValueNode {
  /// The structure.
  enum Shape: Hashable {
    case primitive(Primitive)
    case record([Field])
    case variant([Case])
    case list(ValueID)
    case fixedLengthList(ValueID, length: UInt32)
    case tuple([ValueID])
    case flags([String])
    case enumeration([String])
    case option(ValueID)
    case result(ok: ValueID?, error: ValueID?)
    case own(ResourceReference)
    case borrow(ResourceReference)
    case stream(ValueID?)
    case future(ValueID?)
    case map(key: ValueID, value: ValueID)
  }

  struct Field: Hashable {
    let name: String
    let type: ValueID
  }

  struct Case: Hashable {
    let name: String
    let payload: ValueID?
  }

  let shape: Shape
  let stamp: StampID?
  let canonical: ValueID
  /// Of the canonical node, and shared with it.
  let facts: Facts
  /// Whether substituting resources or stamps could change it.
  let mentionsNames: Bool

  /// What is known of a type's structure once it is made.
  final class Facts {
    /// Nodes of the type written out as a tree.
    var size = 1
    /// Levels of nesting.
    var depth = 1
    var containsBorrow = false
    /// Whether a string, list or map is inside.
    var containsPointer = false
    /// Whether a resource is inside.
    var mentionsResources = false
    /// The core types it flattens to beside a 32-bit memory; nil where they are more than `maxFlatParameters`.
    var flat32: [CoreValueType]?
    /// The same beside a 64-bit memory.
    var flat64: [CoreValueType]?
    /// Bytes in linear memory with 64-bit pointers, saturating.
    var elementBytes: UInt64 = 0
    /// Bytes.
    var alignment: UInt64 = 1

    /// The core types it flattens to where pointers are of a type; nil where they are more than `maxFlatParameters`.
    func flat(_ pointer: CoreAddressType) -> [CoreValueType]? { pointer == .i32 ? flat32 : flat64 }
  }
}

extension ValueNode.Shape {
  /// The value types directly inside, in order.
  var children: [ValueID] {
    switch self {
    case .primitive, .flags, .enumeration, .own, .borrow: []
    case .record(let fields): fields.map(\.type)
    case .variant(let cases): cases.compactMap(\.payload)
    case .list(let element), .fixedLengthList(let element, _), .option(let element): [element]
    case .tuple(let elements): elements
    case .result(let ok, let error): [ok, error].compactMap { $0 }
    case .stream(let element), .future(let element): [element].compactMap { $0 }
    case .map(let key, let value): [key, value]
    }
  }

  /// The same structure over other types and resources.
  func mapped<E: Error>(
    value: (ValueID) throws(E) -> ValueID, resource: (ResourceReference) throws(E) -> ResourceReference
  ) throws(E) -> Self {
    func optional(_ id: ValueID?) throws(E) -> ValueID? {
      guard let id else { return nil }
      return try value(id)
    }
    switch self {
    case .primitive, .flags, .enumeration: return self
    case .record(let fields):
      var mapped: [ValueNode.Field] = []
      mapped.reserveCapacity(fields.count)
      for field in fields { mapped.append(ValueNode.Field(name: field.name, type: try value(field.type))) }
      return .record(mapped)
    case .variant(let cases):
      var mapped: [ValueNode.Case] = []
      mapped.reserveCapacity(cases.count)
      for item in cases { mapped.append(ValueNode.Case(name: item.name, payload: try optional(item.payload))) }
      return .variant(mapped)
    case .list(let element): return .list(try value(element))
    case .fixedLengthList(let element, let length): return .fixedLengthList(try value(element), length: length)
    case .tuple(let elements):
      var mapped: [ValueID] = []
      mapped.reserveCapacity(elements.count)
      for element in elements { mapped.append(try value(element)) }
      return .tuple(mapped)
    case .option(let element): return .option(try value(element))
    case .result(let ok, let error): return .result(ok: try optional(ok), error: try optional(error))
    case .own(let reference): return .own(try resource(reference))
    case .borrow(let reference): return .borrow(try resource(reference))
    case .stream(let element): return .stream(try optional(element))
    case .future(let element): return .future(try optional(element))
    case .map(let key, let payload): return .map(key: try value(key), value: try value(payload))
    }
  }

  /// The specification's word for the type's constructor.
  var word: String {
    switch self {
    case .primitive(let primitive): "\(primitive)"
    case .record: "record"
    case .variant: "variant"
    case .list: "list"
    case .fixedLengthList: "fixed-length list"
    case .tuple: "tuple"
    case .flags: "flags"
    case .enumeration: "enum"
    case .option: "option"
    case .result: "result"
    case .own: "own"
    case .borrow: "borrow"
    case .stream: "stream"
    case .future: "future"
    case .map: "map"
    }
  }
}
