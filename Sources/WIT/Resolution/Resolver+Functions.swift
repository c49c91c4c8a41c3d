import ComponentTypes
import Diagnostics

extension Resolver {
  /// Resolves a function that is no member of a resource; nil where it is dropped or broken.
  mutating func freestanding(_ declaration: FunctionDeclaration, in scope: Scope) -> Function? {
    guard isKept(declaration, in: scope) else { return nil }
    return function(declaration, named: declaration.name.text, leading: [], in: scope)
  }

  /// Resolves the members of a resource.
  ///
  /// Source: WIT.md, "Item: `resource`"; Explainer.md, "Name Uniqueness", by which `[method]a.a` clashes with `a`.
  mutating func members(_ members: [ResourceMember], of resource: Identifier, in scope: Scope) -> [Function] {
    var functions: [Function] = []
    var names: [String: (name: String, span: SourceSpan)] = [:]
    names.reserveCapacity(members.count)
    let resourceKey = resource.text.lowercased()
    for member in members {
      let declaration = member.declaration
      let name = declaration.name
      // A constructor's key is no name that a member can have.
      let key = member.kind == .constructor ? "constructor()" : name.text.lowercased()
      if let earlier = names.updateValue((name.text, name.span), forKey: key) {
        note(
          .duplicateName(member.kind == .constructor ? .constructor : .method, name.text, earlier: earlier.name),
          at: Place(source: scope.source, span: name.span),
          related: .init(source: scope.source, span: earlier.span, role: .firstDefinition))
        continue
      }
      if member.kind != .constructor, key == resourceKey {
        note(
          .duplicateName(.method, name.text, earlier: resource.text),
          at: Place(source: scope.source, span: name.span),
          related: .init(source: scope.source, span: resource.span, role: .firstDefinition))
        continue
      }
      guard isKept(declaration, in: scope) else {
        if member.kind == .constructor { checkResult(ofDropped: declaration, of: resource, in: scope) }
        continue
      }
      let type: ScopedType
      switch scope.bindings[resource.text] {
      case .type(let index): type = scope.types[index]
      case .excluded(let sort, let feature):
        note(.featureOff(sort, resource.text, feature: feature), in: scope, at: name.span)
        continue
      default: continue
      }
      guard let handle = type.facts.resource else { continue }
      if let function = self.member(member, of: resource, handle: handle, type.facts.type, in: scope) {
        functions.append(function)
      }
    }
    return functions
  }

  private mutating func member(
    _ member: ResourceMember, of resource: Identifier, handle: ResourceType, _ own: ValueType, in scope: Scope
  ) -> Function? {
    let declaration = member.declaration
    switch member.kind {
    case .method:
      let receiver = FunctionType.Parameter("self", ValueType(.borrow(handle)))
      return function(
        declaration, named: "[method]\(resource.text).\(declaration.name.text)", leading: [receiver], in: scope)
    case .staticMember:
      return function(
        declaration, named: "[static]\(resource.text).\(declaration.name.text)", leading: [], in: scope)
    case .constructor:
      guard
        let made = function(declaration, named: "[constructor]\(resource.text)", leading: [], in: scope)
      else { return nil }
      guard let written = declaration.function.result, let result = made.type.result else {
        return made.returning(own)
      }
      guard case .result(let ok, _) = result.shape, result.name == nil else {
        note(.constructorResultNotResult, in: scope, at: written.span)
        return nil
      }
      guard let ok, case .own(handle) = ok.shape else {
        var span = written.span
        if case .result(let ok?, _) = written.shape { span = ok.span }
        note(.constructorResultNotResource(resource.text), in: scope, at: span)
        return nil
      }
      return made
    }
  }

