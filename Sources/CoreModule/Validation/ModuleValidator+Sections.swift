import CoreTypes

// Source: core specification, "Modules" (validation).
extension ModuleValidator {
  /// Index spaces, imports included.
  func checkCounts() throws(CoreModuleError) {
    let spaces: [(String, Int, Int)] = [
      ("functions", module.functions.count, CoreLimit.functions), ("tables", module.tables.count, CoreLimit.tables),
      ("memories", module.memories.count, CoreLimit.memories), ("globals", module.globals.count, CoreLimit.globals),
    ]
    for (what, count, limit) in spaces where count > limit {
      throw CoreModuleError(.limit(what, found: count, maximum: limit), at: module.range.lowerBound)
    }
  }

  func checkTypeUses() throws(CoreModuleError) {
    let count = module.types.count
    for (index, type) in module.functions.enumerated() where Int(type) >= count {
      let offset = index < module.typeUseOffsets.count ? module.typeUseOffsets[index] : module.range.lowerBound
      throw CoreModuleError(.unknownIndex(.type, type, count: count), at: offset)
    }
  }

  func checkTables() throws(CoreModuleError) {
    if module.tables.count > 1, !module.features.contains(.referenceTypes) {
      throw CoreModuleError(.unsupported(.referenceTypes), at: module.tableOffsets[1])
    }
    for (table, offset) in zip(module.tables, module.tableOffsets) {
      try checkOrder(table.limits, at: offset)
    }
  }

  func checkMemories() throws(CoreModuleError) {
    if module.memories.count > 1, !module.features.contains(.multiMemory) {
      throw CoreModuleError(.unsupported(.multiMemory), at: module.memoryOffsets[1])
    }
    for (memory, offset) in zip(module.memories, module.memoryOffsets) {
      try checkOrder(memory.limits, at: offset)
      for pages in [memory.limits.minimum, memory.limits.maximum ?? 0] where pages > CoreLimit.memoryPages {
        throw CoreModuleError(.memoryTooLarge(pages: pages), at: offset)
      }
    }
  }

  private func checkOrder(_ limits: CoreLimits, at offset: Int) throws(CoreModuleError) {
    if let maximum = limits.maximum, limits.minimum > maximum {
      throw CoreModuleError(.limitsReversed(minimum: limits.minimum, maximum: maximum), at: offset)
    }
  }

  mutating func checkGlobals() throws(CoreModuleError) {
    for (global, initializer) in zip(module.globals.dropFirst(module.importedGlobalCount), module.globalInitializers) {
      try functionValidator.validate(initializer, expecting: PackedValueType(global.value))
    }
  }

  func checkExports() throws(CoreModuleError) {
    // By bytes: strings that are canonically equivalent are different names.
    var names = Set<[UInt8]>(minimumCapacity: module.exports.count)
    for export in module.exports {
      let (space, count): (IndexSpace, Int) =
        switch export.kind {
        case .function: (.function, module.functions.count)
        case .table: (.table, module.tables.count)
        case .memory: (.memory, module.memories.count)
        case .global: (.global, module.globals.count)
        case .tag: (.tag, module.tags.count)
        }
      guard Int(export.index) < count else {
        throw CoreModuleError(.unknownIndex(space, export.index, count: count), at: export.offset)
      }
      guard names.insert(Array(export.name.utf8)).inserted else {
        throw CoreModuleError(.repeatedExport(export.name), at: export.offset)
      }
    }
  }

  func checkStart() throws(CoreModuleError) {
    guard let start = module.start else { return }
    guard let type = module.type(ofFunction: start) else {
      throw CoreModuleError(
        .unknownIndex(.function, start, count: module.functions.count), at: module.startOffset)
    }
    guard type.parameters.isEmpty, type.results.isEmpty else {
      throw CoreModuleError(.startFunctionType, at: module.startOffset)
    }
  }

  mutating func checkElements() throws(CoreModuleError) {
    for segment in module.elements {
      let type = PackedValueType(segment.type)
      if case .active(let index, let offset) = segment.mode {
        guard let table = context.tables[checked: index] else {
          throw CoreModuleError(.unknownIndex(.table, index, count: context.tables.count), at: segment.offset)
        }
        guard type.matches(table) else {
          throw CoreModuleError(.segmentTypeMismatch(table: table, segment: type), at: segment.offset)
        }
        try functionValidator.validate(offset, expecting: .i32)
      }
      switch segment.items {
      case .functions(let indices):
        for index in indices where Int(index) >= module.functions.count {
          throw CoreModuleError(
            .unknownIndex(.function, index, count: module.functions.count), at: segment.offset)
        }
      case .expressions(let expressions):
        for expression in expressions { try functionValidator.validate(expression, expecting: type) }
      }
    }
  }

  mutating func checkData() throws(CoreModuleError) {
    for segment in module.data {
      guard case .active(let index, let offset) = segment.mode else { continue }
      guard Int(index) < context.memoryCount else {
        throw CoreModuleError(.unknownIndex(.memory, index, count: context.memoryCount), at: segment.offset)
      }
      try functionValidator.validate(offset, expecting: .i32)
    }
  }
}
