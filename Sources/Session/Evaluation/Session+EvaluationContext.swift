package import ComponentTypes
import Diagnostics

extension Session: EvaluationContext {
  package func variable(named name: String) -> TypedValue? { variables[name] }

  package func value(ofInput number: Int) -> TypedValue? { values[number] }

  package func instanceExists(_ name: String) -> Bool { instances[name] != nil }

  package var knownNames: [String] {
    var names = variables.names + instances.names
    for instance in instances.all {
      guard let exports = try? instance.exports(surroundings) else { continue }
      names += exports.functions.map { $0.function.name }.filter { !$0.hasPrefix("[") }
    }
    names += declarations.all.map(\.function.name).filter { !$0.hasPrefix("[") }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  package func lookUpType(_ name: String) -> [ValueType] {
    let full = MemberName(parsing: name)
    var found: [ValueType] = []
    func add(_ types: [TypeDefinition], of interface: InterfaceName?) {
      for definition in types {
        let matches =
          full.map { $0.member == definition.name && interface?.isMatched(by: $0.interface) == true }
          ?? (definition.name == name)
        guard matches, !found.contains(where: { $0 == definition.type && $0.name == definition.type.name }) else {
          continue
        }
        found.append(definition.type)
      }
    }
    for instance in instancesInOrderOfSearch {
      guard let exports = try? instance.exports(surroundings) else { continue }
      add(exports.types, of: nil)
      for interface in exports.interfaces { add(interface.types, of: interface.name) }
      if !found.isEmpty { return found }
    }
    for package in packages {
      for interface in package.interfaces { add(interface.types, of: interface.name) }
    }
    return found
  }

  package func lookUpFunction(_ reference: FunctionReference) -> FunctionLookup {
    switch reference {
    case .named(let instanceName, let interface, let names):
      let patterns = NamePattern.all(for: names, interface: interface)
      if let instanceName {
        guard let instance = instances[instanceName] else { return .unknown }
        return choose(matches(patterns, in: instance), acrossInstances: false)
      }
      let found = search { matches(patterns, in: $0) }
      if case .unknown = found { return declaredFunction(patterns) }
      return found
    case .method(let resource, let name):
      let function = "[method]\(resource.name).\(name)"
      return search { instance in
        matches([NamePattern(interface: nil, shortInterface: nil, function: function)], in: instance)
          .filter { $0.path.interface == resource.interface }
      }
    }
  }

  /// The current instance first, then all.
  private func search(_ matches: (LoadedInstance) -> [CallableFunction]) -> FunctionLookup {
    if let current = instances.current {
      let found = matches(current)
      if !found.isEmpty { return choose(found, acrossInstances: false) }
    }
    return choose(instances.all.flatMap(matches), acrossInstances: true)
  }

  /// The only match, or the names that tell several apart.
  private func choose(_ found: [CallableFunction], acrossInstances: Bool) -> FunctionLookup {
    guard let first = found.first else { return .unknown }
    if found.count == 1 { return .found(first) }
    // What a comparison calls is the same function wherever it is.
    if takesAnyInstance, found.allSatisfy({ $0.path == first.path && $0.type == first.type }) { return .found(first) }
    let prefixes = acrossInstances && Set(found.map(\.instance)).count > 1
    // The instance's name and the function's are enough where each has one such function.
    if prefixes, Set(found.map(\.instance)).count == found.count {
      return .ambiguous(found.map { "\($0.instance ?? "").\($0.path.function.withoutAnnotation)" })
    }
    return .ambiguous(
      found.map { candidate in
        ([prefixes ? candidate.instance : nil, candidate.path.typedName].compactMap(\.self)).joined(separator: ".")
      })
  }

  /// The functions of an instance that fit a pattern; of several versions of one interface the highest.
  private func matches(_ patterns: [NamePattern], in instance: LoadedInstance) -> [CallableFunction] {
    guard let exports = try? instance.exports(surroundings) else { return [] }
    var found: [CallableFunction] = []
    for pattern in patterns {
      for (path, function) in exports.functions(named: pattern.function) where pattern.admits(path.interface) {
        found.append(CallableFunction(instance: instance.name, path: path, type: function.type))
      }
    }
    return found.filter { candidate in
      !found.contains { other in
        guard other.path.function == candidate.path.function, let a = candidate.path.interface,
          let b = other.path.interface
        else { return false }
        return a.isOlder(than: b)
      }
    }
  }

  /// The current instance, then the others.
  private var instancesInOrderOfSearch: [LoadedInstance] {
    guard let current = instances.current else { return instances.all }
    return [current] + instances.all.filter { $0 !== current }
  }
}

/// One way to read the names between dots: `a.b` is the function `b` of interface `a`, or a member of resource `a`.
struct NamePattern {
  /// The interface in full, where it was written so.
  var interface: InterfaceName?
  /// The interface's own name, where only that was written.
  var shortInterface: String?
  /// The function's name as binaries spell it.
  var function: String

  static func all(for names: [String], interface: InterfaceName?) -> [NamePattern] {
    func pattern(_ function: String, in short: String? = nil) -> NamePattern {
      NamePattern(interface: interface, shortInterface: short, function: function)
    }
    switch names.count {
    case 1: return [pattern(names[0]), pattern("[constructor]\(names[0])")]
    case 2:
      let member = names.joined(separator: ".")
      let own = [pattern("[method]\(member)"), pattern("[static]\(member)")]
      if interface != nil { return own }
      return [pattern(names[1], in: names[0]), pattern("[constructor]\(names[1])", in: names[0])] + own
    case 3 where interface == nil:
      let member = "\(names[1]).\(names[2])"
      return [pattern("[method]\(member)", in: names[0]), pattern("[static]\(member)", in: names[0])]
    default: return []
    }
  }

  func admits(_ declaration: Declaration) -> Bool {
    if admits(declaration.path.interface) { return true }
    guard let home = declaration.home else { return false }
    if let interface { return home.isMatched(by: interface) }
    return shortInterface == home.name
  }

  func admits(_ candidate: InterfaceName?) -> Bool {
    if let interface { return candidate?.isMatched(by: interface) == true }
    if let shortInterface { return candidate?.name == shortInterface }
    return true
  }
}

extension InterfaceName {
  /// Whether a name as a user wrote it means this one: without a version it means any.
  func isMatched(by wanted: InterfaceName) -> Bool {
    guard name == wanted.name else { return false }
    guard let wantedPackage = wanted.package else { return true }
    guard let package, package.namespace == wantedPackage.namespace, package.name == wantedPackage.name else {
      return false
    }
    return wantedPackage.version == nil || wantedPackage.version == package.version
  }
}

/// An interface's full name with a member of it.
private struct MemberName {
  let interface: InterfaceName
  let member: String

  /// Reads `namespace:package/interface.member`, a version standing before the member's dot.
  init?(parsing text: String) {
    guard let dot = text.lastIndex(of: "."), let name = InterfaceName(parsing: String(text[..<dot])) else {
      return nil
    }
    interface = name
    member = String(text[text.index(after: dot)...])
  }
}
