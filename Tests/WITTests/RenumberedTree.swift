@testable import WIT

/// A resolution's tree with every index replaced by what it stands for, so that two that differ only in how they are
/// numbered are equal: worlds, interfaces and named types by their qualified names, other types by their structure,
/// packages by their names. Lists of nodes become sorted, and members sorted by name.
struct RenumberedTree {
  private let worlds: [TreeValue]
  private let interfaces: [TreeValue]
  private let types: [TreeValue]
  private let packages: [TreeValue]
  private var interfaceNames: [String] = []
  private var worldNames: [String] = []
  private var typeNames: [Int: String] = [:]

  /// The tree as sorted lines.
  static func lines(of tree: TreeValue) -> [String] {
    var renumbered = RenumberedTree(tree)
    return renumbered.lines()
  }

  private init(_ tree: TreeValue) {
    worlds = tree["worlds"]?.elements ?? []
    interfaces = tree["interfaces"]?.elements ?? []
    types = tree["types"]?.elements ?? []
    packages = tree["packages"]?.elements ?? []
    let packages = self.packages
    func package(of node: TreeValue) -> String {
      node["package"]?.number.flatMap { packages[$0]["name"]?.text } ?? "?"
    }
    worldNames = worlds.map { "\(package(of: $0))/\($0["name"]?.text ?? "")" }
    interfaceNames = interfaces.map { "\(package(of: $0))/\($0["name"]?.text ?? "")" }
    for (world, name) in zip(worlds, worldNames) {
      for way in ["imports", "exports"] {
        for member in world[way]?.membersList ?? [] {
          guard let index = member.value["interface"]?["id"]?.number, interfaces[index]["name"] == .null else {
            continue
          }
          interfaceNames[index] = "\(name).\(way).\(member.name)"
        }
      }
    }
  }

  private mutating func lines() -> [String] {
    var lines: [String] = []
    for (index, world) in worlds.enumerated() { lines.append("world \(worldNames[index]): \(text(world))") }
    for (index, interface) in interfaces.enumerated() {
      lines.append("interface \(interfaceNames[index]): \(text(interface))")
    }
    for index in types.indices { lines.append("type \(name(ofType: index)): \(text(types[index]))") }
    for package in packages { lines.append("package: \(text(package))") }
    return lines.sorted()
  }

  private mutating func name(ofType index: Int) -> String {
    if let name = typeNames[index] { return name }
    let node = types[index]
    let name: String
    switch (node["name"]?.text, node["owner"]) {
    case (let own?, let owner?): name = "\(text(owner))#\(own)"
    default: name = text(node["kind"] ?? .null)
    }
    typeNames[index] = name
    return name
  }

  /// What a number stands for depends on the members that it is under.
  private mutating func text(_ tree: TreeValue, under name: String = "", in outer: String = "") -> String {
    switch tree {
    case .null: return "null"
    case .text(let text): return "\"\(text)\""
    case .list(let elements):
      var texts: [String] = []
      for (position, element) in elements.enumerated() {
        // The second element of a fixed-length list is its length.
        let isLength = name == "fixed-length-list" && position == 1
        texts.append(text(element, under: isLength ? "length" : name, in: outer))
      }
      return "[\(texts.joined(separator: ", "))]"
    case .members(let members):
      var texts: [String] = []
      for member in members {
        var key = member.name
        if key.hasPrefix("interface-"), let index = Int(key.dropFirst(10)), interfaceNames.indices.contains(index) {
          key = interfaceNames[index]
        }
        texts.append("\(key): \(text(member.value, under: member.name, in: name))")
      }
      return "{\(texts.sorted().joined(separator: ", "))}"
    case .number(let index):
      switch (name, outer) {
      case ("length", _): return String(index)
      case ("package", _): return packages[index]["name"]?.text ?? "?"
      case ("id", "interface"), ("interface", _), (_, "interfaces"), ("clone_of", _): return interfaceNames[index]
      case ("world", "owner"), ("world", _), (_, "worlds"): return worldNames[index]
      default: return self.name(ofType: index)
      }
    }
  }
}

extension TreeValue {
  subscript(name: String) -> TreeValue? { membersList?.first { $0.name == name }?.value }

  var membersList: [Member]? { if case .members(let members) = self { members } else { nil } }
  var elements: [TreeValue]? { if case .list(let elements) = self { elements } else { nil } }
  var number: Int? { if case .number(let number) = self { number } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
}
