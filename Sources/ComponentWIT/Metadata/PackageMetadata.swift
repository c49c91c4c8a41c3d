import ComponentBinary
import ComponentTypes

/// The documentation and gates of a package that is encoded as a component: what types cannot say.
///
/// They stand in the custom section `package-docs`: a byte for the version, 0 or 1, then JSON. What it says of names
/// that are not there counts for nothing.
///
/// Source: wasm-tools, the format of `wit-parser`'s package metadata.
struct PackageMetadata {
  private let root: JSONValue

  static let sectionName = "package-docs"
  private static let knownVersions: Set<UInt8> = [0, 1]

  /// Finds the section; without one nothing has documentation or gates.
  init(of component: Component) throws(ComponentWITError) {
    let sections = component.customSections.filter { $0.name == Self.sectionName }
    guard let section = sections.first else {
      root = .null
      return
    }
    guard sections.count == 1 else {
      throw ComponentWITError(.severalMetadataSections, at: sections[1].range.lowerBound)
    }
    let contents = component.bytes[section.range]
    guard let version = contents.first, Self.knownVersions.contains(version) else {
      throw ComponentWITError(.unknownMetadataVersion(contents.first), at: section.range.lowerBound)
    }
    guard let root = JSONValue(contents.dropFirst()) else {
      throw ComponentWITError(.malformedMetadata, at: section.range.lowerBound)
    }
    self.root = root
  }

  /// What is said of the package.
  var package: Entry { Entry(root) }

  func interface(_ name: String) -> Entry { Entry(root["interfaces"]?[name]) }

  func world(_ name: String) -> WorldEntry { WorldEntry(root["worlds"]?[name]) }

  /// What is said of one item.
  struct Entry {
    private let value: JSONValue?

    init(_ value: JSONValue?) { self.value = value }

    /// Nothing is said.
    static let none = Entry(nil)

    /// In version 0 functions have nothing but documentation, without a name.
    var documentation: String? { value?["docs"]?.text ?? value?.text }

    var stability: Stability? { Stability(value?["stability"]) }

    func type(_ name: String) -> Entry { Entry(value?["types"]?[name]) }
    func function(_ name: String) -> Entry { Entry(value?["funcs"]?[name]) }

    /// The documentation of a field, case or flag.
    func member(_ name: String) -> String? { value?["items"]?[name]?.text }
  }

  /// What is said of a world and what it imports and exports.
  struct WorldEntry {
    private let value: JSONValue?

    init(_ value: JSONValue?) { self.value = value }

    var documentation: String? { Entry(value).documentation }
    var stability: Stability? { Entry(value).stability }

    /// A type; those of worlds are imports.
    func type(_ name: String) -> Entry { Entry(value).type(name) }

    /// A function. What is exported stood among the imports in version 0.
    func function(_ name: String, isImport: Bool, isImportedToo: Bool) -> Entry {
      Entry(item(name, "funcs", "func_exports", isImport, isImportedToo))
    }

    /// An inline interface, as `function`.
    func interface(_ name: String, isImport: Bool, isImportedToo: Bool) -> Entry {
      Entry(item(name, "interfaces", "interface_exports", isImport, isImportedToo))
    }

    private func item(
      _ name: String, _ imports: String, _ exports: String, _ isImport: Bool, _ isImportedToo: Bool
    ) -> JSONValue? {
      if isImport { return value?[imports]?[name] }
      return value?[exports]?[name] ?? (isImportedToo ? nil : value?[imports]?[name])
    }

    /// What stands before the import or export of an interface that is declared elsewhere.
    func reference(_ name: String, isImport: Bool) -> (documentation: String?, stability: Stability?) {
      let direction = isImport ? "import" : "export"
      return (
        value?["interface_\(direction)_docs"]?[name]?.text,
        Stability(value?["interface_\(direction)_stability"]?[name])
      )
    }
  }
}

extension Stability {
  /// Reads `{"stable": {"since": …}}` or `{"unstable": {"feature": …}}`, each with `deprecated` where it is.
  fileprivate init?(_ value: JSONValue?) {
    func version(_ value: JSONValue?) -> SemanticVersion? { value?.text.flatMap { SemanticVersion(parsing: $0) } }
    if let stable = value?["stable"], let since = version(stable["since"]) {
      self.init(since: since, deprecated: version(stable["deprecated"]))
    } else if let unstable = value?["unstable"], let feature = unstable["feature"]?.text {
      self.init(unstableFeature: feature, deprecated: version(unstable["deprecated"]))
    } else {
      return nil
    }
  }
}
