import BitArithmetic
import ComponentTypes

/// The values without parts that a result is made of, in the order in which the canonical ABI lifts them.
struct ResultLeaves {
  /// A part of a path into a value.
  enum Selector {
    case index(Int)
    case field(String)
    case element(Int)
    /// The payload of a case.
    case payload(String)
  }

  /// What a visit gets: a leaf's number, the element of a `list<u8>`, the integer's bits and type, and the path to it.
  typealias Visit = (_ leaf: Int, _ element: Int?, _ integer: (bits: UInt64, type: IntegerType), _ path: [Selector]) ->
    Void

  private let visit: Visit
  private var path: [Selector] = []
  private var count = 0

  /// Visits the integers of a result.
  static func visitIntegers(of value: ComponentValue, _ type: ValueType, _ visit: @escaping Visit) {
    var leaves = ResultLeaves(visit: visit)
    leaves.walk(value, type)
  }

  private init(visit: @escaping Visit) { self.visit = visit }

  // Recursion is bounded by the depth of types.
  private mutating func walk(_ value: ComponentValue, _ type: ValueType) {
    switch (value, type.shape) {
    case (.tuple(let parts), .tuple(let types)):
      for (index, (part, type)) in zip(parts, types).enumerated() { enter(.index(index), part, type) }
    case (.record(let parts), .record(let fields)):
      for (part, field) in zip(parts, fields) { enter(.field(field.name), part, field.type) }
    case (.list(let parts), .list(let element)), (.list(let parts), .fixedLengthList(let element, _)):
      for (index, part) in parts.enumerated() { enter(.element(index), part, element) }
    case (.bytes(let bytes), _):
      for (index, byte) in bytes.enumerated() {
        visit(count, index, (UInt64(byte), .u8), path + [.element(index)])
      }
      count += 1
    case (.map(let entries), .map(let key, let value)):
      for (index, entry) in entries.enumerated() {
        path.append(.element(index))
        enter(.index(0), entry.key, key)
        enter(.index(1), entry.value, value)
        path.removeLast()
      }
    case (.option(let payload), .option(let type)):
      if let payload { enter(.payload("some"), payload, type) }
    case (.ok(let payload), .result(let type, _)): enterPayload("ok", payload, type)
    case (.err(let payload), .result(_, let type)): enterPayload("err", payload, type)
    case (.variant(let index, let payload), .variant(let cases)):
      guard Int(index) < cases.count else { return }
      enterPayload(cases[Int(index)].name, payload, cases[Int(index)].payload)
    default:
      if let integer = IntegerBits.bits(of: value) { visit(count, nil, integer, path) }
      count += 1
    }
  }

  private mutating func enterPayload(_ name: String, _ payload: ComponentValue?, _ type: ValueType?) {
    if let payload, let type { enter(.payload(name), payload, type) }
  }

  private mutating func enter(_ selector: Selector, _ value: ComponentValue, _ type: ValueType) {
    path.append(selector)
    walk(value, type)
    path.removeLast()
  }
}

extension [ResultLeaves.Selector] {
  /// As an input would select it, and payloads by their cases: `.0`, `[3].x`, `.some`. Empty for the whole value.
  var text: String {
    map { selector in
      switch selector {
      case .index(let index): ".\(index)"
      case .field(let name), .payload(let name): ".\(name)"
      case .element(let index): "[\(index)]"
      }
    }.joined()
  }
}
