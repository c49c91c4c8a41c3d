/// A component-level value. It is read together with its `ValueType`, which holds the names of fields, cases and flags.
///
/// Source: Explainer.md, "Type Definitions"; CanonicalABI.md, "Loading".
package indirect enum ComponentValue: Sendable {
  case bool(Bool)
  case s8(Int8), u8(UInt8), s16(Int16), u16(UInt16), s32(Int32), u32(UInt32), s64(Int64), u64(UInt64)
  case f32(Float), f64(Double)
  case char(Unicode.Scalar)
  case string(String)
  /// The elements of a list or a fixed-length list.
  case list([ComponentValue])
  /// The bytes of a `list<u8>`, kept compact. A `list<u8>` may be either case; `==` treats them alike.
  case bytes([UInt8])
  /// The entries of a map in order.
  case map([MapEntry])
  /// The fields of a record in the order its type declares them.
  case record([ComponentValue])
  case tuple([ComponentValue])
  /// The case's index, and its payload where the case has one.
  case variant(UInt32, ComponentValue?)
  /// The case's index.
  case enumeration(UInt32)
  /// One Boolean a flag, in the order of declaration.
  case flags([Bool])
  case option(ComponentValue?)
  /// `ok`, with its payload where the type has one.
  case ok(ComponentValue?)
  /// `err`, with its payload where the type has one.
  case err(ComponentValue?)
  /// A handle to a resource, stream, future or error context: the number its owner's table knows it by.
  case handle(UInt32)

  /// A key and its value.
  package struct MapEntry: Hashable, Sendable {
    package var key: ComponentValue
    package var value: ComponentValue

    package init(key: ComponentValue, value: ComponentValue) {
      self.key = key
      self.value = value
    }
  }
}

extension ComponentValue: Hashable {
  /// Structural equality. Floats compare by their bits, so that a NaN equals itself and 0 differs from -0.
  package static func == (a: ComponentValue, b: ComponentValue) -> Bool {
    switch (a, b) {
    case (.bool(let x), .bool(let y)): x == y
    case (.s8(let x), .s8(let y)): x == y
    case (.u8(let x), .u8(let y)): x == y
    case (.s16(let x), .s16(let y)): x == y
    case (.u16(let x), .u16(let y)): x == y
    case (.s32(let x), .s32(let y)): x == y
    case (.u32(let x), .u32(let y)): x == y
    case (.s64(let x), .s64(let y)): x == y
    case (.u64(let x), .u64(let y)): x == y
    case (.f32(let x), .f32(let y)): x.bitPattern == y.bitPattern
    case (.f64(let x), .f64(let y)): x.bitPattern == y.bitPattern
    case (.char(let x), .char(let y)): x == y
    case (.string(let x), .string(let y)): x.unicodeScalars.elementsEqual(y.unicodeScalars)
    case (.list(let x), .list(let y)): x == y
    case (.bytes(let x), .bytes(let y)): x == y
    case (.list(let x), .bytes(let y)), (.bytes(let y), .list(let x)):
      x.count == y.count && zip(x, y).allSatisfy { $0 == .u8($1) }
    case (.map(let x), .map(let y)): x == y
    case (.record(let x), .record(let y)): x == y
    case (.tuple(let x), .tuple(let y)): x == y
    case (.variant(let i, let x), .variant(let j, let y)): i == j && x == y
    case (.enumeration(let x), .enumeration(let y)): x == y
    case (.flags(let x), .flags(let y)): x == y
    case (.option(let x), .option(let y)): x == y
    case (.ok(let x), .ok(let y)): x == y
    case (.err(let x), .err(let y)): x == y
    case (.handle(let x), .handle(let y)): x == y
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let x): hasher.combine(x)
    case .s8(let x): hasher.combine(x)
    case .u8(let x): hasher.combine(x)
    case .s16(let x): hasher.combine(x)
    case .u16(let x): hasher.combine(x)
    case .s32(let x): hasher.combine(x)
    case .u32(let x): hasher.combine(x)
    case .s64(let x): hasher.combine(x)
    case .u64(let x): hasher.combine(x)
    case .f32(let x): hasher.combine(x.bitPattern)
    case .f64(let x): hasher.combine(x.bitPattern)
    case .char(let x): hasher.combine(x)
    case .string(let x): for scalar in x.unicodeScalars { hasher.combine(scalar) }
    case .list(let x): for element in x { hasher.combine(element) }
    case .bytes(let x): for byte in x { hasher.combine(ComponentValue.u8(byte)) }
    case .map(let x): hasher.combine(x)
    case .record(let x), .tuple(let x): hasher.combine(x)
    case .variant(let i, let x):
      hasher.combine(i)
      hasher.combine(x)
    case .enumeration(let x), .handle(let x): hasher.combine(x)
    case .flags(let x): hasher.combine(x)
    case .option(let x), .ok(let x), .err(let x): hasher.combine(x)
    }
  }
}

/// A value and the type it is read with.
package struct TypedValue: Hashable, Sendable {
  package var value: ComponentValue
  package var type: ValueType

  package init(_ value: ComponentValue, _ type: ValueType) {
    self.value = value
    self.type = type
  }
}
