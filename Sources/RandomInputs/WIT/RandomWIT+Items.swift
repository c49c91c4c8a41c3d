/// Interfaces and worlds.
extension RandomWIT {
  // MARK: Interfaces

  mutating func makeInterface(in package: Int) -> String {
    let version = packages[package].version
    let name = freshName()
    let scope = makeScope(version)
    var made = MadeInterface(name: name, package: package)
    made.types = scope.types
    made.uses = scope.uses
    made.closure = scope.uses.reduce(into: scope.uses) { $0.formUnion(interfaces[$1].closure) }
    interfaces.append(made)
    return documentation() + gate(version) + "interface \(name)\(gap()){\n" + body(scope) + "}\n"
  }

  /// What stands between the braces of an interface.
  private mutating func makeScope(_ version: String?) -> Scope {
    var scope = Scope()
    for _ in 0..<random.below(3) { use(in: &scope, version: version) }
    declareTypes(random.below(6), in: &scope, version: version)
    declareFunctions(random.below(5), in: &scope, version: version)
    return scope
  }

  private mutating func body(_ scope: Scope) -> String { scope.texts.shuffled(using: &random).joined() }

  /// Adds a `use` of some types of an interface. Worlds give them names of their own, which an `include` may then join.
  private mutating func use(in scope: inout Scope, renamesAll: Bool = false, version: String?) {
    let candidates = interfaces.indices.filter { !interfaces[$0].types.isEmpty }
    guard let interface = random.pick(candidates) else { return }
    var names: [String] = []
    for var type in interfaces[interface].types.shuffled(using: &random).prefix(1 + random.below(2)) {
      let isTaken = scope.types.contains { $0.name == type.name }
      if isTaken || renamesAll || random.chance(40) {
        let local = freshName()
        names.append("\(type.name) as \(local)")
        type.name = local
      } else {
        names.append(type.name)
      }
      scope.types.append(type)
    }
    scope.uses.insert(interface)
    scope.texts.append(
      gate(version) + "use \(path(to: interface)).{\(gap())\(names.joined(separator: ", "))\(gap())};\n")
  }

  // MARK: Paths

  /// How the file at hand names an interface.
  private mutating func path(to interface: Int) -> String {
    if let alias = files[file].aliases[interface], random.chance(70) { return alias }
    let path = path(interfaces[interface].name, in: interfaces[interface].package)
    guard random.chance(15) else { return path }
    let alias = freshName()
    files[file].aliases[interface] = alias
    files[file].uses.append("use \(path) as \(alias);\n")
    return alias
  }

  private func path(_ name: String, in package: Int) -> String {
    guard package != files[file].package else { return name }
    return "\(packages[package].path)/\(name)" + (packages[package].version.map { "@\($0)" } ?? "")
  }

  // MARK: Worlds

  mutating func makeWorld(in package: Int) -> String {
    let version = packages[package].version
    var world = MadeWorld(name: freshName(), package: package)
    var scope = Scope()
    for _ in 0..<random.below(2) { use(in: &scope, renamesAll: true, version: nil) }
    declareTypes(random.below(3), in: &scope, version: version)
    world.plainNames = scope.types.map(\.name)
    world.imports = scope.uses
    for _ in 0..<random.below(5) { addPlain(to: &world, &scope, version) }
    if random.chance(40) { include(in: &world, &scope) }
    addInterfaces(to: &world, &scope, version)
    worlds.append(world)
    return documentation() + gate(version) + "world \(world.name)\(gap()){\n" + body(scope) + "}\n"
  }

  /// A function or an inline interface, imported or exported.
  private mutating func addPlain(to world: inout MadeWorld, _ scope: inout Scope, _ version: String?) {
    let isExport = random.chance(50)
    let name = freshName()
    let head = "\(isExport ? "export" : "import") \(name):"
    if random.chance(65) {
      let text = documentation() + functionGates(version) + head + " " + signature(scope) + ";\n"
      // What a gate may drop cannot be renamed.
      if !text.contains("@unstable") { world.plainNames.append(name) }
      scope.texts.append(text)
      return
    }
    let inner = makeScope(version)
    // What is exported may lean on exports, in ways that this does not follow: it uses nothing.
    guard !isExport || inner.uses.isEmpty else { return }
    world.plainNames.append(name)
    world.imports.formUnion(inner.uses)
    scope.texts.append(documentation() + gate(version) + "\(head) interface\(gap()){\n" + body(inner) + "}\n")
  }

  private mutating func addInterfaces(to world: inout MadeWorld, _ scope: inout Scope, _ version: String?) {
    let isAlone = world.included.isEmpty && random.chance(30)
    if isAlone { world.mayBeIncluded = false }
    for interface in interfaces.indices.shuffled(using: &random).prefix(random.below(4)) {
      let isExport = random.chance(50) && mayExport(interface, world)
      let head = isExport ? "export" : "import"
      if isExport { world.exports.insert(interface) } else { world.imports.insert(interface) }
      scope.texts.append(
        (isAlone ? documentation() + gate(version) : "") + "\(head) \(path(to: interface))\(gap());\n")
    }
  }

  /// Whether an export and all others lean on exports alone, or on imports alone.
  private func mayExport(_ interface: Int, _ world: MadeWorld) -> Bool {
    let exports = world.exports.union([interface])
    return isSound(exports) && !world.exports.contains(interface)
  }

  private func isSound(_ exports: Set<Int>) -> Bool {
    exports.allSatisfy { export in
      interfaces[export].uses.allSatisfy { used in
        exports.contains(used) || interfaces[used].closure.isDisjoint(with: exports)
      }
    }
  }

  /// Includes worlds that have no world in common.
  private mutating func include(in world: inout MadeWorld, _ scope: inout Scope) {
    // A package without a version could not repeat the gates of what comes with a world.
    let mayHaveGates = packages[world.package].version != nil
    for other in worlds.indices.shuffled(using: &random).prefix(2)
    where worlds[other].mayBeIncluded && (mayHaveGates || packages[worlds[other].package].version == nil) {
      let all = worlds[other].included.union([other])
      let exports = world.exports.union(worlds[other].exports)
      guard all.isDisjoint(with: world.included), isSound(exports) else { continue }
      var names: [String] = []
      for name in worlds[other].plainNames {
        guard random.chance(20) else {
          world.plainNames.append(name)
          continue
        }
        let local = freshName()
        names.append("\(name) as \(local)")
        world.plainNames.append(local)
      }
      world.included.formUnion(all)
      world.exports = exports
      world.imports.formUnion(worlds[other].imports)
      let path = path(worlds[other].name, in: worlds[other].package)
      scope.texts.append(
        names.isEmpty
          ? "include \(path);\n"
          : "include \(path) with { \(names.joined(separator: ", ")) }\(options.endsIncludes && random.chance(50) ? ";" : "")\n"
      )
    }
  }
}
