import CInterpreter
package import CoreModule
import CoreTypes

/// An instance of a core module.
///
/// Source: core specification, "Module Instances".
package final class CoreInstance {
  package let module: Module
  unowned let store: Store
  let cell: Cell<wi_instance>

  /// Index spaces, imported entries first.
  package internal(set) var functions: [CoreFunction] = []
  package internal(set) var tables: [CoreTable] = []
  package internal(set) var memories: [CoreMemory] = []
  package internal(set) var globals: [CoreGlobal] = []
  var droppedElements: [Bool]
  var droppedData: [Bool]
  /// By their names' bytes: `String` would take canonically equivalent names for one.
  private let exportsByName: [[UInt8]: Export]

  init(module: Module, store: Store) {
    self.module = module
    self.store = store
    cell = Cell(wi_instance(memory0: store.emptyMemory.cell.pointer))
    droppedElements = Array(repeating: false, count: module.elements.count)
    droppedData = Array(repeating: false, count: module.data.count)
    exportsByName = Dictionary(
      module.exports.map { (Array($0.name.utf8), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What it exports under a name.
  package func export(named name: String) -> CoreExtern? {
    guard let export = exportsByName[Array(name.utf8)] else { return nil }
    let index = Int(export.index)
    switch export.kind {
    case .function: return index < functions.count ? .function(functions[index]) : nil
    case .table: return index < tables.count ? .table(tables[index]) : nil
    case .memory: return index < memories.count ? .memory(memories[index]) : nil
    case .global: return index < globals.count ? .global(globals[index]) : nil
    case .tag: return nil
    }
  }

  /// The start function, which the host runs once after instantiation.
  package var startFunction: CoreFunction? {
    module.start.flatMap { Int($0) < functions.count ? functions[Int($0)] : nil }
  }
}
