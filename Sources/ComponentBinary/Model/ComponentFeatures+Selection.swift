extension ComponentFeatures {
  /// By the names of the ecosystem's tools.
  private static let names: [(name: String, feature: ComponentFeatures)] = [
    ("cm-async", .async), ("cm-more-async-builtins", .moreAsyncBuiltins), ("cm-async-stackful", .asyncStackful),
    ("cm-threading", .threading), ("cm-error-context", .errorContext), ("cm-fixed-length-lists", .fixedLengthLists),
    ("cm-map", .map), ("cm-implements", .implements), ("cm-canon-names", .canonicalNames),
    ("cm-nested-names", .nestedNames), ("cm64", .memory64), ("cm-values", .values),
  ]

  /// The names that there are.
  package static let namedFeatures = names.map(\.name)

  /// The name of a single feature.
  var name: String? { Self.names.first { $0.feature == self }?.name }

  /// The feature of a name; nil where there is none.
  package init?(named name: String) {
    guard let feature = Self.names.first(where: { $0.name == name })?.feature else { return nil }
    self = feature
  }

  /// Features from a list such as `cm-nested-names,-cm-async`, from left to right: a name turns its feature on, with `-`
  /// before it off; `all` and `-all` are all of them. Other names are of no concern here. The beginning is ``shipped``.
  package init(list: String) {
    var features = ComponentFeatures.shipped
    for part in list.split(separator: ",") {
      let word = part.filter { $0 != " " }
      let isOff = word.hasPrefix("-")
      let name = isOff ? String(word.dropFirst()) : word
      let named = name == "all" ? .all : Self.names.first { $0.name == name }?.feature ?? []
      if isOff { features.subtract(named) } else { features.formUnion(named) }
    }
    self = features
  }
}
