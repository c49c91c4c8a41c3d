import ComponentRuntime
import ComponentTypes
import CoreTypes

/// A named instance of the session. It is made when something first needs it, so that starting costs nothing.
final class LoadedInstance {
  let name: String
  private(set) var recipe: InstanceRecipe
  /// The live instance with an index of its exports, once it was needed.
  private var live: (instance: any ComponentInstance, exports: ExportIndex)?
  /// What the last live instance exported: a reset changes nothing in it, so looking names up makes no new one.
  private var knownExports: ExportIndex?

  init(name: String, recipe: InstanceRecipe) {
    self.name = name
    self.recipe = recipe
  }

  /// The instance, made now if it was not yet.
  func instance(_ context: InstantiationContext) throws(SessionError) -> any ComponentInstance {
    try made(context).instance
  }

  /// What it exports.
  func exports(_ context: InstantiationContext) throws(SessionError) -> ExportIndex {
    if let knownExports { return knownExports }
    return try made(context).exports
  }

  /// Its world.
  func world(_ context: InstantiationContext) throws(SessionError) -> World {
    try made(context).instance.world
  }

  /// The trap that ended it, if one did.
  var trap: Trap? { live?.instance.trap }

  /// Takes an instance that was made of the recipe already.
  func adopt(_ instance: any ComponentInstance) {
    let exports = ExportIndex(instance.world)
    live = (instance, exports)
    knownExports = exports
  }

  /// Forgets the live instance, so that the next use makes a fresh one.
  func reset() {
    live = nil
  }

  private func made(
    _ context: InstantiationContext
  ) throws(SessionError) -> (instance: any ComponentInstance, exports: ExportIndex) {
    if let live { return live }
    let instance = try recipe.make(context)
    let made = (instance: instance, exports: ExportIndex(instance.world))
    live = made
    knownExports = made.exports
    return made
  }
}

/// The functions that a world exports, by path and by name.
struct ExportIndex {
  /// In the order of declaration.
  private(set) var functions: [(path: FunctionPath, function: Function)] = []
  private var byPath: [FunctionPath: Int] = [:]
  private var byName: [String: [Int]] = [:]
  /// The interfaces that are exported.
  private(set) var interfaces: [Interface] = []
  /// The types that the world itself exports.
  private(set) var types: [TypeDefinition] = []

  init(_ world: World) {
    for item in world.exports {
      switch item.kind {
      case .function(let function):
        add(function, at: FunctionPath(function.name))
      case .interface(let interface):
        interfaces.append(interface)
        let name =
          switch item.name {
          case .interface(let name): name
          case .plain(let name): InterfaceName(name)
          }
        for function in interface.functions { add(function, at: FunctionPath(function.name, in: name)) }
      case .type(let type): types.append(type)
      case .other: break
      }
    }
  }

  private mutating func add(_ function: Function, at path: FunctionPath) {
    byPath[path] = functions.count
    byName[function.name, default: []].append(functions.count)
    functions.append((path, function))
  }

  /// The function at a path.
  func function(at path: FunctionPath) -> Function? {
    byPath[path].map { functions[$0].function }
  }

  /// The functions with a short name, in the order of declaration.
  func functions(named name: String) -> [(path: FunctionPath, function: Function)] {
    (byName[name] ?? []).map { functions[$0] }
  }
}
