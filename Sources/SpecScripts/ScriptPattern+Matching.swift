import CoreText
import CoreTypes
import Interpreter

extension ScriptValue {
  /// The value as the interpreter takes it; nil where it has no such values yet.
  var coreValue: CoreValue? {
    switch self {
    case .i32(let x): .i32(x)
    case .i64(let x): .i64(x)
    case .f32(let bits): .f32(bits)
    case .f64(let bits): .f64(bits)
    case .refNull: .reference(nil)
    case .refExtern(let number): .reference(number)
    case .refHost, .v128: nil
    }
  }
}

extension ScriptPattern {
  /// Whether a result is what the script expects.
  func matches(_ value: CoreValue, in store: Store) -> Bool {
    switch self {
    case .value(let expected): return expected.coreValue == value
    case .f32(let nan):
      guard case .f32(let bits) = value else { return false }
      return nan.holds(UInt64(bits), significandBits: 23)
    case .f64(let nan):
      guard case .f64(let bits) = value else { return false }
      return nan.holds(bits, significandBits: 52)
    case .vector: return false
    case .reference("func"), .reference("extern"):
      guard case .reference(.some) = value else { return false }
      return true
    case .reference: return false
    case .either(let patterns): return patterns.contains { $0.matches(value, in: store) }
    }
  }

  /// The pattern as a script writes it, more or less.
  var text: String {
    switch self {
    case .value(let value): value.coreValue?.text ?? "\(value)"
    case .f32(let nan): "f32 nan:\(nan)"
    case .f64(let nan): "f64 nan:\(nan)"
    case .vector(let shape, let lanes): "v128 \(shape) \(lanes)"
    case .reference(let kind): "ref.\(kind)"
    case .either(let patterns): "either " + patterns.map(\.text).joined(separator: " or ")
    }
  }
}

extension ScriptPattern.NaNClass {
  /// Whether the bits of a floating-point number are a NaN of this class.
  func holds(_ bits: UInt64, significandBits: Int) -> Bool {
    let top: UInt64 = 1 << UInt64(significandBits - 1)
    let sign: UInt64 = significandBits == 23 ? 1 << 31 : 1 << 63
    let exponent = (sign - 1) & ~(top | (top - 1))
    let magnitude = bits & ~sign
    switch self {
    case .canonical: return magnitude == exponent | top
    case .arithmetic: return magnitude & (exponent | top) == exponent | top
    }
  }
}

extension CoreValue {
  /// The value as a script writes it, more or less.
  var text: String {
    switch self {
    case .i32(let x): "i32 \(Int32(bitPattern: x))"
    case .i64(let x): "i64 \(Int64(bitPattern: x))"
    case .f32(let bits): "f32 \(Float(bitPattern: bits)) (0x\(String(bits, radix: 16)))"
    case .f64(let bits): "f64 \(Double(bitPattern: bits)) (0x\(String(bits, radix: 16)))"
    default: "\(self)"
    }
  }
}
