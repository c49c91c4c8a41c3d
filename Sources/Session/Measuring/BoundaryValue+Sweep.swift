import ComponentTypes
import WAVE

/// The values of a type that a sweep tries, for types with parts too.
extension BoundaryValue {
  /// How many values a sweep tries of one operand.
  enum Detail: Int, CaseIterable {
    /// The edges, their neighbours, and numbers around the square root of the greatest.
    case all
    /// What a form offers.
    case some
    /// Two or three.
    case few
    case one
  }

  /// The most values of one operand that is not tried exhaustively.
  static let sweepLimit = 64
  /// How deep lists, options and variants are filled with more than one value.
  private static let depthLimit = 4

  /// The values to try for a type, numbers in ascending order; none for a handle and what else cannot be made up.
  static func sweepValues(of type: ValueType, _ detail: Detail, depth: Int = 0) -> [ComponentValue] {
    let detail = depth >= depthLimit ? .one : detail
    if let layout = type.integerLayout { return integers(layout, detail).compactMap { .init(integerBits: $0, type) } }
    let parts = Parts(detail: detail, depth: depth + 1)
    let all: [ComponentValue] =
      switch type.shape {
      case .bool: [.bool(false), .bool(true)]
      case .f32, .f64, .char, .string: values(of: type).compactMap(\.value)
      case .list(let element): parts.lists(of: element)
      case .record(let fields): parts.rows(of: fields.map(\.type)).map { .record($0) }
      case .tuple(let types): parts.rows(of: types).map { .tuple($0) }
      case .fixedLengthList(let element, let length):
        length <= UInt32(sweepLimit)
          ? parts.rows(of: Array(repeating: element, count: Int(length))).map { .list($0) } : []
      case .map: [.map([])]
      case .variant(let cases):
        zip(0..., cases).flatMap { index, one in parts.payloads(of: one.payload).map { .variant(index, $0) } }
      case .enumeration(let labels): labels.indices.prefix(sweepLimit).map { .enumeration(UInt32($0)) }
      case .flags(let labels): parts.flags(labels.count)
      case .option(let payload): [.option(nil)] + parts.values(of: payload).map { .option($0) }
      case .result(let ok, let error):
        parts.payloads(of: ok).map { .ok($0) } + parts.payloads(of: error).map { .err($0) }
      default: []
      }
    switch detail {
    case .all: return Array(all.prefix(sweepLimit))
    case .some: return Array(all.prefix(8))
    case .few: return Array(all.prefix(2))
    case .one: return Array(all.prefix(1))
    }
  }

  /// Bits of integers, zero-extended, in ascending order of what they mean.
  private static func integers(_ layout: (width: Int, isSigned: Bool), _ detail: Detail) -> [UInt64] {
    let width = UInt64(layout.width)
    let mask = UInt64.max >> (64 - width)
    let root: UInt64 = 1 << (width / 2)
    guard layout.isSigned else {
      return switch detail {
      case .all: [0, 1, 2, root / 2, root - 1, root, mask / 2, mask / 2 + 1, mask - 1, mask]
      case .some: [0, 1, mask / 2 + 1, mask]
      case .few: [0, mask]
      case .one: [0]
      }
    }
    let least = mask / 2 + 1
    func negative(_ magnitude: UInt64) -> UInt64 { (0 &- magnitude) & mask }
    return switch detail {
    case .all:
      [
        least, least + 1, negative(root), negative(root / 2), negative(2), negative(1), 0, 1, 2, root / 2, root,
        least - 2, least - 1,
      ]
    case .some: [least, negative(1), 0, 1, least - 1]
    case .few: [least, 0, least - 1]
    case .one: [0]
    }
  }

  /// Values of types with parts from those of their parts.
  private struct Parts {
    let detail: Detail
    let depth: Int

    func values(of type: ValueType) -> [ComponentValue] {
      BoundaryValue.sweepValues(of: type, detail, depth: depth)
    }

    func payloads(of type: ValueType?) -> [ComponentValue?] {
      guard let type else { return [nil] }
      return values(of: type).map { $0 }
    }

    /// The empty list, every value alone, and pairs of the outermost, since a list's sum may be what overflows.
    func lists(of element: ValueType) -> [ComponentValue] {
      let alone = values(of: element)
      let paired = detail == .all ? BoundaryValue.sweepValues(of: element, .some, depth: depth) : []
      return [.list([])] + alone.map { .list([$0]) } + paired.flatMap { a in paired.map { .list([a, $0]) } }
    }

    /// Every part at its first value, then one part after the other at each of its others.
    func rows(of types: [ValueType]) -> [[ComponentValue]] {
      let choices = types.map(values)
      let first = choices.compactMap(\.first)
      guard first.count == types.count else { return [] }
      var rows = [first]
      for (index, values) in choices.enumerated() {
        for value in values.dropFirst() where rows.count < BoundaryValue.sweepLimit {
          var row = first
          row[index] = value
          rows.append(row)
        }
      }
      return rows
    }

    /// None, all, and each alone.
    func flags(_ count: Int) -> [ComponentValue] {
      let none = Array(repeating: false, count: count)
      guard count > 0 else { return [.flags(none)] }
      let alone = (0..<min(count, BoundaryValue.sweepLimit)).map { index in
        var flags = none
        flags[index] = true
        return ComponentValue.flags(flags)
      }
      return [.flags(none), .flags(none.map { _ in true })] + (count > 1 ? alone : [])
    }
  }
}
