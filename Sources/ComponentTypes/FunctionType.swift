/// The type of a component-level function.
///
/// Source: Explainer.md, "Type Definitions" (`functype`).
package struct FunctionType: Hashable, Sendable {
  /// A named parameter.
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let type: ValueType

    package init(_ name: String, _ type: ValueType) {
      self.name = name
      self.type = type
    }
  }

  package let parameters: [Parameter]
  /// The result, or nil for a function that has none.
  package let result: ValueType?
  package let isAsync: Bool

  package init(parameters: [Parameter], result: ValueType?, isAsync: Bool = false) {
    self.parameters = parameters
    self.result = result
    self.isAsync = isAsync
  }
}

/// A function as an interface or world declares it.
package struct Function: Hashable, Sendable {
  /// What kind of function it is; members of a resource carry its name.
  package enum Kind: Hashable, Sendable {
    case freestanding
    case constructor(resource: String)
    case method(resource: String)
    case staticMember(resource: String)
  }

  /// The name as binaries spell it, such as `overflowing-add`, `[method]counter.next` or `[constructor]counter`.
  package let name: String
  package let type: FunctionType
  package let documentation: String?
  package let stability: Stability?
  /// What `@external-id` says; nil where there is none.
  package let externalID: String?

  package init(
    _ name: String, _ type: FunctionType, documentation: String? = nil, stability: Stability? = nil,
    externalID: String? = nil
  ) {
    self.name = name
    self.type = type
    self.documentation = documentation
    self.stability = stability
    self.externalID = externalID
  }

  /// What the name's annotation says the function is.
  package var kind: Kind {
    guard name.utf8.first == UInt8(ascii: "["), let close = name.utf8.firstIndex(of: UInt8(ascii: "]")) else {
      return .freestanding
    }
    let rest = name[name.utf8.index(after: close)...]
    let resource = String(rest[..<(rest.utf8.firstIndex(of: UInt8(ascii: ".")) ?? rest.endIndex)])
    switch name[name.utf8.index(after: name.startIndex)..<close] {
    case "constructor", "async constructor": return .constructor(resource: resource)
    case "method", "async method": return .method(resource: resource)
    case "static", "async static": return .staticMember(resource: resource)
    default: return .freestanding
    }
  }
}

/// What `@since`, `@unstable` and `@deprecated` say.
///
/// Source: WIT.md, "Feature Gates".
package struct Stability: Hashable, Sendable {
  /// The version of `@since`.
  package var since: SemanticVersion?
  /// The feature of `@unstable`.
  package var unstableFeature: String?
  /// The version of `@deprecated`.
  package var deprecated: SemanticVersion?

  package init(since: SemanticVersion? = nil, unstableFeature: String? = nil, deprecated: SemanticVersion? = nil) {
    self.since = since
    self.unstableFeature = unstableFeature
    self.deprecated = deprecated
  }
}
