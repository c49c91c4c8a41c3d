import BitArithmetic
import ComponentTypes

/// A standard integer that is also a component-level integer.
protocol NativeInteger: FixedWidthInteger, Sendable {
  static var type: IntegerType { get }
  /// Nil for a value of another type.
  init?(_ value: ComponentValue)
  var componentValue: ComponentValue { get }
}

extension NativeInteger {
  /// The bits, zero-extended.
  var bits: UInt64 { UInt64(truncatingIfNeeded: self) & Self.type.mask }
}

extension Int8: NativeInteger {
  static var type: IntegerType { .s8 }
  var componentValue: ComponentValue { .s8(self) }
  init?(_ value: ComponentValue) {
    guard case .s8(let x) = value else { return nil }
    self = x
  }
}

extension UInt8: NativeInteger {
  static var type: IntegerType { .u8 }
  var componentValue: ComponentValue { .u8(self) }
  init?(_ value: ComponentValue) {
    guard case .u8(let x) = value else { return nil }
    self = x
  }
}

extension Int16: NativeInteger {
  static var type: IntegerType { .s16 }
  var componentValue: ComponentValue { .s16(self) }
  init?(_ value: ComponentValue) {
    guard case .s16(let x) = value else { return nil }
    self = x
  }
}

extension UInt16: NativeInteger {
  static var type: IntegerType { .u16 }
  var componentValue: ComponentValue { .u16(self) }
  init?(_ value: ComponentValue) {
    guard case .u16(let x) = value else { return nil }
    self = x
  }
}

extension Int32: NativeInteger {
  static var type: IntegerType { .s32 }
  var componentValue: ComponentValue { .s32(self) }
  init?(_ value: ComponentValue) {
    guard case .s32(let x) = value else { return nil }
    self = x
  }
}

extension UInt32: NativeInteger {
  static var type: IntegerType { .u32 }
  var componentValue: ComponentValue { .u32(self) }
  init?(_ value: ComponentValue) {
    guard case .u32(let x) = value else { return nil }
    self = x
  }
}

extension Int64: NativeInteger {
  static var type: IntegerType { .s64 }
  var componentValue: ComponentValue { .s64(self) }
  init?(_ value: ComponentValue) {
    guard case .s64(let x) = value else { return nil }
    self = x
  }
}

extension UInt64: NativeInteger {
  static var type: IntegerType { .u64 }
  var componentValue: ComponentValue { .u64(self) }
  init?(_ value: ComponentValue) {
    guard case .u64(let x) = value else { return nil }
    self = x
  }
}
