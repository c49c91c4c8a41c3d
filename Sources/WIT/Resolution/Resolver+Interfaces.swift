import ComponentTypes
import Diagnostics

extension Resolver {
  /// Resolves a package's interfaces, each after those it uses.
  mutating func resolveInterfaces(of package: Int) {
    let own = ownInterfaces[package]
    var positions: [Int: Int] = [:]
    for (position, index) in own.enumerated() { positions[index] = position }
    var dependencies: [[Int]] = []
    var paths: [[UsePath]] = []
    for index in own {
      var found: [Int] = []
      var spans: [UsePath] = []
      let unit = interfaces[index]
      unit.syntax.forEachPath { path in
        guard case .interface(let target) = quietItem(path, package: package, part: unit.part),
          let position = positions[target]
        else { return }
        found.append(position)
        spans.append(path)
      }
      dependencies.append(found)
      paths.append(spans)
    }
    let order = TopologicalOrder(dependencies)
    if let cycle = order.cycle, let edge = dependencies[cycle.node].firstIndex(of: cycle.dependency) {
      let unit = interfaces[own[cycle.node]]
      let path = paths[cycle.node][edge]
      note(
        .cycle(.interface, path.name.text),
        at: Place(source: packages[package].parts[unit.part].source, span: path.span))
    }
    interfaceOrder[package] = order.order.map { own[$0] }
    for position in order.order {
      let unit = interfaces[own[position]]
      let source = packages[package].parts[unit.part].source
      var scope = Scope(source: source, package: package, part: unit.part, owner: unit.name)
      let isActive = self.isActive(unit.syntax.attributes, package: package, source: source)
      scope.isExcluded = !isActive
      let resolved = interface(unit.syntax, name: unit.name, in: &scope)
      interfaces[own[position]].state =
        isActive ? .resolved(resolved) : .excluded(feature: unit.syntax.attributes.stability?.unstableFeature)
    }
  }

  /// The item that a path names, without a word where there is none.
  func quietItem(_ path: UsePath, package: Int, part: Int) -> Item? {
    let name = path.name.text
    if let named = path.package {
      let target = named.name == packages[package].name ? package : packageIndices[named.name]
      return target.flatMap { items[$0][name] }
    }
    if let found = fileNames[package][part][name] { return found }
    return items[package][name]
  }

  /// Resolves an interface's contents in a fresh scope.
  mutating func interface(
    _ syntax: InterfaceDeclaration, name: InterfaceName, in scope: inout Scope
  ) -> ResolvedInterface {
    var uses: [UseDeclaration] = []
    var declarations: [TypeDeclaration] = []
    for item in syntax.items {
      switch item {
      case .use(let use): uses.append(use)
      case .type(let type): declarations.append(type)
      case .function: break
      }
    }
    // An inline interface may also go with its world, whose own gate is asked there.
    if scope.isExcluded, syntax.attributes.stability?.unstableFeature.map(features.contains) == false {
      checkGates(of: uses, declarations, of: .interface, in: scope, feature: syntax.attributes.stability)
    }
    scope.bindings.reserveCapacity(syntax.items.count)
    scope.definedNames.reserveCapacity(syntax.items.count)
    // A function's name where a type should stand is a mistake of its own kind.
    for case .function(let declaration) in syntax.items { scope.bindings[declaration.name.text] = .function }
    resolveTypes(uses, declarations, in: &scope)
    var functions: [Function] = []
    for case .function(let declaration) in syntax.items { _ = define(declaration.name, .function, in: &scope) }
    for item in syntax.items {
      switch item {
      case .use: break
      case .function(let declaration):
        if let function = freestanding(declaration, in: scope) { functions.append(function) }
      case .type(let declaration):
        guard case .resource(let members) = declaration.body else { continue }
        functions += self.members(members, of: declaration.name, in: scope)
      }
    }
    var dependencies: [Int] = []
    var seen: Set<Int> = []
    for type in scope.types {
      if let used = type.usedInterface, seen.insert(used).inserted { dependencies.append(used) }
    }
    let value = Interface(
      name, types: scope.types.map(\.definition), functions: functions,
      documentation: syntax.attributes.documentation, stability: syntax.attributes.stability)
    return ResolvedInterface(
      value: value, bindings: scope.bindings, types: scope.types, dependencies: dependencies)
  }

  /// In an interface or world whose feature is off, a type that is not gated would be lost without a word.
  mutating func checkGates(
    of uses: [UseDeclaration], _ declarations: [TypeDeclaration], of owner: WITProblem.Sort, in scope: Scope,
    feature: Stability?
  ) {
    let feature = feature?.unstableFeature
    for use in uses where use.attributes.stability?.unstableFeature.map({ !features.contains($0) }) != true {
      for name in use.names {
        note(.ungatedInGated(owner, name.local.text, feature: feature), in: scope, at: name.local.span)
      }
    }
    for type in declarations where type.attributes.stability?.unstableFeature.map({ !features.contains($0) }) != true {
      note(.ungatedInGated(owner, type.name.text, feature: feature), in: scope, at: type.name.span)
    }
  }
}
