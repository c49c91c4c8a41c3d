import ComponentBinary
import CoreModule
import CoreTypes
import Interpreter

extension InstantiationActivation {
  /// Makes a core instance; returns its start function's run, if it has one.
  func makeCoreInstance(
    _ expression: CoreInstanceExpression, _ store: RuntimeStore, budget: inout UInt64
  ) throws(ComponentRuntimeError) -> Directive? {
    switch expression {
    case .exports(let inline):
      var exports: [String: CoreExtern] = [:]
      for export in inline { exports[export.name] = try extern(export.item) }
      scope.coreInstances.append(.exports(exports))
      return nil
    case .instantiate(let index, let arguments):
      let module = try scope.coreModules.item(index, "core module")
      var given: [String: CoreInstanceItem] = [:]
      for argument in arguments {
        given[argument.name] = try scope.coreInstances.item(argument.instance, "core instance")
      }
      try store.countInstance()
      // Segments are written here and now: they are charged like the instructions that could have done it.
      budget -= min(budget, module.segmentWork)
      try store.countEntries(module.functions.count + module.globals.count + module.exports.count)
      let instance = try instantiate(module, in: store.core) { given[$0.module]?.export(named: $0.name) }
      scope.coreInstances.append(.instance(instance))
      return instance.startFunction.map { .run($0, []) }
    }
  }

  private func extern(_ index: CoreSortIndex) throws(ComponentRuntimeError) -> CoreExtern {
    switch index.sort {
    case .function: .function(try scope.coreFunctions.item(index.index, "core func"))
    case .table: .table(try scope.coreTables.item(index.index, "core table"))
    case .memory: .memory(try scope.coreMemories.item(index.index, "core memory"))
    case .global: .global(try scope.coreGlobals.item(index.index, "core global"))
    case .tag: .tag(try scope.coreTags.item(index.index, "core tag"))
    case .type, .module, .instance:
      throw ComponentRuntimeError(.unsupported("core \(index.sort.word) as an export of a core instance"))
    }
  }
}

extension Module {
  /// What writing its active segments amounts to, in instructions.
  fileprivate var segmentWork: UInt64 {
    let elements = elements.reduce(0) { $0 + $1.count }
    let bytes = data.reduce(0) { $0 + $1.range.count }
    return UInt64(elements + bytes / 32)
  }
}

/// Instantiates a core module with what `provide` gives each import.
func instantiate(
  _ module: Module, in store: Store, provide: (Import) throws(ComponentRuntimeError) -> CoreExtern?
) throws(ComponentRuntimeError) -> CoreInstance {
  var imports: [CoreExtern] = []
  for declared in module.imports {
    guard let extern = try provide(declared) else {
      throw ComponentRuntimeError(
        .unlinkable(
          module: declared.module, name: declared.name, expected: module.externType(of: declared.description),
          found: nil),
        at: declared.offset)
    }
    imports.append(extern)
  }
  do throws(InstantiationError) {
    return try store.instantiate(module, imports: imports)
  } catch {
    switch error {
    case .trap(let trap): throw ComponentRuntimeError(.trap(trap))
    case .unlinkable(let index, let expected, let found):
      guard index < module.imports.count else { throw ComponentRuntimeError(.dangling("core import \(index)")) }
      let declared = module.imports[index]
      throw ComponentRuntimeError(
        .unlinkable(module: declared.module, name: declared.name, expected: expected, found: found),
        at: declared.offset)
    }
  }
}
