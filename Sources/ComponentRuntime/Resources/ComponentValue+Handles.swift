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

  /// The value with other numbers for its handles to resources. No deeper than types nest.
  func mappingHandles<Failure: Error>(
    as type: ValueType, _ number: (PassedHandle) throws(Failure) -> UInt32
  ) throws(Failure) -> ComponentValue {
    func all(_ parts: [ComponentValue], _ types: some Sequence<ValueType>) throws(Failure) -> [ComponentValue] {
      var mapped: [ComponentValue] = []
      mapped.reserveCapacity(parts.count)
      for (part, type) in zip(parts, types) { mapped.append(try part.mappingHandles(as: type, number)) }
      return mapped
    }
    switch (self, type.shape) {
    case (.handle(let own), .own(let type)):
      return .handle(try number(PassedHandle(number: own, isOwn: true, type: type)))
    case (.handle(let own), .borrow(let type)):
      return .handle(try number(PassedHandle(number: own, isOwn: false, type: type)))
    case (.list(let parts), .list(let element)), (.list(let parts), .fixedLengthList(let element, _)):
      return .list(try all(parts, repeatElement(element, count: parts.count)))
    case (.record(let parts), .record(let fields)): return .record(try all(parts, fields.map(\.type)))
    case (.tuple(let parts), .tuple(let types)): return .tuple(try all(parts, types))
    case (.map(let entries), .map(let keyType, let valueType)):
      var mapped = entries
      for index in mapped.indices {
        mapped[index].key = try entries[index].key.mappingHandles(as: keyType, number)
        mapped[index].value = try entries[index].value.mappingHandles(as: valueType, number)
      }
      return .map(mapped)
    case (.variant(let index, let payload?), .variant(let cases)):
      guard Int(index) < cases.count, let type = cases[Int(index)].payload else { return self }
      return .variant(index, try payload.mappingHandles(as: type, number))
    case (.option(let payload?), .option(let type)): return .option(try payload.mappingHandles(as: type, number))
    case (.ok(let payload?), .result(let type?, _)): return .ok(try payload.mappingHandles(as: type, number))
    case (.err(let payload?), .result(_, let type?)): return .err(try payload.mappingHandles(as: type, number))
    default: return self
    }
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
