import BitArithmetic
import ComponentTypes
import Session

/// One thing of a result that can be looked at in bits.
struct BitsItem: Hashable, Sendable {
  /// Where it is: `result`, a path such as `.0` or `[3].x`, or `step 2` of an expression.
  var name: String
  var form: BitsForm
  /// Where an operation's operands come from.
  var basis: ReportedOperation.Basis?

  /// How many things of one result can be looked at; those beyond are left out.
  static let limit = 64

  /// How deep a result is searched for numbers.
  private static let depthLimit = 8

  /// How many of a result's parts are looked at: most of a large one may be anything but numbers.
  private static let partLimit = 4096

  /// A result's numbers, as far as they were found.
  private struct Search {
    var items: [BitsItem] = []
    var parts = 0

    var isOver: Bool { items.count >= limit || parts >= partLimit }
  }

  /// Everything in a value: the operation behind it first, then the numbers in it, then an expression's other operations.
  static func items(of value: ValueReply) -> [BitsItem] {
    if let call = value.call { return items(of: value.result, operation: call.operation) }
    // An operation whose result went on into another is an internal one.
    guard let last = value.operations.last,
      numbers(of: value.result) == [BitsItem(name: "result", form: .integer(last.result, last.type))]
    else { return items(of: value.result, operation: nil, steps: value.operations[...]) }
    let operation = ReportedOperation(facts: last, basis: .expression)
    return items(of: value.result, operation: operation, steps: value.operations.dropLast())
  }

  /// The same of a result whose operation is known.
  static func items(
    of result: TypedValue?, operation: ReportedOperation?, steps: ArraySlice<OperationFacts> = []
  ) -> [BitsItem] {
    var items = numbers(of: result)
    if let operation {
      // The operation's result stands under it, and is no other number.
      let own = BitsForm.integer(operation.facts.result, operation.facts.type)
      if let same = items.firstIndex(where: { $0.form == own }) { items.remove(at: same) }
      items.insert(BitsItem(name: "operation", form: .operation(operation.facts), basis: operation.basis), at: 0)
    }
    for (index, facts) in steps.prefix(limit).enumerated() {
      items.append(BitsItem(name: "step \(index + 1)", form: .operation(facts), basis: .expression))
    }
    return Array(items.prefix(limit))
  }

  /// The numbers in a result, in their order.
  private static func numbers(of result: TypedValue?) -> [BitsItem] {
    var search = Search()
    if let result { find(in: result.value, result.type, path: "", depth: 0, &search) }
    return search.items
  }

  /// The number itself, or those in the parts of a value, in their order.
  private static func find(
    in value: ComponentValue, _ type: ValueType, path: String, depth: Int, _ search: inout Search
  ) {
    guard !search.isOver, depth < depthLimit else { return }
    search.parts += 1
    func add(_ form: BitsForm) { search.items.append(BitsItem(name: path.isEmpty ? "result" : path, form: form)) }
    func add(_ bits: some FixedWidthInteger, _ type: IntegerType) {
      add(.integer(UInt64(truncatingIfNeeded: bits) & type.mask, type))
    }
    func descend(_ part: ComponentValue, _ type: ValueType, _ selector: String) {
      find(in: part, type, path: path + selector, depth: depth + 1, &search)
    }
    switch (value, type.shape) {
    case (.s8(let x), _): add(x, .s8)
    case (.u8(let x), _): add(x, .u8)
    case (.s16(let x), _): add(x, .s16)
    case (.u16(let x), _): add(x, .u16)
    case (.s32(let x), _): add(x, .s32)
    case (.u32(let x), _): add(x, .u32)
    case (.s64(let x), _): add(x, .s64)
    case (.u64(let x), _): add(x, .u64)
    case (.f32(let x), _): add(.float(FloatFields(x)))
    case (.f64(let x), _): add(.float(FloatFields(x)))
    case (.tuple(let parts), .tuple(let types)):
      for (index, (part, type)) in zip(parts, types).enumerated() where !search.isOver {
        descend(part, type, ".\(index)")
      }
    case (.record(let parts), .record(let fields)):
      for (part, field) in zip(parts, fields) where !search.isOver { descend(part, field.type, ".\(field.name)") }
    case (.list(let parts), .list(let type)), (.list(let parts), .fixedLengthList(let type, _)):
      for (index, part) in parts.enumerated().prefix(partLimit) where !search.isOver {
        descend(part, type, "[\(index)]")
      }
    case (.bytes(let bytes), _):
      for (index, byte) in bytes.prefix(limit).enumerated() { descend(.u8(byte), .u8, "[\(index)]") }
    case (.option(let payload?), .option(let type)): descend(payload, type, "")
    case (.ok(let payload?), .result(let type?, _)): descend(payload, type, "")
    case (.err(let payload?), .result(_, let type?)): descend(payload, type, "")
    case (.variant(let index, let payload?), .variant(let cases)):
      guard let index = Int(exactly: index), cases.indices.contains(index) else { return }
      if let type = cases[index].payload { descend(payload, type, "") }
    default: break
    }
  }
}
