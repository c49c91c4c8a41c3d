import ComponentTypes

/// A function that a loaded WIT package declares, whether or not an instance has it.
struct Declaration {
  /// Where an instance would have it.
  let path: FunctionPath
  let function: Function
  /// The worlds that export it, or export its interface.
  var exporters: [InterfaceName] = []
  /// The worlds that import it, or import its interface.
  var importers: [InterfaceName] = []
  /// The world that it belongs to, where it stands in no interface of a package: `namespace:package/world`.
  let home: InterfaceName?

  /// The name that tells it from others of the same short name, fit to be typed.
  var typedName: String {
    let member = path.function.withoutAnnotation
    return ([home ?? path.interface].compactMap { $0?.description } + [member]).joined(separator: ".")
  }
}

/// All that the loaded packages declare, by the functions' names.
struct DeclarationIndex {
  /// In the order of the packages; of each package first the interfaces', then the worlds' own.
  private(set) var all: [Declaration] = []
  private var byName: [String: [Int]] = [:]
  private var byPath: [FunctionPath: Int] = [:]

  init(_ packages: [Package]) {
    for package in packages {
      for interface in package.interfaces { add(interface.functions, of: interface.name) }
    }
    for package in packages {
      for world in package.worlds { add(world, in: package.name) }
    }
  }

  private mutating func add(_ functions: [Function], of interface: InterfaceName) {
    for function in functions {
      add(Declaration(path: FunctionPath(function.name, in: interface), function: function, home: nil))
    }
  }

  private mutating func add(_ declaration: Declaration) {
    byName[declaration.function.name, default: []].append(all.count)
    if declaration.home == nil { byPath[declaration.path] = all.count }
    all.append(declaration)
  }

  private mutating func add(_ world: World, in package: PackageName) {
    guard let name = world.name else { return }
    let home = InterfaceName(name, in: package)
    for (items, isExport) in [(world.exports, true), (world.imports, false)] {
      for item in items {
        switch (item.kind, item.name) {
        case (.function(let function), _):
          addOwn(function, FunctionPath(function.name), home, isExport)
        case (.interface(let interface), .plain(let plain)):
          for function in interface.functions {
            addOwn(function, FunctionPath(function.name, in: InterfaceName(plain)), home, isExport)
          }
        case (.interface(let interface), .interface(let name)):
          for function in interface.functions {
            guard let index = byPath[FunctionPath(function.name, in: name)] else { continue }
            note(home, at: index, isExport)
          }
        case (.type, _), (.other, _): break
        }
      }
    }
  }

  private mutating func addOwn(_ function: Function, _ path: FunctionPath, _ home: InterfaceName, _ isExport: Bool) {
    add(Declaration(path: path, function: function, home: home))
    note(home, at: all.count - 1, isExport)
  }

  private mutating func note(_ world: InterfaceName, at index: Int, _ isExport: Bool) {
    if isExport { all[index].exporters.append(world) } else { all[index].importers.append(world) }
  }

  /// The declarations of functions with a name as binaries spell it.
  func named(_ name: String) -> [Declaration] { (byName[name] ?? []).map { all[$0] } }

  /// The declarations of the function at a path.
  func at(_ path: FunctionPath) -> [Declaration] { named(path.function).filter { $0.path == path } }
}

extension String {
  /// A function's name as it is called: `counter.next` of `[method]counter.next`.
  var withoutAnnotation: String { hasPrefix("[") ? String(drop { $0 != "]" }.dropFirst()) : self }
}

extension Session {
  /// What the loaded packages declare.
  var declarations: DeclarationIndex {
    let packages = self.packages
    if let declarationIndex { return declarationIndex }
    let index = DeclarationIndex(packages)
    declarationIndex = index
    return index
  }
}
