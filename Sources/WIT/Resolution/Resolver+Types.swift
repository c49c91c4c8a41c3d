import ComponentTypes
import Diagnostics

extension Resolver {
  // MARK: The types of a scope

  /// Resolves what a scope's `use`s bring and what it declares.
  mutating func resolveTypes(_ uses: [UseDeclaration], _ declarations: [TypeDeclaration], in scope: inout Scope) {
    for use in uses { resolve(use, in: &scope) }
    var declared: Set<String> = []
    var kept: [TypeDeclaration] = []
    for declaration in declarations where define(declaration.name, .type, in: &scope) {
      declared.insert(declaration.name.text)
      kept.append(declaration)
    }
    for declaration in kept {
      declaration.forEachName { name in
        guard !declared.contains(name.text), scope.bindings[name.text] == nil, !name.isErrorContext else { return }
        unknownType(name, in: scope, candidates: declared)
        scope.bindings[name.text] = .broken
      }
    }
    let order = TypeOrder(kept, uses)
    if let name = order.cycle { note(.cycle(.type, name.text), in: scope, at: name.span) }
    // What is on a cycle, or depends on one, stays unresolved without a further word.
    for declaration in kept { scope.bindings[declaration.name.text] = .broken }
    for index in order.order { resolve(kept[index], in: &scope) }
  }

  private mutating func unknownType(_ name: Identifier, in scope: Scope, candidates: some Sequence<String>) {
    let known = self.candidates(for: name.text, among: Array(candidates) + scope.typeNames)
    note(.unknownName(.type, name.text, in: nil, candidates: known), in: scope, at: name.span)
  }

  private mutating func resolve(_ use: UseDeclaration, in scope: inout Scope) {
    let isActive = self.isActive(use.attributes, package: scope.package, source: scope.source) && !scope.isExcluded
    let feature = use.attributes.stability?.unstableFeature
    func bind(_ binding: Binding) {
      for name in use.names where define(name.local, .type, in: &scope) {
        scope.bindings[name.local.text] = binding
      }
    }
    // What another package drops under the same gate need not be there.
    if !isActive, use.path.package != nil, quietItem(use.path, package: scope.package, part: scope.part) == nil {
      bind(.excluded(.type, feature: feature))
      return
    }
    guard let target = interface(use.path, package: scope.package, part: scope.part, source: scope.source) else {
      bind(.broken)
      return
    }
    guard isActive else {
      if case .resolved(let interface) = interfaces[target].state {
        for name in use.names where interface.bindings[name.name.text] == nil {
          unknownType(name.name, of: interface, target, in: scope)
        }
      }
      bind(.excluded(.type, feature: feature))
      return
    }
    if use.names.isEmpty { return }
    let resolved: ResolvedInterface
    switch interfaces[target].state {
    case .resolved(let interface): resolved = interface
    case .excluded(let feature):
      note(.featureOff(.interface, use.path.name.text, feature: feature), in: scope, at: use.path.name.span)
      bind(.broken)
      return
    case .pending, .broken:
      bind(.broken)
      return
    }
    for name in use.names {
      guard define(name.local, .type, in: &scope) else { continue }
      scope.bindings[name.local.text] = .broken
      switch resolved.bindings[name.name.text] {
      case .type(let index):
        let used = resolved.types[index]
        var facts = used.facts
        facts.type = facts.type.named(scope.typeName(name.local.text))
        let definition = TypeDefinition(
          name.local.text, facts.type, aliasOf: TypeName(name.name.text, in: interfaces[target].name),
          stability: use.attributes.stability)
        scope.append(definition, facts, usedInterface: target, span: name.local.span)
      case .function:
        note(.wrongSort(name.name.text, is: .function, wanted: .type), in: scope, at: name.name.span)
      case .excluded(let sort, let feature):
        note(.featureOff(sort, name.name.text, feature: feature), in: scope, at: name.name.span)
      case .broken: break
      case nil: unknownType(name.name, of: resolved, target, in: scope)
      }
    }
  }

  /// A `use` names a type that the interface does not have.
  private mutating func unknownType(
    _ name: Identifier, of interface: ResolvedInterface, _ index: Int, in scope: Scope
  ) {
    let known = candidates(for: name.text, among: interface.types.map(\.definition.name))
    note(
      .unknownName(.type, name.text, in: "interface \(interfaces[index].name)", candidates: known), in: scope,
      at: name.span)
  }

