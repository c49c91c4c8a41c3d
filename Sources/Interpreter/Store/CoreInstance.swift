import CInterpreter
package import CoreModule
import CoreTypes

/// An instance of a module.
///
/// Source: core specification, "Module Instances".
package final class CoreInstance {
  package let module: Module
  unowned let store: Store
  let cell: Cell<wi_instance>
  package internal(set) var functions: [CoreFunction] = []
  package internal(set) var tables: [CoreTable] = []
  package internal(set) var memories: [CoreMemory] = []
  package internal(set) var globals: [CoreGlobal] = []
  package internal(set) var tags: [CoreTag] = []
  /// The store's numbers of the module's types, by type index.
  let typeNumbers: [UInt32]
  /// The elements of segments given as expressions; nil for those given as function indices, and once dropped.
  var elements: [[UInt64]?]
  var droppedElements: [Bool]
  var droppedData: [Bool]
  /// What its functions' operand stacks hold.
  lazy var operandTypes = OperandTypes(module)
  private let exportsByName: ExportLookup

  init(module: Module, store: Store) {
    self.module = module
    self.store = store
    cell = Cell(wi_instance(memory0: store.emptyMemory.cell.pointer))
    typeNumbers = store.types.numbers(of: module.recursionGroups.lazy.map { module.types[$0] })
    elements = Array(repeating: nil, count: module.elements.count)
    droppedElements = Array(repeating: false, count: module.elements.count)
    droppedData = Array(repeating: false, count: module.data.count)
    exportsByName = ExportLookup(module.exports)
  }

  /// What it exports under a name.
  package func export(named name: String) -> CoreExtern? {
    guard let export = exportsByName[name] else { return nil }
    let index = Int(export.index)
    switch export.kind {
    case .function: return index < functions.count ? .function(functions[index]) : nil
    case .table: return index < tables.count ? .table(tables[index]) : nil
    case .memory: return index < memories.count ? .memory(memories[index]) : nil
    case .global: return index < globals.count ? .global(globals[index]) : nil
    case .tag: return index < tags.count ? .tag(tags[index]) : nil
    }
  }

  /// The start function, which the host runs once after instantiation.
  package var startFunction: CoreFunction? {
    module.start.flatMap { Int($0) < functions.count ? functions[Int($0)] : nil }
  }

  /// The store's number of a type index.
  func number(_ type: UInt32) -> UInt32 { typeNumbers[Int(type)] }

  /// Marks what its globals, tables and element segments refer to.
  func markReferences(in heap: Heap) {
    for global in globals {
      if case .reference = global.type.value { heap.mark(global.slot) }
    }
    for table in tables where table.mayHoldObjects {
      for index in 0..<table.count { heap.mark(table[index] ?? 0) }
    }
    for segment in elements { segment?.forEach(heap.mark) }
  }
}
