import ComponentTypes

// Names and literals as WIT text writes them.

extension TextBuffer {
  /// Appends a name, with a `%` where it needs one.
  mutating func append(name: String) {
    self += WITKeyword.escaped(name)
  }

  mutating func append(_ head: String, name: String) {
    self += head
    append(name: name)
  }

  mutating func append(_ version: SemanticVersion) {
    append(number: version.major)
    self += "."
    append(number: version.minor)
    self += "."
    append(number: version.patch)
    if !version.prerelease.isEmpty {
      self += "-"
      self += version.prerelease
    }
    if !version.build.isEmpty {
      self += "+"
      self += version.build
    }
  }

  /// Appends `namespace:name@version`.
  mutating func append(_ package: PackageName) {
    append(package, interface: nil)
  }

  /// Appends an interface's name as seen from a package: the bare name of one of its own.
  mutating func append(_ interface: InterfaceName, in scope: PackageName?) {
    if let package = interface.package, package != scope {
      append(package, interface: interface.name)
    } else {
      append(name: interface.name)
    }
  }

  private mutating func append(_ package: PackageName, interface: String?) {
    append(name: package.namespace)
    append(":", name: package.name)
    if let interface { append("/", name: interface) }
    guard let version = package.version else { return }
    self += "@"
    append(version)
  }

  /// Appends a string literal.
  ///
  /// Source: WIT.md, "String Literals".
  mutating func append(quoted text: String) {
    self += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": self += "\\\""
      case "\\": self += "\\\\"
      case "\n": self += "\\n"
      case "\r": self += "\\r"
      case "\t": self += "\\t"
      default:
        let isPlain = scalar.value >= 0x20 && scalar.value < 0x7F
        self += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    self += "\""
  }
}
