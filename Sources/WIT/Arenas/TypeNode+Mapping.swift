extension PackageArenas.TypeNode.Kind {
  /// The indices that a kind holds, replaced; nil where one of them has no replacement.
  ///
  /// - Parameters:
  ///   - resource: The replacement for a resource behind a handle.
  ///   - alias: The replacement for what an alias stands for.
  ///   - part: The replacement for any other part.
  func mapping(
    resource: (Int) -> Int?, alias: (Int) -> Int?, part: (Int) -> Int?
  ) -> Self? {
    func map(_ reference: PackageArenas.TypeReference) -> PackageArenas.TypeReference? { reference.mapping(part) }
    /// An absent part stays absent; the outer nil says that a part has no replacement.
    func map(_ reference: PackageArenas.TypeReference?) -> PackageArenas.TypeReference?? {
      guard let reference else { return .some(nil) }
      return map(reference).map { .some($0) }
    }
    func map(_ members: [PackageArenas.TypeNode.Member]) -> [PackageArenas.TypeNode.Member]? {
      var members = members
      for index in members.indices {
        guard let type = map(members[index].type) else { return nil }
        members[index].type = type
      }
      return members
    }
    switch self {
    case .alias(let target): return target.mapping(alias).map { .alias($0) }
    case .own(let index): return resource(index).map { .own($0) }
    case .borrow(let index): return resource(index).map { .borrow($0) }
    case .resource, .enumeration, .flags: return self
    case .record(let fields): return map(fields).map { .record($0) }
    case .variant(let cases): return map(cases).map { .variant($0) }
    case .tuple(let elements):
      var mapped: [PackageArenas.TypeReference] = []
      mapped.reserveCapacity(elements.count)
      for element in elements {
        guard let element = map(element) else { return nil }
        mapped.append(element)
      }
      return .tuple(mapped)
    case .list(let element): return map(element).map { .list($0) }
    case .fixedLengthList(let element, let length): return map(element).map { .fixedLengthList($0, length: length) }
    case .map(let key, let value):
      guard let key = map(key), let value = map(value) else { return nil }
      return .map(key: key, value: value)
    case .option(let value): return map(value).map { .option($0) }
    case .result(let ok, let error):
      guard let ok = map(ok), let error = map(error) else { return nil }
      return .result(ok: ok, error: error)
    case .stream(let element): return map(element).map { .stream($0) }
    case .future(let element): return map(element).map { .future($0) }
    }
  }

  /// Visits the indices that a kind holds, in order.
  package func forEachIndex(_ body: (Int) -> Void) {
    func visit(_ type: PackageArenas.TypeReference?) { if case .node(let index) = type { body(index) } }
    switch self {
    case .resource, .enumeration, .flags: break
    case .own(let index), .borrow(let index): body(index)
    case .alias(let type), .list(let type), .fixedLengthList(let type, _), .option(let type): visit(type)
    case .record(let members), .variant(let members): for member in members { visit(member.type) }
    case .tuple(let elements): for element in elements { visit(element) }
    case .map(let first, let second):
      visit(first)
      visit(second)
    case .result(let ok, let error):
      visit(ok)
      visit(error)
    case .stream(let element), .future(let element): visit(element)
    }
  }

  /// How many members the kind has, for bounding what is copied.
  var memberCount: Int {
    switch self {
    case .record(let members), .variant(let members), .enumeration(let members), .flags(let members): members.count
    case .tuple(let elements): elements.count
    default: 0
    }
  }
}

extension PackageArenas.TypeReference {
  /// The same type by another index; nil where there is none.
  func mapping(_ map: (Int) -> Int?) -> Self? {
    switch self {
    case .primitive: self
    case .node(let index): map(index).map { .node($0) }
    }
  }
}

extension PackageArenas.FunctionNode {
  /// The function with other indices; nil where one has no replacement.
  func mapping(resource: (Int) -> Int?, part: (Int) -> Int?) -> Self? {
    var copy = self
    switch kind {
    case .freestanding: break
    case .method(let index):
      guard let index = resource(index) else { return nil }
      copy.kind = .method(index)
    case .staticMember(let index):
      guard let index = resource(index) else { return nil }
      copy.kind = .staticMember(index)
    case .constructor(let index):
      guard let index = resource(index) else { return nil }
      copy.kind = .constructor(index)
    }
    for index in parameters.indices {
      guard let type = parameters[index].type.mapping(part) else { return nil }
      copy.parameters[index].type = type
    }
    if let result {
      guard let mapped = result.mapping(part) else { return nil }
      copy.result = mapped
    }
    return copy
  }
}
