package import ComponentTypes
import CoreModule
package import CoreTypes
package import Interpreter

/// A place where walks of an instance's calls can stop, found by a name or a file offset.
package struct StoppingPlace: Hashable, Sendable {
  /// What it is.
  package enum Kind: Hashable, Sendable {
    /// The beginning of an exported function.
    case export(FunctionPath)
    /// The beginning of a core function.
    case function
    /// An instruction.
    case instruction
    /// Where an import is called, by its full name; where another core module answers, the beginning of what does.
    case `import`(String)
  }

  /// What stops a walk there.
  package enum Stop: Hashable, Sendable {
    case code(CodePlace)
    /// A call of a function of the host, by its tag: of a lowered component function, a built-in, or a stub.
    case call(tag: Int)
  }

  package let kind: Kind
  package let stop: Stop
  /// Where its code is; nil where the host answers.
  package let location: CodeLocation?
  /// The component instance and core instance that it is in, by their names; empty for the outermost.
  package let holder: String
}

/// Where the code of an instance can be stopped, by names and file offsets.
package struct StoppingPlaces {
  private let store: RuntimeStore
  private let exports: [(path: FunctionPath, function: CoreFunction)]
  private let instanceNames: InstanceNames
  private let imports: [ImportedFunction]

  init(_ store: RuntimeStore, exports: [(path: FunctionPath, function: CoreFunction)]) {
    self.store = store
    self.exports = exports
    instanceNames = InstanceNames(store)
    imports = store.importedFunctions()
  }

  /// What a function's name stands for: exports by their own or full names, and core functions that a module's names or
  /// exports call so; otherwise imports.
  package func places(named name: String) -> [StoppingPlace] {
    var places = exports.filter { $0.path.function == name || $0.path.description == name }
      .map { place(.export($0.path), $0.function) }
    for instance in store.core.instances {
      places += functions(named: name, in: instance).map { place(.function, $0) }
    }
    return places.isEmpty ? importPlaces(named: name) : places.withoutRepeats
  }

  /// What an import's name stands for, by its own name or with that of its instance or module before it.
  package func importPlaces(named name: String) -> [StoppingPlace] {
    var places: [StoppingPlace] = []
    for function in imports where function.name.isCalled(name) {
      for (tag, caller) in function.loweredAs {
        places.append(
          StoppingPlace(
            kind: .import(function.name.description), stop: .call(tag: tag), location: nil,
            holder: instanceNames.component(caller)))
      }
    }
    guard places.isEmpty else { return places.withoutRepeats }
    for instance in store.core.instances {
      for (index, name) in coreImports(of: instance, named: name) {
        guard let function = instance.function(at: index) else { continue }
        places.append(place(.import(name), function, caller: instance))
      }
    }
    return places.withoutRepeats
  }

  /// The instruction at a file offset, or the first one behind it, in each core instance of its module.
  package func places(atFileOffset offset: Int) -> [StoppingPlace] {
    store.core.functions(atFileOffset: offset).compactMap { function in
      guard let location = function.firstOperator(atOrBehind: offset) else { return nil }
      return StoppingPlace(
        kind: .instruction, stop: .code(CodePlace(function, offset: location.offset)), location: location,
        holder: holder(of: function))
    }
  }

  /// The function whose code is nearest to a file offset; nil where there is no code.
  package func nearestFunction(toFileOffset offset: Int) -> (location: CodeLocation, code: Range<Int>)? {
    var nearest: (distance: Int, location: CodeLocation, code: Range<Int>)?
    for instance in store.core.instances {
      for body in instance.module.bodies {
        let distance = max(body.range.lowerBound - offset, offset - body.range.upperBound, 0)
        guard distance < nearest?.distance ?? .max,
          let location = instance.module.location(ofByteOffset: body.range.lowerBound)
        else { continue }
        nearest = (distance, location, body.range)
      }
    }
    return nearest.map { ($0.location, $0.code) }
  }

  /// Names that stand for something, the exports' first; at most about `limit`.
  package func names(limit: Int = 20_000) -> [String] {
    var names = exports.flatMap { [$0.path.function, $0.path.description] }
    names += imports.flatMap { [$0.name.function, $0.name.description] }
    for instance in store.core.instances {
      let module = instance.module
      for index in 0..<UInt32(clamping: instance.functions.count) {
        guard names.count < limit else { return names }
        if let name = module.names.function(index) { names.append(name) }
      }
      for declared in module.imports.prefix(limit) {
        if case .function = declared.description { names.append("\(declared.module).\(declared.name)") }
      }
    }
    return names
  }

  /// The full names of the functions that its components, or its module, import.
  package var importNames: [String] {
    let names = imports.map(\.name.description)
    guard names.isEmpty else { return names }
    return store.core.instances.flatMap { instance in
      instance.module.imports.compactMap { declared in
        if case .function = declared.description { "\(declared.module).\(declared.name)" } else { nil }
      }
    }
  }

  // MARK: - Core functions

  private func functions(named name: String, in instance: CoreInstance) -> [CoreFunction] {
    let module = instance.module
    var found = (0..<UInt32(clamping: instance.functions.count)).filter {
      // Imports are found by their own way.
      Int($0) >= module.importedFunctionCount && module.names.function($0) == name
    }
    found += module.exports.filter {
      $0.kind == .function && ($0.name == name || $0.name.split(separator: "#").last.map(String.init) == name)
    }.map(\.index)
    return found.compactMap { instance.function(at: $0) }
  }

  private func coreImports(of instance: CoreInstance, named name: String) -> [(index: UInt32, name: String)] {
    let module = instance.module
    let declared = module.imports.filter { if case .function = $0.description { true } else { false } }
    return declared.enumerated().compactMap { index, declared in
      let index = UInt32(clamping: index)
      let fullName = "\(declared.module).\(declared.name)"
      guard declared.name == name || fullName == name || module.names.function(index) == name else { return nil }
      return (index, fullName)
    }
  }

  private func place(
    _ kind: StoppingPlace.Kind, _ function: CoreFunction, caller: CoreInstance? = nil
  ) -> StoppingPlace {
    StoppingPlace(
      kind: kind, stop: function.hostTag.map { .call(tag: $0) } ?? .code(CodePlace(function)),
      location: function.entry,
      holder: (function.instance ?? caller).map { instanceNames.holder(of: $0) } ?? "")
  }

  private func holder(of function: CoreFunction) -> String {
    function.instance.map { instanceNames.holder(of: $0) } ?? ""
  }
}

extension [StoppingPlace] {
  /// The first of those that stop at the same place.
  fileprivate var withoutRepeats: [StoppingPlace] {
    var seen: Set<StoppingPlace.Stop> = []
    return filter { seen.insert($0.stop).inserted }
  }
}

extension WorldItem {
  /// The paths of the functions that an import or export has.
  var functionPaths: [FunctionPath] {
    switch (name, kind) {
    case (_, .function(let function)): [FunctionPath(function.name)]
    case (.interface(let name), .interface(let interface)):
      interface.functions.map { FunctionPath($0.name, in: name) }
    case (.plain(let name), .interface(let interface)):
      interface.functions.map { FunctionPath($0.name, in: InterfaceName(name)) }
    case (_, .type), (_, .other): []
    }
  }
}

extension [StoppingPlace] {
  /// Those that are places in code.
  package var codePlaces: [CodePlace] {
    compactMap { if case .code(let place) = $0.stop { place } else { nil } }
  }

  /// The tags of the functions of the host before whose calls the others are.
  package var callTags: [Int] {
    compactMap { if case .call(let tag) = $0.stop { tag } else { nil } }
  }
}
