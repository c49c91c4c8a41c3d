import CoreTypes

/// A check that what is supplied satisfies what is required, where the required side may name resource types that the
/// supplied side decides.
///
/// Source: Explainer.md, "Type Checking".
struct SubtypeCheck {
  let store: TypeStore
  /// The resource types of the required side that are still open, by identity.
  private var open: Set<Int>
  /// What the supplied side decided.
  private(set) var substitution = Substitution()
  /// Pairs of instance types that were found to match.
  private var matched: Set<InstancePair> = []
  /// Names on the way to what is compared, outermost first.
  private var path: [String] = []

  private struct InstancePair: Hashable {
    let supplied: InstanceID
    let required: InstanceID
  }

  init(store: TypeStore, open: [Int] = []) {
    self.store = store
    self.open = Set(open)
  }

  /// Checks that every required item is supplied, and notes which supplied type takes the place of each required one.
  static func match(
    _ supplied: (String) -> Entity?, satisfies required: ItemTable, open: [Int], in store: TypeStore
  ) throws(ComponentBinaryError.Kind) -> Substitution {
    var check = SubtypeCheck(store: store, open: open)
    try store.spend(required.count)
    for (name, type) in required.items {
      guard let item = supplied(name.name) else { throw .missingArgument(name.name) }
      check.path.append(name.name)
      try check.check(item, satisfies: type)
      check.path.removeLast()
    }
    for (name, type) in required.items {
      if let item = supplied(name.name) { try check.noteRenaming(of: type, to: item) }
    }
    check.substitution.forget()
    return check.substitution
  }

  private mutating func noteRenaming(of required: Entity, to supplied: Entity) throws(ComponentBinaryError.Kind) {
    switch (required, supplied) {
    case (.type(let created, _), .type(let replacement, _)):
      switch created {
      case .value(let id):
        if let stamp = store[id].stamp { substitution.types[stamp] = replacement }
      case .resource(let reference):
        if let stamp = reference.stamp { substitution.types[stamp] = replacement }
      default: break
      }
    case (.instance(let a), .instance(let b)):
      guard store[a].facts.mentionsNames else { return }
      try store.spend(store[a].exports.count)
      for (name, type) in store[a].exports.items {
        if let item = store[b].exports[name.name] { try noteRenaming(of: type, to: item) }
      }
    default: break
    }
  }

  private func mismatch(_ expected: String, _ found: String) -> ComponentBinaryError.Kind {
    .typeMismatch(path: path, expected: expected, found: found)
  }

  /// Checks one item.
  mutating func check(_ supplied: Entity, satisfies required: Entity) throws(ComponentBinaryError.Kind) {
    switch (supplied, required) {
    case (.module(let a), .module(let b)): try check(a, satisfies: b)
    case (.value(let a), .value(let b)): try check(a, equals: b)
    case (.function(let a), .function(let b)): try check(a, satisfies: b)
    case (.instance(let a), .instance(let b)): try check(a, satisfies: b)
    case (.component(let a), .component(let b)): try check(a, satisfies: b)
    case (.type(_, let a), .type(_, let b)): try check(a, satisfies: b)
    default: throw mismatch(required.word, supplied.word)
    }
  }

  private mutating func check(
    _ supplied: TypeReference, satisfies required: TypeReference
  ) throws(ComponentBinaryError.Kind) {
    switch (supplied, required) {
    case (.resource(let a), .resource(let b)):
      if open.remove(b.identity) != nil {
        substitution.resources[b.identity] = a.identity
        substitution.forget()
        return
      }
      guard (substitution.resources[b.identity] ?? b.identity) == a.identity else {
        throw mismatch("resource type \(word(b))", "resource type \(word(a))")
      }
    case (.value(let a), .value(let b)): try check(a, equals: b)
    case (.function(let a), .function(let b)): try check(a, satisfies: b)
    case (.instance(let a), .instance(let b)): try check(a, satisfies: b)
    case (.component(let a), .component(let b)): try check(a, satisfies: b)
    default: throw mismatch(required.word, supplied.word)
    }
  }

  private func word(_ reference: ResourceReference) -> String {
    store.describe(reference)
  }

  private mutating func check(_ supplied: ValueID, equals required: ValueID) throws(ComponentBinaryError.Kind) {
    let canonical = try substitution.apply(to: store[required].canonical, in: store)
    guard store[canonical].canonical == store[supplied].canonical else {
      throw mismatch(store.describe(required), store.describe(supplied))
    }
  }