  /// What a constructor returns, as far as it can be seen where nothing is resolved.
  private mutating func checkResult(
    ofDropped declaration: FunctionDeclaration, of resource: Identifier, in scope: Scope
  ) {
    guard let written = declaration.function.result else { return }
    guard case .result(let ok, _) = written.shape else {
      note(.constructorResultNotResult, in: scope, at: written.span)
      return
    }
    switch ok?.shape {
    case .named(let name), .own(let name):
      if name.text == resource.text { return }
    default: break
    }
    note(.constructorResultNotResource(resource.text), in: scope, at: ok?.span ?? written.span)
  }

  /// Whether a function stays; the names in one that goes are still looked up.
  private mutating func isKept(_ declaration: FunctionDeclaration, in scope: Scope) -> Bool {
    if isActive(declaration.attributes, package: scope.package, source: scope.source), !scope.isExcluded { return true }
    _ = hasDistinctParameters(declaration, in: scope)
    let types = declaration.function.parameters.compactMap(\.type) + [declaration.function.result].compactMap(\.self)
    var unknown: [Identifier] = []
    for type in types {
      type.forEachName { if scope.bindings[$0.text] == nil, !$0.isErrorContext { unknown.append($0) } }
    }
    for name in unknown {
      let known = candidates(for: name.text, among: scope.typeNames)
      note(.unknownName(.type, name.text, in: nil, candidates: known), in: scope, at: name.span)
    }
    return false
  }

  /// Whether no two parameters have one name; a method has `self` before those that are written.
  private mutating func hasDistinctParameters(
    _ declaration: FunctionDeclaration, isMethod: Bool = false, in scope: Scope
  ) -> Bool {
    let parameters = declaration.function.parameters
    if parameters.areFewAndDistinct, !isMethod || parameters.allSatisfy({ !$0.name.isSelf }) { return true }
    var isDistinct = true
    var names: [String: (name: String, span: SourceSpan)] = isMethod ? ["self": ("self", declaration.name.span)] : [:]
    for parameter in parameters {
      if let earlier = names.updateValue(
        (parameter.name.text, parameter.name.span), forKey: parameter.name.text.lowercased())
      {
        note(
          .duplicateName(.parameter, parameter.name.text, earlier: earlier.name),
          at: Place(source: scope.source, span: parameter.name.span),
          related: .init(source: scope.source, span: earlier.span, role: .firstDefinition))
        isDistinct = false
      }
    }
    return isDistinct
  }

  private mutating func function(
    _ declaration: FunctionDeclaration, named name: String, leading: [FunctionType.Parameter], in scope: Scope
  ) -> Function? {
    var parameters = leading
    // The parameters and the result together are bounded as one type is.
    var whole = TypeFacts(type: .bool)
    whole.isBroken = !hasDistinctParameters(declaration, isMethod: !leading.isEmpty, in: scope)
    for parameter in declaration.function.parameters {
      guard let type = parameter.type else { continue }
      let facts = resolve(type, in: scope)
      whole.absorb(facts)
      parameters.append(.init(parameter.name.text, facts.type))
    }
    var result: ValueType?
    if let type = declaration.function.result {
      let facts = resolve(type, in: scope)
      whole.absorb(facts)
      result = facts.type
      if facts.hasBorrow {
        note(.returnedBorrow(name), in: scope, at: type.span)
        whole.isBroken = true
      }
    }
    // One level of the depth is the function itself.
    whole.depth -= 1
    if whole.isBroken || !isWithinLimits(whole, at: declaration.name.span, in: scope) { return nil }
    return Function(
      name, FunctionType(parameters: parameters, result: result, isAsync: declaration.function.isAsync),
      documentation: declaration.attributes.documentation, stability: declaration.attributes.stability,
      externalID: declaration.attributes.externalID)
  }
}

extension Identifier {
  /// Whether it is the name of what a method is called on.
  fileprivate var isSelf: Bool { text.utf8.count == 4 && text.lowercased() == "self" }
}

extension Function {
  /// The same function with another result.
  fileprivate func returning(_ result: ValueType) -> Function {
    Function(
      name, FunctionType(parameters: type.parameters, result: result, isAsync: type.isAsync),
      documentation: documentation, stability: stability, externalID: externalID)
  }
}
