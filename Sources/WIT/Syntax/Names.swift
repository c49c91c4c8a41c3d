import ComponentTypes
import Diagnostics

/// A name where it is written.
struct Identifier {
  /// Without `%`.
  let text: String
  let span: SourceSpan
  /// Whether it was written with `%`.
  let isEscaped: Bool
}

extension Identifier {
  /// Whether two names are one to WIT, which takes no notice of case.
  func clashes(with other: Identifier) -> Bool {
    let (a, b) = (text.utf8, other.text.utf8)
    return a.count == b.count && (a.elementsEqual(b) || text.lowercased() == other.text.lowercased())
  }
}

extension [MemberSyntax] {
  /// Whether these are few, and their names all different: then no table of names is needed to see it.
  var areFewAndDistinct: Bool {
    guard count <= 8 else { return false }
    for later in indices {
      for earlier in 0..<later where self[earlier].name.clashes(with: self[later].name) { return false }
    }
    return true
  }
}

/// `namespace:name@version` where it is written.
struct PackageNameSyntax {
  let name: PackageName
  let span: SourceSpan
}

/// An interface or world as `use`, `import`, `export` and `include` name it.
struct UsePath {
  /// The package, where the path is qualified.
  let package: PackageNameSyntax?
  let name: Identifier

  var span: SourceSpan { package.map { $0.span.union(name.span) } ?? name.span }
}

/// What stands before an item: documentation, gates and its external id.
///
/// Source: WIT.md, "Feature Gates", "Item: `world`" (`external-id`).
struct Attributes {
  var documentation: String?
  var stability: Stability?
  /// Where the first gate stands.
  var gateSpan: SourceSpan?
  var externalID: String?
  /// Where the first attribute stands.
  var span: SourceSpan?
}
