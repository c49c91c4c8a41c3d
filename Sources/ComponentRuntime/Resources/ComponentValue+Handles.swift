package import ComponentTypes

/// A handle on its way into a call.
struct PassedHandle {
  let number: UInt32
  /// Whether it is given away; otherwise it is lent.
  let isOwn: Bool
  let type: ResourceType
}

extension ComponentValue {
  /// The resources that a value of a type owns, in order: their handles' numbers and their types.
  package func ownedResources(as type: ValueType) -> [(number: UInt32, type: ResourceType)] {
    handles(as: type).filter(\.isOwn).map { ($0.number, $0.type) }
  }

  /// The handles to resources in a value of a type, in order.
  func handles(as type: ValueType) -> [PassedHandle] { allHandles(as: type).resources }

  /// The streams, futures and error contexts in a value of a type: what they are called on their way.
  func asyncValues(as type: ValueType) -> [UInt32] { allHandles(as: type).others }

  private func allHandles(as type: ValueType) -> (resources: [PassedHandle], others: [UInt32]) {
    var found: [PassedHandle] = []
    var others: [UInt32] = []
    var pending: [(ComponentValue, ValueType)] = [(self, type)]
    while let (value, type) = pending.popLast() {
      switch (value, type.shape) {
      case (.handle(let number), .own(let type)):
        found.append(PassedHandle(number: number, isOwn: true, type: type))
      case (.handle(let number), .borrow(let type)):
        found.append(PassedHandle(number: number, isOwn: false, type: type))
      case (.handle(let number), .stream), (.handle(let number), .future), (.handle(let number), .errorContext):
        others.append(number)
      case (.list(let parts), .list(let element)), (.list(let parts), .fixedLengthList(let element, _)):
        pending += parts.reversed().map { ($0, element) }
      case (.record(let parts), .record(let fields)): pending += zip(parts, fields.map(\.type)).reversed()
      case (.tuple(let parts), .tuple(let types)): pending += zip(parts, types).reversed()
      case (.map(let entries), .map(let keyType, let valueType)):
        pending += entries.reversed().flatMap { [($0.value, valueType), ($0.key, keyType)] }
      case (.variant(let index, let payload?), .variant(let cases)):
        if Int(index) < cases.count, let type = cases[Int(index)].payload { pending.append((payload, type)) }
      case (.option(let payload?), .option(let type)), (.ok(let payload?), .result(let type?, _)),
        (.err(let payload?), .result(_, let type?)):
        pending.append((payload, type))
      default: break
      }
    }
    return (found, others)
  }
}
