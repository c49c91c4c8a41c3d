import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import DebugInformation

/// A named instance of the session. It is made when something first needs it, so that starting costs nothing.
final class LoadedInstance {
  let name: String
  private(set) var recipe: InstanceRecipe
  /// The live instance, once it was needed.
  private var live: (any ComponentInstance)?
  /// What it imports and exports, once that was needed: the same for every instance of the recipe.
  private var surface: (world: World, exports: ExportIndex)?
  /// The source lines of its modules, once they were asked for, by where each begins in the file.
  private var lineTables: [Int: LineTable] = [:]

  init(name: String, recipe: InstanceRecipe) {
    self.name = name
    self.recipe = recipe
  }

  /// The instance, made now if it was not yet.
  func instance(_ context: InstantiationContext) throws(SessionError) -> any ComponentInstance {
    if let live { return live }
    let instance = try recipe.make(context)
    adopt(instance)
    return instance
  }

  /// What it exports; an instance is made only where its recipe does not know.
  func exports(_ context: InstantiationContext) throws(SessionError) -> ExportIndex {
    if let known = knownSurface { return known.exports }
    return ExportIndex(try instance(context).world)
  }

  /// Its world, as `exports`.
  func world(_ context: InstantiationContext) throws(SessionError) -> World {
    if let known = knownSurface { return known.world }
    return try instance(context).world
  }

  /// What it exports, where that is known without making it.
  var knownExports: ExportIndex? { knownSurface?.exports }

  /// Its world, where that is known without making it.
  var knownWorld: World? { knownSurface?.world }

  /// The trap that ended it, if one did.
  var trap: Trap? { live?.trap }

  /// The live instance; nil where none was made since the last reset.
  var liveInstance: (any ComponentInstance)? { live }

  /// Takes an instance that was made of the recipe already.
  func adopt(_ instance: any ComponentInstance) {
    live = instance
    if surface == nil { surface = (instance.world, ExportIndex(instance.world)) }
  }

  /// A place in its code with the line of source that it came from, where the module says.
  func located(_ place: CodeLocation) -> CodeLocation {
    guard place.sourceLine == nil, let module = live?.coreModule(atFileOffset: place.offset) else { return place }
    let table = lineTables[module.range.lowerBound] ?? LineTable(module)
    lineTables[module.range.lowerBound] = table
    var place = place
    place.sourceLine = table.sourceLine(atByteOffset: place.offset)
    return place
  }

  /// A trap whose backtrace says the lines of source.
  func located(_ trap: Trap) -> Trap {
    var trap = trap
    trap.backtrace = trap.backtrace.map { located($0) }
    return trap
  }

  /// A report whose events say the lines of source.
  func located(_ report: CallReport) -> CallReport {
    var report = report
    for index in report.events.indices {
      report.events[index].event.location = report.events[index].event.location.map { located($0) }
    }
    return report
  }

  /// Forgets the live instance, so that the next use makes a fresh one.
  func reset() {
    live = nil
  }

  private var knownSurface: (world: World, exports: ExportIndex)? {
    if let surface { return surface }
    guard let world = recipe.world?() else { return nil }
    let known = (world: world, exports: ExportIndex(world))
    surface = known
    return known
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
