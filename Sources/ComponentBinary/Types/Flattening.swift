import CoreTypes

/// Flattened parameters that are passed as core values; more go through linear memory.
let maxFlatParameters = 16
/// Flattened results that are returned as core values.
let maxFlatResults = 1
/// Flattened parameters of an asynchronously lowered function.
let maxFlatAsyncParameters = 4

/// The core type that two cases of a variant share a place as.
func joinFlat(_ a: CoreValueType, _ b: CoreValueType) -> CoreValueType {
  if a == b { return a }
  switch (a, b) {
  case (.i32, .f32), (.f32, .i32): return .i32
  default: return .i64
  }
}

extension TypeStore {
  /// The core types that a structure flattens to, from those of its parts; nil where they are more than
  /// `maxFlatParameters`.
  ///
  /// - Parameter pointer: the type of pointers.
  ///
  /// It works on interned nodes, each flattened once, so that types that share parts stay linear.
  ///
  /// Source: CanonicalABI.md, "Flattening".
  func flatten(_ shape: ValueNode.Shape, _ pointer: CoreAddressType) -> [CoreValueType]? {
    let address = pointer.valueType
    switch shape {
    case .primitive(let primitive):
      switch primitive {
      case .s64, .u64: return [.i64]
      case .f32: return [.f32]
      case .f64: return [.f64]
      case .string: return [address, address]
      default: return [.i32]
      }
    case .record(let fields): return concatenate(fields.lazy.map(\.type), pointer)
    case .tuple(let elements): return concatenate(elements, pointer)
    case .list, .map: return [address, address]
    case .fixedLengthList(let element, let length):
      guard let flat = facts(element).flat(pointer), flat.count * Int(length) <= maxFlatParameters else { return nil }
      return (0..<Int(length)).flatMap { _ in flat }
    case .flags, .enumeration, .own, .borrow, .stream, .future: return [.i32]
    case .variant(let cases): return flattenCases(cases.lazy.map(\.payload), pointer)
    case .option(let payload): return flattenCases([nil, payload], pointer)
    case .result(let ok, let error): return flattenCases([ok, error], pointer)
    }
  }

  private func concatenate(_ parts: some Sequence<ValueID>, _ pointer: CoreAddressType) -> [CoreValueType]? {
    var flat: [CoreValueType] = []
    for part in parts {
      guard let next = facts(part).flat(pointer), flat.count + next.count <= maxFlatParameters else { return nil }
      flat += next
    }
    return flat
  }

  private func flattenCases(
    _ payloads: some Sequence<ValueID?>, _ pointer: CoreAddressType
  ) -> [CoreValueType]? {
    var flat: [CoreValueType] = [.i32]
    for case let payload? in payloads {
      guard let next = facts(payload).flat(pointer), next.count < maxFlatParameters else { return nil }
      for (index, type) in next.enumerated() {
        if index + 1 < flat.count {
          flat[index + 1] = joinFlat(flat[index + 1], type)
        } else {
          flat.append(type)
        }
      }
    }
    return flat
  }

  /// The bytes and alignment of a structure in linear memory with 64-bit pointers; bytes saturate.
  ///
  /// Source: CanonicalABI.md, "Element Size" and "Alignment".
  func memoryLayout(_ shape: ValueNode.Shape) -> (bytes: UInt64, alignment: UInt64) {
    switch shape {
    case .primitive(let primitive):
      switch primitive {
      case .bool, .s8, .u8: return (1, 1)
      case .s16, .u16: return (2, 2)
      case .s32, .u32, .f32, .char, .errorContext: return (4, 4)
      case .s64, .u64, .f64: return (8, 8)
      case .string: return (16, 8)
      }
    case .record(let fields): return layoutRecord(fields.lazy.map(\.type))
    case .tuple(let elements): return layoutRecord(elements)
    case .list, .map: return (16, 8)
    case .fixedLengthList(let element, let length):
      let facts = facts(element)
      let (bytes, overflow) = facts.elementBytes.multipliedReportingOverflow(by: UInt64(length))
      return (overflow ? .max / 2 : bytes, facts.alignment)
    case .flags(let labels):
      let bytes: UInt64 = labels.count <= 8 ? 1 : labels.count <= 16 ? 2 : 4
      return (bytes, bytes)
    case .enumeration(let labels): return layoutCases([], count: labels.count)
    case .own, .borrow, .stream, .future: return (4, 4)
    case .variant(let cases): return layoutCases(cases.lazy.map(\.payload), count: cases.count)
    case .option(let payload): return layoutCases([payload], count: 2)
    case .result(let ok, let error): return layoutCases([ok, error], count: 2)
    }
  }

  private func layoutRecord(_ parts: some Sequence<ValueID>) -> (bytes: UInt64, alignment: UInt64) {
    var bytes: UInt64 = 0
    var alignment: UInt64 = 1
    for part in parts {
      let facts = facts(part)
      bytes = min(align(bytes, facts.alignment) + facts.elementBytes, .max / 4)
      alignment = max(alignment, facts.alignment)
    }
    return (align(bytes, alignment), alignment)
  }

  private func layoutCases(
    _ payloads: some Sequence<ValueID?>, count: Int
  ) -> (bytes: UInt64, alignment: UInt64) {
    let discriminant: UInt64 = count <= 1 << 8 ? 1 : count <= 1 << 16 ? 2 : 4
    var payloadBytes: UInt64 = 0
    var payloadAlignment: UInt64 = 1
    for case let payload? in payloads {
      payloadBytes = max(payloadBytes, facts(payload).elementBytes)
      payloadAlignment = max(payloadAlignment, facts(payload).alignment)
    }
    let alignment = max(discriminant, payloadAlignment)
    return (align(align(discriminant, payloadAlignment) + payloadBytes, alignment), alignment)
  }

  /// Rounds up; both are far below the integer's end.
  private func align(_ bytes: UInt64, _ alignment: UInt64) -> UInt64 {
    (bytes + alignment - 1) / alignment * alignment
  }
}
