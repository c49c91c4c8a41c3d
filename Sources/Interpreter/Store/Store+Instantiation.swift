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
      let given = index < imports.count ? imports[index] : nil
      let expected = module.externType(of: declared.description)
      guard let given, matches(given, declared.description, of: instance) else {
        throw .unlinkable(importIndex: index, expected: expected, found: given?.type)
      }
      switch given {
      case .function(let function): instance.functions.append(function)
      case .table(let table): instance.tables.append(table)
      case .memory(let memory): instance.memories.append(memory)
      case .global(let global): instance.globals.append(global)
      case .tag(let tag): instance.tags.append(tag)
      }
    }
  }

  /// Whether something may be given for an import.
  ///
  /// Source: core specification, "Import Matching".
  private func matches(_ given: CoreExtern, _ expected: ImportDescription, of instance: CoreInstance) -> Bool {
    let types = types.canonical
    switch (given, expected) {
    case (.function(let function), .function(let index)):
      return types.isSubtype(function.typeNumber, of: instance.number(index))
    case (.tag(let tag), .tag(let index)): return tag.typeNumber == instance.number(index)
    default:
      guard let expected = instance.module.externType(of: expected) else { return false }
      return types.matches(given.type, expected.mappingReferences(instance.number))
    }
  }

  private func allocate(in instance: CoreInstance) throws(Trap) {
    let module = instance.module
    for index in module.importedFunctionCount..<module.functions.count {
      let typeNumber = instance.number(module.functions[index])
      guard let type = types.canonical.types[Int(typeNumber)].function else { continue }
      let function = addFunction(
        type: type, typeNumber: typeNumber,
        body: .wasm(Unowned(instance), index: UInt32(truncatingIfNeeded: index)))
      function.cell.pointer.pointee.instance = instance.cell.pointer
      function.cell.pointer.pointee.code = wi_translate_code()
      instance.functions.append(function)
    }
    keep(instance)
    for index in module.tags[module.importedTagCount...] {
      let number = instance.number(index)
      guard let type = types.canonical.types[Int(number)].function else { continue }
      instance.tags.append(CoreTag(type, typeNumber: number, in: self))
    }
    for type in module.memories[module.importedMemoryCount...] {
      instance.memories.append(try CoreMemory(type, in: self))
    }
    if let first = instance.memories.first {
      instance.cell.pointer.pointee.memory0 = first.cell.cell.pointer
    }
    for (type, initializer) in zip(module.globals[module.importedGlobalCount...], module.globalInitializers) {
      let value = try instance.evaluate(initializer)
      instance.globals.append(
        CoreGlobal(
          CoreGlobalType(type.value.mappingReferences(instance.number), isMutable: type.isMutable), value))
    }
    for (type, initializer) in zip(module.tables[module.importedTableCount...], module.tableInitializers) {
      var filling: UInt64 = 0
      if let initializer { filling = try instance.evaluate(initializer).slots.first }
      var type = type
      type.element = type.element.mappingReferences(instance.number)
      instance.tables.append(try CoreTable(type, filling: filling, in: self))
    }
    for (index, segment) in module.elements.enumerated() {
      guard case .expressions(let expressions) = segment.items else { continue }
      var elements: [UInt64] = []
      for expression in expressions {
        elements.append(try instance.evaluate(expression).slots.first)
      }
      instance.elements[index] = elements
    }
  }

  /// In the order of the segments; the first that does not fit traps, with those before it written.
  private func writeActiveSegments(of instance: CoreInstance) throws(Trap) {
    for (index, segment) in instance.module.elements.enumerated() {
      switch segment.mode {
      case .active(let table, let offset):
        let start = try instance.evaluate(offset).slots.first
        try instance.initializeTable(
          Int(table), at: start, from: index, offset: 0, count: UInt64(segment.count))
        instance.dropElements(index)
      case .declarative: instance.dropElements(index)
      case .passive: break
      }
    }
    for (index, segment) in instance.module.data.enumerated() {
      guard case .active(let memory, let offset) = segment.mode else { continue }
      let start = try instance.evaluate(offset).slots.first
      try instance.initializeMemory(
        Int(memory), at: start, from: index, offset: 0, count: UInt64(segment.range.count))
      instance.droppedData[index] = true
    }
  }
}

extension CoreExternType {
  /// The same type with each type index in it replaced by a number. Functions and tags are compared by their own numbers.
  fileprivate func mappingReferences(_ number: (UInt32) -> UInt32) -> CoreExternType {
    switch self {
    case .table(var type):
      type.element = type.element.mappingReferences(number)
      return .table(type)
    case .global(let type):
      return .global(CoreGlobalType(type.value.mappingReferences(number), isMutable: type.isMutable))
    case .function, .memory, .tag: return self
    }
  }
}
