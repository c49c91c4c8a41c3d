package import ComponentTypes

/// A function that can be stubbed, and what it belongs to.
struct StubTarget {
  let path: FunctionPath
  let function: Function
  /// The worlds of packages that export or import it.
  var worlds: [InterfaceName] = []
  /// The name that tells it from others, fit to be typed.
  let typedName: String

  /// What a name in `:stub NAME` means.
  enum Meaning {
    /// The functions of an interface, a world, a package, or one function.
    case targets([StubTarget])
    /// Names that tell several meanings apart.
    case ambiguous([String])
    /// An interface in full that nothing loaded has.
    case awaited(InterfaceName)
    case unknown
  }

  /// Whether the function is called by a name: its own, or `resource.member`.
  func isCalled(_ name: String) -> Bool { path.function == name || path.function.withoutAnnotation == name }
}

extension Session {
  /// Everything that could be stubbed: what packages declare, what instances import, and what is stubbed already.
  var stubTargets: [StubTarget] {
    var targets: [StubTarget] = []
    var places: [FunctionPath: Int] = [:]
    func add(_ target: StubTarget) {
      if let index = places[target.path] {
        targets[index].worlds += target.worlds
      } else {
        places[target.path] = targets.count
        targets.append(target)
      }
    }
    for declaration in declarations.all {
      add(
        StubTarget(
          path: declaration.path, function: declaration.function,
          worlds: declaration.exporters + declaration.importers, typedName: declaration.typedName))
    }
    for (_, item) in missingImports(of: instances.all) {
      for (path, function) in item.functions {
        add(StubTarget(path: path, function: function, typedName: path.typedName))
      }
    }
    for stub in stubs.all {
      add(StubTarget(path: stub.path, function: stub.function, typedName: stub.path.typedName))
    }
    return targets
  }

  /// The imports of instances' components, as far as they are known without making an instance.
  func missingImports(of instances: [LoadedInstance]) -> [(instance: String, item: WorldItem)] {
    instances.filter { $0.recipe.kind == .component }.flatMap { loaded in
      (loaded.knownWorld?.imports ?? []).map { (loaded.name, $0) }
    }
  }

  /// What a name means for `:stub`.
  /// - Parameter wantsFunction: whether only one function will do.
  func stubMeaning(of name: String, wantsFunction: Bool) -> StubTarget.Meaning {
    let targets = stubTargets
    if let (interface, member) = Self.separated(name) {
      let own = targets.filter { $0.belongs(to: interface) }
      guard let member else {
        if wantsFunction { return own.count == 1 ? .targets(own) : own.isEmpty ? .unknown : .ambiguous(names(own)) }
        return own.isEmpty ? .awaited(interface) : .targets(own)
      }
      let found = own.filter { $0.isCalled(member) }
      return found.isEmpty ? .unknown : .targets(found)
    }
    var functions = targets.filter { $0.isCalled(name) }
    if functions.isEmpty, let dot = name.firstIndex(of: ".") {
      let (group, member) = (String(name[..<dot]), String(name[name.index(after: dot)...]))
      functions = targets.filter { $0.isIn(group) && $0.isCalled(member) }
    }
    if !wantsFunction {
      let groups = groups(named: name, among: targets)
      if groups.count > 1 { return .ambiguous(groups.map(\.name)) }
      if let group = groups.first { return .targets(group.targets) }
    }
    func isOne(_ targets: [StubTarget]) -> Bool { Set(targets.map(\.typedName.withoutVersion)).count == 1 }
    if functions.isEmpty { return .unknown }
    if isOne(functions) { return .targets(functions) }
    // Of several the one that is stubbed is meant.
    let stubbed = functions.filter { target in stubs.all.contains { $0.path == target.path } }
    return isOne(stubbed) ? .targets(stubbed) : .ambiguous(names(functions))
  }

  private func names(_ targets: [StubTarget]) -> [String] { targets.map(\.typedName) }

  /// The interfaces, worlds and packages with a name; versions of one count once.
  private func groups(named name: String, among targets: [StubTarget]) -> [(name: String, targets: [StubTarget])] {
    var groups: [(name: String, targets: [StubTarget])] = []
    func add(_ group: String, _ target: StubTarget) {
      if let index = groups.firstIndex(where: { $0.name == group }) {
        groups[index].targets.append(target)
      } else {
        groups.append((group, [target]))
      }
    }
    for target in targets {
      if let interface = target.path.interface {
        if interface.name == name { add(interface.description.withoutVersion, target) }
        if interface.package?.answers(to: name) == true { add(name, target) }
      }
      for world in Set(target.worlds) {
        if world.name == name { add(world.description.withoutVersion, target) }
        if world.package?.answers(to: name) == true, target.path.interface?.package == nil { add(name, target) }
      }
    }
    return groups
  }

  /// `namespace:package/interface@version.member` in its two parts; nil for a name that is not full.
  static func separated(_ name: String) -> (interface: InterfaceName, member: String?)? {
    guard name.contains(":"), let slash = name.firstIndex(of: "/") else { return nil }
    var dot = name[slash...].firstIndex(of: ".")
    if !name.contains("@"), let dot {
      guard let interface = InterfaceName(parsing: String(name[..<dot])) else { return nil }
      return (interface, String(name[name.index(after: dot)...]))
    }
    // The version holds dots, too.
    if let whole = InterfaceName(parsing: name) { return (whole, nil) }
    while let end = dot {
      if let interface = InterfaceName(parsing: String(name[..<end])) {
        return (interface, String(name[name.index(after: end)...]))
      }
      dot = name[name.index(after: end)...].firstIndex(of: ".")
    }
    return nil
  }
}

extension StubTarget {
  /// Whether it is a function of an interface or a world, by a full name.
  fileprivate func belongs(to name: InterfaceName) -> Bool {
    path.interface?.isMatched(by: name) == true || worlds.contains { $0.isMatched(by: name) }
  }

  /// Whether it is a function of an interface or a world with a short name.
  fileprivate func isIn(_ name: String) -> Bool {
    path.interface?.name == name || worlds.contains { $0.name == name }
  }
}

extension FunctionPath {
  /// The path as it is typed.
  package var typedName: String {
    ([interface?.description].compactMap(\.self) + [function.withoutAnnotation]).joined(separator: ".")
  }
}

extension String {
  /// A full name without its `@version`.
  fileprivate var withoutVersion: String {
    guard let at = firstIndex(of: "@") else { return self }
    let rest = self[index(after: at)...]
    // Three numbers, and what follows the dot behind them.
    let parts = rest.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    return String(self[..<at]) + (parts.count > 3 ? "." + parts[3] : "")
  }
}

extension PackageName {
  /// Whether a name as a user writes it means this package.
  fileprivate func answers(to text: String) -> Bool { text == description || text == "\(namespace):\(name)" }
}

extension WorldItem {
  /// The functions under the item, with the paths that an instance has them at.
  var functions: [(path: FunctionPath, function: Function)] {
    switch (kind, name) {
    case (.function(let function), _): [(FunctionPath(function.name), function)]
    case (.interface(let interface), .interface(let name)):
      interface.functions.map { (FunctionPath($0.name, in: name), $0) }
    case (.interface(let interface), .plain(let name)):
      interface.functions.map { (FunctionPath($0.name, in: InterfaceName(name)), $0) }
    case (.type, _), (.other, _): []
    }
  }
}