  private mutating func resolve(_ declaration: TypeDeclaration, in scope: inout Scope) {
    let attributes = declaration.attributes
    let isActive = self.isActive(attributes, package: scope.package, source: scope.source)
    let name = declaration.name.text
    if scope.isExcluded || !isActive {
      scope.bindings[name] = .excluded(.type, feature: attributes.stability?.unstableFeature)
      return
    }
    var aliasOf: TypeName?
    var isHandle = false
    var facts: TypeFacts
    switch declaration.body {
    case .alias(let type):
      switch type.shape {
      case .named(let original):
        facts = resolve(type, in: scope)
        if scope.binding(of: original) != nil { aliasOf = scope.typeName(original.text) }
      case .own(let original):
        facts = resolve(type, in: scope)
        aliasOf = scope.typeName(original.text)
        isHandle = true
      default: facts = resolve(type, in: scope)
      }
    case .resource:
      let resource = ResourceType(name, in: scope.owner)
      facts = TypeFacts(type: ValueType(.own(resource)), resource: resource)
    case .record(let members):
      facts = aggregate(members, .field, in: scope) { members, types in
        .record(zip(members, types).map { .init($0.name.text, $1 ?? .bool, documentation: $0.documentation) })
      }
    case .variant(let members):
      facts = aggregate(members, .enumCase, in: scope) { members, types in
        .variant(zip(members, types).map { .init($0.name.text, $1, documentation: $0.documentation) })
      }
    case .enumeration(let members):
      facts = aggregate(members, .enumCase, in: scope) { members, _ in
        .enumeration(members.map { .init($0.name.text, documentation: $0.documentation) })
      }
    case .flags(let members):
      facts = aggregate(members, .flag, in: scope) { members, _ in
        .flags(members.map { .init($0.name.text, documentation: $0.documentation) })
      }
    }
    if facts.isBroken || !isWithinLimits(facts, at: declaration.name.span, in: scope) { return }
    facts.type = facts.type.named(scope.typeName(name))
    let definition = TypeDefinition(
      name, facts.type, aliasOf: aliasOf, isHandle: isHandle, documentation: attributes.documentation,
      stability: attributes.stability, externalID: attributes.externalID)
    scope.append(definition, facts, usedInterface: nil, span: declaration.name.span)
  }

  /// Whether a type is small enough; adds it to the total.
  mutating func isWithinLimits(_ facts: TypeFacts, at span: SourceSpan, in scope: Scope) -> Bool {
    if facts.size > Limits.typeSize {
      note(.typeTooLarge, in: scope, at: span)
      return false
    }
    if facts.depth > Limits.typeDepth {
      note(.typeTooDeep, in: scope, at: span)
      return false
    }
    totalTypeSize += facts.size
    if totalTypeSize > Limits.totalTypeSize {
      if totalTypeSize - facts.size <= Limits.totalTypeSize { note(.typesTooLarge, in: scope, at: span) }
      return false
    }
    return true
  }

  // MARK: Types with members

  private mutating func aggregate(
    _ members: [MemberSyntax], _ sort: WITProblem.Sort, in scope: Scope,
    _ shape: ([MemberSyntax], [ValueType?]) -> ValueType.Shape
  ) -> TypeFacts {
    var names: [String: (name: String, span: SourceSpan)] = [:]
    var facts = TypeFacts(type: .bool)
    var types: [ValueType?] = []
    types.reserveCapacity(members.count)
    let areDistinct = members.areFewAndDistinct
    for member in members {
      if !areDistinct,
        let earlier = names.updateValue((member.name.text, member.name.span), forKey: member.name.text.lowercased())
      {
        note(
          .duplicateName(sort, member.name.text, earlier: earlier.name),
          at: Place(source: scope.source, span: member.name.span),
          related: .init(source: scope.source, span: earlier.span, role: .firstDefinition))
        facts.isBroken = true
      }
      if let type = member.type {
        let part = resolve(type, in: scope)
        facts.absorb(part)
        types.append(part.type)
      } else {
        facts.size += 1
        types.append(nil)
      }
    }
    facts.type = ValueType(facts.isBroken ? .bool : shape(members, types))
    return facts
  }

  // MARK: Type expressions

