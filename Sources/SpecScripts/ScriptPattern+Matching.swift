import CoreText
import CoreTypes
import Interpreter

extension ScriptValue {
  /// The value as the interpreter takes it; nil for a component's. A script's own references are numbers of the host's
  /// values.
  var coreValue: CoreValue? {
    switch self {
    case .i32(let x): .i32(x)
    case .i64(let x): .i64(x)
    case .f32(let bits): .f32(bits)
    case .f64(let bits): .f64(bits)
    case .v128(let low, let high): .v128(low: low, high: high)
    case .refNull: .reference(0)
    case .refExtern(let number), .refHost(let number): .reference(UInt64(number) + 1)
    case .component: nil
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
    case .vector(let shape, let lanes):
      guard case .v128(let low, let high) = value else { return false }
      return lanes.enumerated().allSatisfy { index, lane in
        let place = index * shape.laneBits
        let half = (place < 64 ? low : high) >> UInt64(place % 64)
        return lane.matches(shape.laneBits == 64 ? half : half & ((1 << UInt64(shape.laneBits)) - 1), shape)
      }
    case .reference(let wanted):
      guard case .reference(let slot) = value, let kind = store.kind(ofReference: slot) else { return false }
      return kind.isNamed(wanted)
    case .either(let patterns): return patterns.contains { $0.matches(value, in: store) }
    }
  }

  /// The pattern as a script writes it, more or less.
  var text: String {
    switch self {
    case .value(let value): value.coreValue?.text ?? "a component's value"
    case .f32(let nan): "f32 nan:\(nan)"
    case .f64(let nan): "f64 nan:\(nan)"
    case .vector(let shape, let lanes): "v128 \(shape) \(lanes)"
    case .reference(let kind): "ref.\(kind)"
    case .either(let patterns): "either " + patterns.map(\.text).joined(separator: " or ")
    }
  }
}

extension ScriptPattern.LanePattern {
  fileprivate func matches(_ bits: UInt64, _ shape: VectorShape) -> Bool {
    switch self {
    case .bits(let expected): expected == bits
    case .nan(let nan): nan.holds(bits, significandBits: shape.laneBits == 32 ? 23 : 52)
    }
  }
}

extension ReferenceKind {
  /// Whether a script's word, such as `struct`, means a reference of this kind.
  fileprivate func isNamed(_ word: String) -> Bool {
    switch self {
    case .null: false
    // Functions and the host's values are of hierarchies of their own, and any reference can be the host's.
    case .numbered: word == "func" || word == "extern" || word == "any"
    case .i31: word == "i31" || word == "eq" || word == "any" || word == "extern"
    case .structure: word == "struct" || word == "eq" || word == "any" || word == "extern"
    case .array: word == "array" || word == "eq" || word == "any" || word == "extern"
    case .exception: word == "exn"
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
