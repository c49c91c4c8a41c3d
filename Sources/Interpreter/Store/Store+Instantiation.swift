import CInterpreter
package import CoreModule
package import CoreTypes

/// Why a module could not be instantiated.
package enum InstantiationError: Error, Hashable, Sendable {
  /// An import is missing or of another type: which, by its place among the imports.
  case unlinkable(importIndex: Int, expected: CoreExternType?, found: CoreExternType?)
  /// A segment did not fit, or a limit was reached.
  case trap(Trap)
}

extension Store {
  /// Makes an instance of a validated module: allocates, then writes the active segments. It does not run the start
  /// function, which is guest code: run `startFunction` on an execution.
  ///
  /// - Parameter imports: one for each of the module's imports, in their order.
  ///
  /// Source: core specification, "Instantiation".
  package func instantiate(_ module: Module, imports: [CoreExtern]) throws(InstantiationError) -> CoreInstance {
    let instance = CoreInstance(module: module, store: self)
    try link(imports, to: instance)
    do {
      try allocate(in: instance)
      try writeActiveSegments(of: instance)
    } catch {
      throw .trap(error)
    }
    return instance
  }

  private func link(_ imports: [CoreExtern], to instance: CoreInstance) throws(InstantiationError) {
    let module = instance.module
    for (index, declared) in module.imports.enumerated() {
      let expected = module.externType(of: declared.description)
      let given = index < imports.count ? imports[index] : nil
      guard let expected, let given, given.type.matches(expected) else {
        throw .unlinkable(importIndex: index, expected: expected, found: given?.type)
      }
      switch given {
      case .function(let function): instance.functions.append(function)
      case .table(let table): instance.tables.append(table)
      case .memory(let memory): instance.memories.append(memory)
      case .global(let global): instance.globals.append(global)
      }
    }
  }

  private func allocate(in instance: CoreInstance) throws(Trap) {
    let module = instance.module
    for index in module.importedFunctionCount..<module.functions.count {
      let index = UInt32(truncatingIfNeeded: index)
      guard let type = module.type(ofFunction: index) else { continue }
      let function = addFunction(type: type, body: .wasm(Unowned(instance), index: index))
      function.cell.pointer.pointee.instance = instance.cell.pointer
      function.cell.pointer.pointee.code = wi_translate_code()
      instance.functions.append(function)
    }
    keep(instance)
    for type in module.tables[module.importedTableCount...] {
      instance.tables.append(try CoreTable(type, in: self))
    }
    for type in module.memories[module.importedMemoryCount...] {
      instance.memories.append(try CoreMemory(type, in: self))
    }
    if let first = instance.memories.first {
      instance.cell.pointer.pointee.memory0 = first.cell.cell.pointer
    }
    for (type, initializer) in zip(module.globals[module.importedGlobalCount...], module.globalInitializers) {
      let slot = try instance.evaluate(initializer)
      instance.globals.append(CoreGlobal(type, slot: slot))
    }
  }

  /// In the order of the segments; the first that does not fit traps, with those before it written.
  private func writeActiveSegments(of instance: CoreInstance) throws(Trap) {
    for (index, segment) in instance.module.elements.enumerated() {
      switch segment.mode {
      case .active(let table, let offset):
        let start = UInt64(UInt32(truncatingIfNeeded: try instance.evaluate(offset)))
        try instance.initializeTable(
          Int(table), at: start, from: index, offset: 0, count: UInt64(segment.count))
        instance.droppedElements[index] = true
      case .declarative: instance.droppedElements[index] = true
      case .passive: break
      }
    }
    for (index, segment) in instance.module.data.enumerated() {
      guard case .active(let memory, let offset) = segment.mode else { continue }
      let start = UInt64(UInt32(truncatingIfNeeded: try instance.evaluate(offset)))
      try instance.initializeMemory(
        Int(memory), at: start, from: index, offset: 0, count: UInt64(segment.range.count))
      instance.droppedData[index] = true
    }
  }
}

extension CoreExternType {
  /// Whether something of this type may be given where `expected` is imported.
  ///
  /// Source: core specification, "Import Matching".
  package func matches(_ expected: CoreExternType) -> Bool {
    switch (self, expected) {
    case (.function(let a), .function(let b)): a == b
    case (.table(let a), .table(let b)): a.element == b.element && a.limits.matches(b.limits)
    case (.memory(let a), .memory(let b)): a.isShared == b.isShared && a.limits.matches(b.limits)
    case (.global(let a), .global(let b)): a == b
    default: false
    }
  }
}
