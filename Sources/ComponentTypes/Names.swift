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
///
/// One reference, since every type's name carries one.
package struct InterfaceName: Hashable, Sendable, CustomStringConvertible {
  private final class Storage: Sendable {
    let package: PackageName?
    let name: String

    init(_ package: PackageName?, _ name: String) {
      self.package = package
      self.name = name
    }
  }

  private let storage: Storage

  package var package: PackageName? { storage.package }
  package var name: String { storage.name }

  package init(_ name: String, in package: PackageName? = nil) {
    storage = Storage(package, name)
  }

  package static func == (a: InterfaceName, b: InterfaceName) -> Bool {
    a.storage === b.storage || a.name == b.name && a.package == b.package
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(package)
    hasher.combine(name)
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
  /// What few versions have; apart from them, so that the others are cheap to copy.
  private final class Labels: Sendable {
    let prerelease: String
    let build: String

    init(_ prerelease: String, _ build: String) {
      self.prerelease = prerelease
      self.build = build
    }
  }

  package let major: UInt64
  package let minor: UInt64
  package let patch: UInt64
  private let labels: Labels?

  /// What stands between `-` and `+`, such as `rc.1`; empty for a release.
  package var prerelease: String { labels?.prerelease ?? "" }
  /// What stands after `+`; ignored when versions are ordered.
  package var build: String { labels?.build ?? "" }

  package init(_ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: String = "", build: String = "") {
    self.major = major
    self.minor = minor
    self.patch = patch
    labels = prerelease.isEmpty && build.isEmpty ? nil : Labels(prerelease, build)
  }

  package static func == (a: SemanticVersion, b: SemanticVersion) -> Bool {
    a.major == b.major && a.minor == b.minor && a.patch == b.patch
      && (a.labels === b.labels || a.prerelease == b.prerelease && a.build == b.build)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(major)
    hasher.combine(minor)
    hasher.combine(patch)
    hasher.combine(prerelease)
    hasher.combine(build)
  }

  /// Reads a whole version; nil where the text is not one.
  package init?(parsing text: String) {
    var rest = text.utf8[...]
    var build = rest[rest.endIndex...]
    if let plus = rest.firstIndex(of: UInt8(ascii: "+")) {
      build = rest[rest.index(after: plus)...]
      rest = rest[..<plus]
      guard Self.areIdentifiers(build, numericMayLeadWithZero: true) else { return nil }
    }
    var prerelease = rest[rest.endIndex...]
    if let dash = rest.firstIndex(of: UInt8(ascii: "-")) {
      prerelease = rest[rest.index(after: dash)...]
      rest = rest[..<dash]
      guard Self.areIdentifiers(prerelease, numericMayLeadWithZero: false) else { return nil }
    }
    guard rest.last != UInt8(ascii: "."), let major = Self.number(endingAtDot: &rest),
      let minor = Self.number(endingAtDot: &rest),
      let patch = Self.number(endingAtDot: &rest), rest.isEmpty
    else { return nil }
    self.init(
      major, minor, patch, prerelease: prerelease.isEmpty ? "" : String(Substring(prerelease)),
      build: build.isEmpty ? "" : String(Substring(build)))
  }

  /// Takes digits without a leading zero and the dot behind them, if there is one.
  private static func number(endingAtDot rest: inout Substring.UTF8View) -> UInt64? {
    var number: UInt64 = 0
    var digits = 0
    while let byte = rest.popFirst(), byte != UInt8(ascii: ".") {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits == 0 || number > 0 else { return nil }
      let (tens, overflowsTens) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflowsSum) = tens.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      if overflowsTens || overflowsSum { return nil }
      number = sum
      digits += 1
    }
    return digits > 0 ? number : nil
  }

  /// Whether a text is made of letters, digits and `-`, in parts with dots between them.
  private static func areIdentifiers(_ text: Substring.UTF8View, numericMayLeadWithZero: Bool) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      let isNumeric = part.allSatisfy { (48...57).contains($0) }
      let isValid = part.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
      }
      return !part.isEmpty && isValid
        && (numericMayLeadWithZero || !isNumeric || part.count == 1 || part.first != UInt8(ascii: "0"))
    }
  }

  package var description: String {
    var text = String(major)
    text += "."
    text += String(minor)
    text += "."
    text += String(patch)
    if !prerelease.isEmpty { text += "-" + prerelease }
    if !build.isEmpty { text += "+" + build }
    return text
  }

  /// Precedence as semantic versioning orders it: a prerelease comes before its release.
  package static func < (a: SemanticVersion, b: SemanticVersion) -> Bool {
    let (left, right) = ((a.major, a.minor, a.patch), (b.major, b.minor, b.patch))
    if left != right || a.labels === b.labels { return left < right }
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