  /// Resolves a type expression; its syntax nests no deeper than `Limits.typeDepth`.
  mutating func resolve(_ type: TypeSyntax, in scope: Scope) -> TypeFacts {
    switch type.shape {
    case .primitive(let primitive): return TypeFacts(type: primitive)
    case .named(let name): return resolve(name, in: scope)
    case .own(let name):
      guard let facts = handle(name, in: scope), let resource = facts.resource else { return .broken }
      return TypeFacts(type: ValueType(.own(resource), name: facts.type.name))
    case .borrow(let name):
      guard let resource = handle(name, in: scope)?.resource else { return .broken }
      return TypeFacts(type: ValueType(.borrow(resource.called(name.text))), hasBorrow: true)
    case .list(let element): return compound([element], in: scope) { .list($0[0]) }
    case .fixedLengthList(let element, let length):
      return compound([element], in: scope) { .fixedLengthList($0[0], length: length) }
    case .map(let key, let value): return compound([key, value], in: scope) { .map(key: $0[0], value: $0[1]) }
    case .tuple(let elements): return compound(elements, in: scope) { .tuple($0) }
    case .option(let value): return compound([value], in: scope) { .option($0[0]) }
    case .result(let ok, let error):
      return compound([ok, error].compactMap(\.self), in: scope) {
        .result(ok: ok == nil ? nil : $0.first, error: error == nil ? nil : $0.last)
      }
    case .stream(let element):
      return compound([element].compactMap(\.self), in: scope) { .stream($0.first) }
    case .future(let element):
      return compound([element].compactMap(\.self), in: scope) { .future($0.first) }
    }
  }

  private mutating func compound(
    _ parts: [TypeSyntax], in scope: Scope, _ shape: ([ValueType]) -> ValueType.Shape
  ) -> TypeFacts {
    var facts = TypeFacts(type: .bool)
    var types: [ValueType] = []
    types.reserveCapacity(parts.count)
    for part in parts {
      let resolved = resolve(part, in: scope)
      facts.absorb(resolved)
      types.append(resolved.type)
    }
    facts.type = ValueType(shape(types))
    return facts
  }

  private mutating func resolve(_ name: Identifier, in scope: Scope) -> TypeFacts {
    switch scope.binding(of: name) {
    case .type(let index): return scope.types[index].facts
    case .function: note(.wrongSort(name.text, is: .function, wanted: .type), in: scope, at: name.span)
    case .excluded(let sort, let feature):
      note(.featureOff(sort, name.text, feature: feature), in: scope, at: name.span)
    case .broken: break
    case nil:
      if name.isErrorContext { return TypeFacts(type: ValueType(.errorContext)) }
      unknownType(name, in: scope, candidates: [])
    }
    return .broken
  }

  /// The resource that `own` or `borrow` names.
  private mutating func handle(_ name: Identifier, in scope: Scope) -> TypeFacts? {
    let facts = resolve(name, in: scope)
    if facts.isBroken { return nil }
    if facts.resource == nil { note(.notAResource(name.text), in: scope, at: name.span) }
    return facts
  }
}

extension TypeFacts {
  /// Adds a part to a type that holds it. Sums stay far from overflow: a part's size is bounded.
  mutating func absorb(_ part: TypeFacts) {
    size += min(part.size, Limits.typeSize + 1)
    depth = max(depth, part.depth + 1)
    hasBorrow = hasBorrow || part.hasBorrow
    isBroken = isBroken || part.isBroken
  }
}

extension Scope {
  mutating func append(_ definition: TypeDefinition, _ facts: TypeFacts, usedInterface: Int?, span: SourceSpan) {
    bindings[definition.name] = .type(types.count)
    types.append(ScopedType(definition: definition, facts: facts, usedInterface: usedInterface, span: span))
  }
}

extension Identifier {
  /// Whether it is the built-in type that WIT.md no longer lists and tools still read.
  var isErrorContext: Bool { !isEscaped && text == Self.errorContext }

  static let errorContext = "error-context"
}

extension TypeDeclaration {
  /// Visits the names that the declaration depends on.
  func forEachName(_ visit: (Identifier) -> Void) {
    switch body {
    case .alias(let type): type.forEachName(visit)
    case .record(let members), .variant(let members): for member in members { member.type?.forEachName(visit) }
    case .enumeration, .flags, .resource: break
    }
  }
}

extension TypeSyntax {
  /// Visits the names in it; it nests no deeper than `Limits.typeDepth`.
  func forEachName(_ body: (Identifier) -> Void) {
    switch shape {
    case .primitive: break
    case .named(let name), .own(let name), .borrow(let name): body(name)
    case .list(let element), .fixedLengthList(let element, _), .option(let element): element.forEachName(body)
    case .map(let key, let value):
      key.forEachName(body)
      value.forEachName(body)
    case .tuple(let elements): for element in elements { element.forEachName(body) }
    case .result(let ok, let error):
      ok?.forEachName(body)
      error?.forEachName(body)
    case .stream(let element), .future(let element): element?.forEachName(body)
    }
  }
}
