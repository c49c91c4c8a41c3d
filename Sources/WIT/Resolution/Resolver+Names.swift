import ComponentTypes
import Diagnostics

extension Resolver {
  /// Gives every interface and world an index, and looks for names that clash.
  mutating func defineItems() {
    for (index, package) in packages.enumerated() {
      let (firstInterface, firstWorld) = (interfaces.count, worlds.count)
      var names: [String: Item] = [:]
      var defined: [String: (name: String, place: Place)] = [:]
      for (partIndex, part) in package.parts.enumerated() {
        func define(_ name: Identifier, _ sort: WITProblem.Sort, _ item: Item) {
          let place = Place(source: part.source, span: name.span)
          if let earlier = defined[name.text.lowercased()] {
            note(
              .duplicateName(sort, name.text, earlier: earlier.name), at: place,
              related: .init(source: earlier.place.source, span: earlier.place.span, role: .firstDefinition))
            return
          }
          defined[name.text.lowercased()] = (name.text, place)
          names[name.text] = item
        }
        for syntax in part.items.interfaces {
          define(syntax.name, .interface, .interface(interfaces.count))
          interfaces.append(
            InterfaceUnit(
              package: index, part: partIndex, syntax: syntax,
              name: InterfaceName(syntax.name.text, in: package.name)))
        }
        for syntax in part.items.worlds {
          define(syntax.name, .world, .world(worlds.count))
          worlds.append(WorldUnit(package: index, part: partIndex, syntax: syntax))
        }
      }
      items.append(names)
      ownInterfaces.append(Array(firstInterface..<interfaces.count))
      ownWorlds.append(Array(firstWorld..<worlds.count))
      interfaceOrder.append([])
      worldOrder.append([])
      fileNames.append([[String: Item?]](repeating: [:], count: package.parts.count))
    }
  }

  /// The packages in an order in which each follows those it names.
  mutating func packageOrder() -> [Int] {
    var dependencies: [[Int]] = []
    var places: [[Place]] = []
    for package in packages {
      var found: [Int] = []
      var spans: [Place] = []
      for part in package.parts {
        part.items.forEachPath { path in
          guard let named = path.package else { return }
          let place = Place(source: part.source, span: named.span)
          guard let target = packageIndices[named.name] else {
            let known = hasGivenUp ? [] : packageIndices.keys.prefix(100).sorted { $0.description < $1.description }
            note(.unknownPackage(named.name, candidates: known), at: place)
            return
          }
          // A package that names itself in full means itself.
          if named.name == package.name { return }
          found.append(target)
          spans.append(place)
        }
      }
      dependencies.append(found)
      places.append(spans)
    }
    let order = TopologicalOrder(dependencies)
    if let cycle = order.cycle, let edge = dependencies[cycle.node].firstIndex(of: cycle.dependency) {
      note(.cycle(.package, packages[cycle.dependency].name.description), at: places[cycle.node][edge])
    }
    return order.order
  }

  /// Resolves the top-level `use`s of a package's files.
  ///
  /// Source: WIT.md, "Top-level `use`".
  mutating func resolveFileNames(of package: Int) {
    for (partIndex, part) in packages[package].parts.enumerated() {
      var defined: [String: Identifier] = [:]
      for item in part.items.interfaces { defined[item.name.text.lowercased()] = item.name }
      for item in part.items.worlds { defined[item.name.text.lowercased()] = item.name }
      for use in part.items.uses {
        let local = use.local
        if let other = defined[local.text.lowercased()] {
          let (first, second) = other.span.start < local.span.start ? (other, local) : (local, other)
          note(
            .duplicateName(.interface, second.text, earlier: first.text),
            at: Place(source: part.source, span: second.span),
            related: .init(source: part.source, span: first.span, role: .firstDefinition))
          continue
        }
        defined[local.text.lowercased()] = local
        let item = self.item(use.path, package: package, part: partIndex, source: part.source, wanted: .interface)
        fileNames[package][partIndex].updateValue(item, forKey: local.text)
        if case .world = item {
          note(
            .wrongSort(use.path.name.text, is: .world, wanted: .interface),
            at: Place(source: part.source, span: use.path.name.span))
        }
      }
    }
  }

