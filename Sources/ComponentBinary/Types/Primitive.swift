import ComponentTypes

/// A primitive value type, numbered as the binary does.
///
/// Source: Binary.md, "Type Definitions" (`primvaltype`).
package enum Primitive: UInt8, Hashable, Sendable {
  case bool = 0x7F
  case s8 = 0x7E
  case u8 = 0x7D
  case s16 = 0x7C
  case u16 = 0x7B
  case s32 = 0x7A
  case u32 = 0x79
  case s64 = 0x78
  case u64 = 0x77
  case f32 = 0x76
  case f64 = 0x75
  case char = 0x74
  case string = 0x73
  case errorContext = 0x64

  /// The same type in the house's language.
  var valueType: ValueType {
    switch self {
    case .bool: .bool
    case .s8: .s8
    case .u8: .u8
    case .s16: .s16
    case .u16: .u16
    case .s32: .s32
    case .u32: .u32
    case .s64: .s64
    case .u64: .u64
    case .f32: .f32
    case .f64: .f64
    case .char: .char
    case .string: .string
    case .errorContext: ValueType(.errorContext)
    }
  }

  /// The primitive of a value type; nil where it is not one.
  init?(_ type: ValueType) {
    switch type.shape {
    case .bool: self = .bool
    case .s8: self = .s8
    case .u8: self = .u8
    case .s16: self = .s16
    case .u16: self = .u16
    case .s32: self = .s32
    case .u32: self = .u32
    case .s64: self = .s64
    case .u64: self = .u64
    case .f32: self = .f32
    case .f64: self = .f64
    case .char: self = .char
    case .string: self = .string
    case .errorContext: self = .errorContext
    default: return nil
    }
  }

  /// Whether a map may have it as its key. Source: Explainer.md, "Type Definitions" (`keytype`).
  var canBeKey: Bool {
    switch self {
    case .f32, .f64, .errorContext: false
    default: true
    }
  }
}
