/// A package's name: `namespace:name`, with an optional version.
package struct PackageName: Hashable, Sendable, CustomStringConvertible {
  package let namespace: String
  package let name: String
  package let version: SemanticVersion?

  package init(_ namespace: String, _ name: String, version: SemanticVersion? = nil) {
    self.namespace = namespace
    self.name = name
    self.version = version
  }

  /// `namespace:name`, then `@version` where there is one.
  package var description: String {
    "\(namespace):\(name)" + (version.map { "@\($0)" } ?? "")
  }
}

/// The name of an interface: in a package, or inline in a world, where it has only its own name.
package struct InterfaceName: Hashable, Sendable, CustomStringConvertible {
  package let package: PackageName?
  package let name: String

  package init(_ name: String, in package: PackageName? = nil) {
    self.package = package
    self.name = name
  }

  /// Reads `namespace:package/name` with an optional `@version`; nil where the text is not of that form.
  package init?(parsing text: String) {
    guard let colon = text.firstIndex(of: ":"), let slash = text[colon...].firstIndex(of: "/") else { return nil }
    let at = text[slash...].firstIndex(of: "@")
    let name = text[text.index(after: slash)..<(at ?? text.endIndex)]
    var version: SemanticVersion?
    if let at {
      guard let parsed = SemanticVersion(parsing: String(text[text.index(after: at)...])) else { return nil }
      version = parsed
    }
    let namespace = text[..<colon]
    let package = text[text.index(after: colon)..<slash]
    guard !namespace.isEmpty, !package.isEmpty, !name.isEmpty else { return nil }
    self.init(String(name), in: PackageName(String(namespace), String(package), version: version))
  }

  /// `namespace:package/name@version`, or the bare name of an inline interface.
  package var description: String {
    guard let package else { return name }
    return "\(package.namespace):\(package.name)/\(name)" + (package.version.map { "@\($0)" } ?? "")
  }
}

/// The name that an import or export goes by.
///
/// Source: Explainer.md, "Import and Export Definitions".
package enum ExternName: Hashable, Sendable, CustomStringConvertible {
  /// A kebab name, such as `checked-sum` or `[method]counter.next`.
  case plain(String)
  /// An interface's name.
  case interface(InterfaceName)

  /// The name as binaries spell it.
  package var description: String {
    switch self {
    case .plain(let name): name
    case .interface(let name): name.description
    }
  }
}

/// A semantic version.
///
/// Source: Semantic Versioning 2.0.0.
package struct SemanticVersion: Hashable, Sendable, CustomStringConvertible, Comparable {
  package let major: UInt64
  package let minor: UInt64
  package let patch: UInt64
  /// What stands between `-` and `+`, such as `rc.1`; empty for a release.
  package let prerelease: String
  /// What stands after `+`; ignored when versions are ordered.
  package let build: String

  package init(_ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: String = "", build: String = "") {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    self.build = build
  }

  /// Reads a whole version; nil where the text is not one.
  package init?(parsing text: String) {
    var rest = Substring(text)
    var build = ""
    if let plus = rest.firstIndex(of: "+") {
      build = String(rest[rest.index(after: plus)...])
      rest = rest[..<plus]
      guard Self.areIdentifiers(build, numericMayLeadWithZero: true) else { return nil }
    }
    var prerelease = ""
    if let dash = rest.firstIndex(of: "-") {
      prerelease = String(rest[rest.index(after: dash)...])
      rest = rest[..<dash]
      guard Self.areIdentifiers(prerelease, numericMayLeadWithZero: false) else { return nil }
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var numbers: [UInt64] = []
    for part in parts {
      guard part.utf8.allSatisfy({ (48...57).contains($0) }), part == "0" || !part.hasPrefix("0"),
        let number = UInt64(part)
      else { return nil }
      numbers.append(number)
    }
    self.init(numbers[0], numbers[1], numbers[2], prerelease: prerelease, build: build)
  }

  private static func areIdentifiers(_ text: String, numericMayLeadWithZero: Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      let isNumeric = part.utf8.allSatisfy { (48...57).contains($0) }
      let isValid = part.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
      }
      return !part.isEmpty && isValid && (numericMayLeadWithZero || !isNumeric || part == "0" || !part.hasPrefix("0"))
    }
  }

  package var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-\(prerelease)") + (build.isEmpty ? "" : "+\(build)")
  }

  /// Precedence as semantic versioning orders it: a prerelease comes before its release.
  package static func < (a: SemanticVersion, b: SemanticVersion) -> Bool {
    let (left, right) = ([a.major, a.minor, a.patch], [b.major, b.minor, b.patch])
    if left != right { return left.lexicographicallyPrecedes(right) }
    if a.prerelease.isEmpty || b.prerelease.isEmpty { return !a.prerelease.isEmpty && b.prerelease.isEmpty }
    let (x, y) = (a.prerelease.split(separator: "."), b.prerelease.split(separator: "."))
    for (p, q) in zip(x, y) where p != q {
      switch (UInt64(p), UInt64(q)) {
      case (let m?, let n?): return m < n
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return p < q
      }
    }
    return x.count < y.count
  }
}
