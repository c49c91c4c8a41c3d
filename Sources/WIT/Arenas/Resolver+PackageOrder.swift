import ComponentTypes
import Diagnostics

extension Resolver {
  /// The packages, each behind those that it names: those that came in binary form as they came, then the others by
  /// name. A repeated package stands once.
  func orderedPackages() -> [Int] {
    let sorted = packageIndices.values.sorted { a, b in
      switch (packages[a].isDecoded, packages[b].isDecoded) {
      case (true, true): a < b
      case (let isFirst, let isSecond) where isFirst != isSecond: isFirst
      default: Self.precedes(packages[a].name, packages[b].name)
      }
    }
    var order: [Int] = []
    var isPlaced = [Bool](repeating: false, count: packages.count)
    for package in sorted where !isPlaced[package] {
      var stack = [(package: package, needs: needs(of: package)[...])]
      while var top = stack.popLast() {
        if let need = top.needs.popFirst() {
          stack.append(top)
          if !isPlaced[need] { stack.append((need, needs(of: need)[...])) }
        } else if !isPlaced[top.package] {
          isPlaced[top.package] = true
          order.append(top.package)
        }
      }
    }
    return order
  }

  private static func precedes(_ a: PackageName, _ b: PackageName) -> Bool {
    func isBefore(_ x: String, _ y: String) -> Bool { x.utf8.lexicographicallyPrecedes(y.utf8) }
    if a.namespace != b.namespace { return isBefore(a.namespace, b.namespace) }
    if a.name != b.name { return isBefore(a.name, b.name) }
    guard let left = a.version, let right = b.version else { return a.version == nil && b.version != nil }
    if left < right { return true }
    return !(right < left) && isBefore(left.build, right.build)
  }

  /// The packages that a package names, in the order in which it does: a world's imports count before its exports.
  private func needs(of package: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = [package]
    for part in packages[package].parts {
      part.items.forEachPathInOrder { path in
        guard let name = path.package?.name, let need = packageIndices[name], seen.insert(need).inserted else { return }
        found.append(need)
      }
    }
    return found
  }
}

extension PackageItems {
  /// Visits every path as the items stand in the text.
  fileprivate func forEachPathInOrder(_ body: (UsePath) -> Void) {
    enum Item {
      case use(TopLevelUse)
      case interface(InterfaceDeclaration)
      case world(WorldDeclaration)
    }
    var items: [(start: Int, item: Item)] = []
    items += uses.map { ($0.path.span.start, .use($0)) }
    items += interfaces.map { ($0.name.span.start, .interface($0)) }
    items += worlds.map { ($0.name.span.start, .world($0)) }
    items.sort { $0.start < $1.start }
    for (_, item) in items {
      switch item {
      case .use(let use): body(use.path)
      case .interface(let interface): interface.forEachPath(body)
      case .world(let world): world.forEachPathInOrder(body)
      }
    }
  }
}

extension WorldDeclaration {
  /// Visits every path: those of `use` and `include`, then those of imports, then those of exports.
  fileprivate func forEachPathInOrder(_ body: (UsePath) -> Void) {
    for item in items {
      switch item {
      case .use(let use): body(use.path)
      case .include(let include): body(include.path)
      case .type, .extern: break
      }
    }
    for isImport in [true, false] {
      for case .extern(let extern) in items where extern.isImport == isImport {
        switch extern.kind {
        case .path(let path), .namedPath(_, let path): body(path)
        case .interface(let interface): interface.forEachPath(body)
        case .function: break
        }
      }
    }
  }
}