  /// The interface or world that a path names; nil, and a problem, where there is none.
  mutating func item(
    _ path: UsePath, package: Int, part: Int, source: SourceText, wanted: WITProblem.Sort
  ) -> Item? {
    let name = path.name.text
    let place = Place(source: source, span: path.name.span)
    if let named = path.package {
      guard let target = named.name == packages[package].name ? package : packageIndices[named.name] else { return nil }
      if let item = items[target][name] { return item }
      if !hasGivenUp,
        let other = items.indices.first(where: { packages[$0].duplicateOf == target && items[$0][name] != nil })
      {
        noteDuplicate(other, of: target)
        return nil
      }
      note(
        .unknownName(
          wanted, name, in: "package \(named.name)", candidates: candidates(for: name, among: items[target].keys)),
        at: place)
      return nil
    }
    // `.some(nil)` is a top-level `use` that was complained of already.
    if let found = fileNames[package][part][name] { return found }
    if let item = items[package][name] { return item }
    let known = candidates(for: name, among: Array(items[package].keys) + fileNames[package][part].keys)
    note(.unknownName(wanted == .interface ? .interfaceOrWorld : wanted, name, in: nil, candidates: known), at: place)
    return nil
  }

  /// The interface that a path names.
  mutating func interface(_ path: UsePath, package: Int, part: Int, source: SourceText) -> Int? {
    switch item(path, package: package, part: part, source: source, wanted: .interface) {
    case .interface(let index): return index
    case .world:
      note(
        .wrongSort(path.name.text, is: .world, wanted: .interface), at: Place(source: source, span: path.name.span))
      return nil
    case nil: return nil
    }
  }

  /// The world that a path names.
  mutating func world(_ path: UsePath, package: Int, part: Int, source: SourceText) -> Int? {
    switch item(path, package: package, part: part, source: source, wanted: .world) {
    case .world(let index): return index
    case .interface:
      note(
        .wrongSort(path.name.text, is: .interface, wanted: .world), at: Place(source: source, span: path.name.span))
      return nil
    case nil: return nil
    }
  }

  /// Defines a name in a scope; false, and a problem, where it clashes.
  mutating func define(_ name: Identifier, _ sort: WITProblem.Sort, in scope: inout Scope) -> Bool {
    let folded = name.text.lowercased()
    if let earlier = scope.definedNames[folded] {
      note(
        .duplicateName(sort, name.text, earlier: earlier.name), at: Place(source: scope.source, span: name.span),
        related: .init(source: scope.source, span: earlier.span, role: .firstDefinition))
      return false
    }
    scope.definedNames[folded] = (name.text, name.span)
    if name.isEscaped, name.text == Identifier.errorContext { scope.hasEscapedErrorContext = true }
    return true
  }
}

extension PackageItems {
  /// Visits every path in the order in which they stand.
  func forEachPath(_ body: (UsePath) -> Void) {
    for use in uses { body(use.path) }
    for interface in interfaces { interface.forEachPath(body) }
    for world in worlds {
      for item in world.items {
        switch item {
        case .use(let use): body(use.path)
        case .include(let include): body(include.path)
        case .type: break
        case .extern(let extern):
          switch extern.kind {
          case .path(let path), .namedPath(_, let path): body(path)
          case .interface(let interface): interface.forEachPath(body)
          case .function: break
          }
        }
      }
    }
  }
}

extension InterfaceDeclaration {
  /// Visits the path of every `use`.
  func forEachPath(_ body: (UsePath) -> Void) {
    for case .use(let use) in items { body(use.path) }
  }
}
