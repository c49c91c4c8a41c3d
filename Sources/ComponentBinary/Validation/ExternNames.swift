import ComponentTypes

/// A parsed name of an import or export.
///
/// Source: Explainer.md, "Import and Export Definitions".
enum ParsedName: Hashable {
  case label(String)
  case constructor(resource: String)
  case method(resource: String, name: String)
  case staticMember(resource: String, name: String)
  /// An interface name, with the text of its version where it has one.
  case interface(String, version: String?)

  /// Parses a name; nil where it is none.
  init?(_ text: String, allowsNesting: Bool) {
    func member(after prefix: String) -> (String, String)? {
      let parts = text.dropFirst(prefix.count).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, isLabel(parts[0]), isLabel(parts[1]) else { return nil }
      return (String(parts[0]), String(parts[1]))
    }
    if text.hasPrefix("[constructor]") {
      let resource = text.dropFirst("[constructor]".count)
      guard isLabel(resource) else { return nil }
      self = .constructor(resource: String(resource))
    } else if text.hasPrefix("[method]") {
      guard let (resource, name) = member(after: "[method]") else { return nil }
      self = .method(resource: resource, name: name)
    } else if text.hasPrefix("[static]") {
      guard let (resource, name) = member(after: "[static]") else { return nil }
      self = .staticMember(resource: resource, name: name)
    } else if text.utf8.contains(UInt8(ascii: ":")) {
      guard let version = Self.interfaceVersion(text, allowsNesting: allowsNesting) else { return nil }
      self = .interface(text, version: version)
    } else {
      guard isLabel(Substring(text)) else { return nil }
      self = .label(text)
    }
  }

  /// The version's text of an interface name: nil within where it has none, nil where the name is no interface name.
  private static func interfaceVersion(_ text: String, allowsNesting: Bool) -> String?? {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    let words = path[0].split(separator: ":", omittingEmptySubsequences: false)
    guard path.count >= 2, words.count >= 2, allowsNesting || (path.count == 2 && words.count == 2) else { return nil }
    for word in words {
      guard isLabel(word), word.utf8.allSatisfy({ !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
        return nil
      }
    }
    guard path.dropFirst().allSatisfy(isLabel) else { return nil }
    return .some(parts.count == 2 ? String(parts[1]) : nil)
  }

  /// What two names of one scope may not share.
  ///
  /// Source: Explainer.md, "Name Uniqueness".
  var uniqueKey: String {
    switch self {
    case .label(let label): label.lowercased()
    case .constructor(let resource): "[constructor]" + resource.lowercased()
    case .method(let resource, let name), .staticMember(let resource, let name):
      resource.lowercased() == name.lowercased()
        ? resource.lowercased() : "\(resource.lowercased()).\(name.lowercased())"
    case .interface(let text, let version):
      // A version's letters keep their case.
      version.map { text.dropLast($0.utf8.count).lowercased() + $0 } ?? text.lowercased()
    }
  }
}

/// Whether text is a label in kebab case.
///
/// Source: Explainer.md, "Import and Export Definitions" (`label`).
func isLabel(_ text: Substring) -> Bool {
  var hasLower = false
  var hasUpper = false
  var isEmpty = true
  var isFirst = true
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      guard !hasUpper else { return false }
      hasLower = true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      guard !hasLower else { return false }
      hasUpper = true
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard !isFirst || hasLower || hasUpper else { return false }
    case UInt8(ascii: "-"):
      guard !isEmpty else { return false }
      (hasLower, hasUpper, isEmpty, isFirst) = (false, false, true, false)
      continue
    default: return false
    }
    isEmpty = false
  }
  return !isEmpty
}

/// The name that an import or export goes by, in the house's language.
func externName(_ text: String) -> ExternName {
  InterfaceName(parsing: text).map { .interface($0) } ?? .plain(text)
}

/// The interface that an imported or exported instance is: by its interface name, or inline by its plain name.
func interfaceName(_ text: String) -> InterfaceName {
  InterfaceName(parsing: text) ?? InterfaceName(text)
}
