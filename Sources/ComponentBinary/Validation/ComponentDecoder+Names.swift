import ComponentTypes

/// The rules of import and export names.
///
/// Source: Binary.md, "Import and Export Definitions"; Explainer.md, "Import and Export Definitions".
extension ComponentDecoder {
  /// Checks a name's form, its agreement with the item's type, and that no other name of the scope is like it.
  func checkName(
    _ name: ExternNameAttributes, of type: Entity, role: ExternRole
  ) throws(ComponentBinaryError.Kind) {
    let key: String
    switch role {
    case .import:
      key = try checkForm(name, of: type, role: role.rawValue, in: scope.importNames)
      if let other = scope.importNames.names.updateValue(name.name, forKey: key) {
        throw .nameConflict(name.name, with: other, role: "import")
      }
    case .export:
      key = try checkForm(name, of: type, role: role.rawValue, in: scope.exportNames)
      if let other = scope.exportNames.names.updateValue(name.name, forKey: key) {
        throw .nameConflict(name.name, with: other, role: "export")
      }
    }
  }

  /// Checks a name's form and its agreement with the item's type; what makes the name unique.
  func checkForm(
    _ name: ExternNameAttributes, of type: Entity, role: String, in context: Scope.NameContext
  ) throws(ComponentBinaryError.Kind) -> String {
    guard let parsed = ParsedName(name.name, allowsNesting: features.contains(.nestedNames)) else {
      throw .invalidName(name.name, role: role)
    }
    try checkAttributes(name, parsed, of: type)
    switch parsed {
    case .label: break
    case .interface(_, let version):
      guard let version else {
        if name.versionSuffix != nil { throw .annotation(name: name.name, "has a version suffix and no version") }
        break
      }
      guard SemanticVersion(parsing: version + (name.versionSuffix ?? "")) != nil else {
        throw .invalidName(name.name, role: role)
      }
    case .constructor(let resource):
      let function = try function(type, name.name)
      if function.isAsync { throw .annotation(name: name.name, "is async") }
      guard let result = function.result, let reference = constructed(result) else {
        throw .annotation(name: name.name, "does not return own<\(resource)> or result<own<\(resource)>>")
      }
      try check(reference, isNamed: resource, of: name.name, in: context)
    case .method(let resource, _):
      let function = try function(type, name.name)
      guard let first = function.parameters.first, first.name == "self",
        case .borrow(let reference) = store[first.type].shape
      else { throw .annotation(name: name.name, "has no first parameter self: borrow<\(resource)>") }
      try check(reference, isNamed: resource, of: name.name, in: context)
    case .staticMember(let resource, _):
      _ = try function(type, name.name)
      guard context.resourceNames.contains(resource) else {
        throw .annotation(name: name.name, "names no resource \(resource) of its scope")
      }
    }
    return parsed.uniqueKey
  }

  private func function(_ type: Entity, _ name: String) throws(ComponentBinaryError.Kind) -> FunctionNode {
    guard case .function(let id) = type else { throw .annotation(name: name, "is not a func") }
    return store[id]
  }

  private func constructed(_ result: ValueID) -> ResourceReference? {
    switch store[result].shape {
    case .own(let reference): return reference
    case .result(let ok?, _):
      guard case .own(let reference) = store[ok].shape else { return nil }
      return reference
    default: return nil
    }
  }

  private func check(
    _ reference: ResourceReference, isNamed resource: String, of name: String, in context: Scope.NameContext
  ) throws(ComponentBinaryError.Kind) {
    guard context.resources[reference] == resource else {
      throw .annotation(name: name, "is about another resource than \(resource)")
    }
  }

  private func checkAttributes(
    _ name: ExternNameAttributes, _ parsed: ParsedName, of type: Entity
  ) throws(ComponentBinaryError.Kind) {
    if let implements = name.implements {
      try require(.implements, "implements")
      guard case .label = parsed, case .instance = type else {
        throw .annotation(name: name.name, "has implements and is not an instance under a plain name")
      }
      guard case .interface(_, let version)? = ParsedName(implements, allowsNesting: features.contains(.nestedNames)),
        version == nil || version.flatMap(SemanticVersion.init(parsing:)) != nil
      else { throw .invalidName(implements, role: "implements") }
    }
    if name.versionSuffix != nil {
      try require(.canonicalNames, "version suffixes")
      guard case .instance = type else { throw .annotation(name: name.name, "has a version suffix and is no instance") }
    }
    if name.externalID != nil { try require(.implements, "external-id") }
  }
}
