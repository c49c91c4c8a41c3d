import ComponentTypes
import CoreTypes

// Core numbers as component-level values: an i32 is an s32, an i64 an s64, floats are floats.

extension FunctionType {
  /// A core function's type; nil where it has vectors or references. Several results are a tuple.
  init?(coreType: CoreFunctionType) {
    let parameters = coreType.parameters.compactMap { ValueType(coreType: $0) }
    let results = coreType.results.compactMap { ValueType(coreType: $0) }
    guard parameters.count == coreType.parameters.count, results.count == coreType.results.count else { return nil }
    self.init(
      parameters: parameters.enumerated().map { Parameter("p\($0.offset)", $0.element) },
      result: results.count > 1 ? ValueType(.tuple(results)) : results.first)
  }
}

extension ValueType {
  fileprivate init?(coreType: CoreValueType) {
    switch coreType {
    case .i32: self = .s32
    case .i64: self = .s64
    case .f32: self = .f32
    case .f64: self = .f64
    case .v128, .reference: return nil
    }
  }
}

extension ComponentValue {
  /// A number as a core value; nil for anything else.
  var coreValue: CoreValue? {
    switch self {
    case .s32(let x): .i32(UInt32(bitPattern: x))
    case .s64(let x): .i64(UInt64(bitPattern: x))
    case .f32(let x): .f32(x.bitPattern)
    case .f64(let x): .f64(x.bitPattern)
    default: nil
    }
  }

  /// A core function's results: nil for none, a tuple for several.
  init?(coreResults: [CoreValue]) {
    let values = coreResults.compactMap { ComponentValue(coreValue: $0) }
    guard let first = values.first else { return nil }
    self = values.count == 1 ? first : .tuple(values)
  }

  private init?(coreValue: CoreValue) {
    switch coreValue {
    case .i32(let x): self = .s32(Int32(bitPattern: x))
    case .i64(let x): self = .s64(Int64(bitPattern: x))
    case .f32(let x): self = .f32(Float(bitPattern: x))
    case .f64(let x): self = .f64(Double(bitPattern: x))
    case .v128, .reference: return nil
    }
  }
}
