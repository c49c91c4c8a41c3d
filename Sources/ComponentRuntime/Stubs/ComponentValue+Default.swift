package import ComponentTypes

extension ComponentValue {
  /// The most values that a default value is made of: a list of a fixed length could ask for any number.
  package static let defaultValueLimit = 65_536

  /// The plainest value of a type: 0, false, the empty string or list, `none`, the first case, no flags, `ok`; of a
  /// record, tuple or list of a fixed length the same for each part.
  ///
  /// - Parameter makeHandle: a fresh handle of a resource.
  /// - Returns: nil where a type has no such value: streams, futures and error contexts, a handle that cannot be made, or
  ///   more than `defaultValueLimit` parts.
  package static func plainest(
    of type: ValueType, makeHandle: (ResourceType) -> UInt32? = { _ in nil }
  ) -> ComponentValue? {
    var left = defaultValueLimit
    return plainest(of: type, &left, makeHandle)
  }

  // Recursion is bounded by the depth of the types, which their readers limit.
  private static func plainest(
    of type: ValueType, _ left: inout Int, _ makeHandle: (ResourceType) -> UInt32?
  ) -> ComponentValue? {
    guard left > 0 else { return nil }
    left -= 1
    switch type.shape {
    case .bool: return .bool(false)
    case .s8: return .s8(0)
    case .u8: return .u8(0)
    case .s16: return .s16(0)
    case .u16: return .u16(0)
    case .s32: return .s32(0)
    case .u32: return .u32(0)
    case .s64: return .s64(0)
    case .u64: return .u64(0)
    case .f32: return .f32(0)
    case .f64: return .f64(0)
    case .char: return .char("a")
    case .string: return .string("")
    case .list: return .list([])
    case .map: return .map([])
    case .fixedLengthList(let element, let length):
      guard Int(length) <= left else { return nil }
      return parts(Array(repeating: element, count: Int(length)), &left, makeHandle).map { .list($0) }
    case .record(let fields): return parts(fields.map(\.type), &left, makeHandle).map { .record($0) }
    case .tuple(let types): return parts(types, &left, makeHandle).map { .tuple($0) }
    case .variant(let cases):
      guard let payload = cases.first?.payload else { return .variant(0, nil) }
      return plainest(of: payload, &left, makeHandle).map { .variant(0, $0) }
    case .enumeration: return .enumeration(0)
    case .flags(let labels): return .flags(Array(repeating: false, count: labels.count))
    case .option: return .option(nil)
    case .result(let ok, _):
      guard let ok else { return .ok(nil) }
      return plainest(of: ok, &left, makeHandle).map { .ok($0) }
    case .own(let resource), .borrow(let resource): return makeHandle(resource).map { .handle($0) }
    case .errorContext, .stream, .future: return nil
    }
  }

  private static func parts(
    _ types: [ValueType], _ left: inout Int, _ makeHandle: (ResourceType) -> UInt32?
  ) -> [ComponentValue]? {
    var values: [ComponentValue] = []
    for type in types {
      guard let value = plainest(of: type, &left, makeHandle) else { return nil }
      values.append(value)
    }
    return values
  }
}