  private mutating func check(
    _ supplied: FunctionID, satisfies required: FunctionID
  ) throws(ComponentBinaryError.Kind) {
    if supplied == required && !store[supplied].facts.mentionsNames { return }
    let (a, b) = (store[supplied], store[required])
    try store.spend(1 + b.parameters.count)
    if a.isAsync != b.isAsync { throw mismatch(b.isAsync ? "async func" : "func", a.isAsync ? "async func" : "func") }
    guard a.parameters.count == b.parameters.count else {
      throw mismatch("\(b.parameters.count) parameters", "\(a.parameters.count) parameters")
    }
    for (x, y) in zip(a.parameters, b.parameters) {
      guard x.name == y.name else { throw mismatch("parameter \(y.name)", "parameter \(x.name)") }
      path.append(y.name)
      try check(x.type, equals: y.type)
      path.removeLast()
    }
    switch (a.result, b.result) {
    case (let x?, let y?):
      path.append("result")
      try check(x, equals: y)
      path.removeLast()
    case (nil, nil): break
    case (_?, nil): throw mismatch("no result", "a result")
    case (nil, _?): throw mismatch("a result", "no result")
    }
  }

  private mutating func check(
    _ supplied: InstanceID, satisfies required: InstanceID
  ) throws(ComponentBinaryError.Kind) {
    if supplied == required && !store[supplied].facts.mentionsNames { return }
    let pair = InstancePair(supplied: supplied, required: required)
    if matched.contains(pair) { return }
    let (a, b) = (store[supplied].exports, store[required].exports)
    try store.spend(b.count)
    for (name, type) in b.items {
      path.append(name.name)
      guard let item = a[name.name] else { throw mismatch("export \(name.name)", "no such export") }
      try check(item, satisfies: type)
      path.removeLast()
    }
    matched.insert(pair)
  }

  private mutating func check(
    _ supplied: ComponentID, satisfies required: ComponentID
  ) throws(ComponentBinaryError.Kind) {
    if supplied == required && !store[supplied].facts.mentionsNames { return }
    let substituted = try substitution.apply(to: required, in: store)
    let (a, b) = (store[supplied], store[substituted])
    // Whoever holds a component of the required type gives it that type's imports, so these must satisfy the imports
    // of the component supplied; what it then exports must satisfy the required type's exports.
    do {
      var imports = try SubtypeCheck.match(
        { b.imports[$0] }, satisfies: a.imports, open: a.importedResources, in: store)
      var exports = a.exports
      _ = try imports.apply(to: &exports, in: store)
      _ = try SubtypeCheck.match({ exports[$0] }, satisfies: b.exports, open: b.definedResources, in: store)
    } catch {
      switch error {
      case .typeMismatch(let inner, let expected, let found):
        throw .typeMismatch(path: path + inner, expected: expected, found: found)
      case .missingArgument(let name):
        throw mismatch("\(name)", "no such import or export")
      default: throw error
      }
    }
  }

  private func check(_ supplied: CoreModuleType, satisfies required: CoreModuleType) throws(ComponentBinaryError.Kind) {
    if supplied === required { return }
    try store.spend(supplied.imports.count + required.exports.exports.count)
    for item in supplied.imports {
      guard let given = required.import(item.module, item.name) else {
        throw mismatch("no import \(item.module)/\(item.name)", "such an import")
      }
      guard store.matches(given.entity, item.entity) else {
        throw mismatch(given.type.description, item.type.description)
      }
    }
    for item in required.exports.exports {
      guard let given = supplied.exports[item.name] else { throw mismatch("export \(item.name)", "no such export") }
      guard store.matches(given.entity, item.entity) else {
        throw mismatch(item.type.description, given.type.description)
      }
    }
  }
}

extension CoreModuleType {
  /// Whether a module of this type can be imported as one of another file's type. Defined types in them are taken to be
  /// the same where they have the same number; linking the modules compares what they are.
  ///
  /// Source: Explainer.md, "Type Definitions" (`core:moduletype`).
  package func satisfies(_ required: CoreModuleType) -> Bool {
    imports.allSatisfy { item in required.import(item.module, item.name)?.type.satisfies(item.type) ?? false }
      && required.exports.exports.allSatisfy { item in exports[item.name]?.type.satisfies(item.type) ?? false }
  }
}

extension CoreExternType {
  /// Whether a core definition of this type can be imported as another.
  ///
  /// Source: core specification, "Matching".
  fileprivate func satisfies(_ required: CoreExternType) -> Bool {
    switch (self, required) {
    case (.function(let a), .function(let b)): a == b
    case (.global(let a), .global(let b)): a == b
    case (.table(let a), .table(let b)):
      a.element == b.element && a.addressType == b.addressType && a.limits.matches(b.limits)
    case (.memory(let a), .memory(let b)):
      a.isShared == b.isShared && a.addressType == b.addressType && a.pageSizeLog2 == b.pageSizeLog2
        && a.limits.matches(b.limits)
    case (.tag(let a), .tag(let b)): a == b
    default: false
    }
  }
}
