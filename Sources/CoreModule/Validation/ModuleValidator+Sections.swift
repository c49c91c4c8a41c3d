import CoreTypes

// Source: core specification, "Modules" (validation).
extension ModuleValidator {
  /// Index spaces, imports included.
  func checkCounts() throws(CoreModuleError) {
    let spaces: [(String, Int, Int)] = [
      ("functions", module.functions.count, CoreLimit.functions), ("tables", module.tables.count, CoreLimit.tables),
      ("memories", module.memories.count, CoreLimit.memories), ("globals", module.globals.count, CoreLimit.globals),
      ("tags", module.tags.count, CoreLimit.tags),
    ]
    for (what, count, limit) in spaces where count > limit {
      throw CoreModuleError(.limit(what, found: count, maximum: limit), at: module.range.lowerBound)
    }
  }

  func checkTypeUses() throws(CoreModuleError) {
    for (index, type) in module.functions.enumerated() {
      let offset = index < module.typeUseOffsets.count ? module.typeUseOffsets[index] : module.range.lowerBound
      try checkFunctionType(type, at: offset)
    }
    // Imported globals have no initializer that their types would be checked with.
    for entry in module.imports {
      guard case .global(let type) = entry.description else { continue }
      try checkType(PackedValueType(type.value), at: entry.offset)
    }
  }

  /// The sizes of all that is imported and exported together.
  func checkTypeSize() throws(CoreModuleError) {
    var size = 1
    func add(_ type: UInt32?, at offset: Int) throws(CoreModuleError) {
      if let signature = type.flatMap({ context.definedTypes[checked: $0]?.signature }) {
        size += 2 + Int(signature.parameters.count) + Int(signature.results.count)
      } else {
        size += 1
      }
      guard size < CoreLimit.typeSize else {
        throw CoreModuleError(
          .limit("parts of the types of imports and exports", found: size, maximum: CoreLimit.typeSize - 1), at: offset)
      }
    }
    for entry in module.imports {
      switch entry.description {
      case .function(let type), .tag(let type): try add(type, at: entry.offset)
      default: try add(nil, at: entry.offset)
      }
    }
    for entry in module.exports {
      switch entry.kind {
      case .function: try add(module.functions[checked: entry.index], at: entry.offset)
      case .tag: try add(module.tags[checked: entry.index], at: entry.offset)
      default: try add(nil, at: entry.offset)
      }
    }
  }

  private func checkFunctionType(_ index: UInt32, at offset: Int) throws(CoreModuleError) {
    guard let type = context.definedTypes[checked: index] else {
      throw CoreModuleError(.unknownIndex(.type, index, count: context.definedTypes.count), at: offset)
    }
    guard type.kind == .function else {
      throw CoreModuleError(.wrongKindOfType(index, expected: "a function type"), at: offset)
    }
  }

  /// Makes sure that a value type's type index is one.
  private func checkType(_ type: PackedValueType, at offset: Int) throws(CoreModuleError) {
    guard context.canonicalType(type) != nil else {
      throw CoreModuleError(
        .unknownIndex(.type, type.definedType ?? 0, count: context.definedTypes.count), at: offset)
    }
  }

  func checkTags() throws(CoreModuleError) {
    for (type, offset) in zip(module.tags, module.tagOffsets) {
      try checkFunctionType(type, at: offset)
      guard context.definedTypes[Int(type)].signature.results.count == 0 else {
        throw CoreModuleError(.tagResults, at: offset)
      }
    }
  }

  mutating func checkTables() throws(CoreModuleError) {
    if module.tables.count > 1, !module.features.contains(.referenceTypes) {
      throw CoreModuleError(.multiple(.table, .referenceTypes), at: module.tableOffsets[1])
    }
    for (index, table) in module.tables.enumerated() {
      let offset = module.tableOffsets[index]
      try checkType(PackedValueType(table.element), at: offset)
      try checkOrder(table.limits, at: offset)
      if table.addressType == .i32 {
        for count in [table.limits.minimum, table.limits.maximum ?? 0] where count > UInt64(UInt32.max) {
          throw CoreModuleError(.tableTooLarge(elements: count), at: offset)
        }
      }
      guard index >= module.importedTableCount else { continue }
      let element = context.tables[index].element
      if let initializer = module.tableInitializers[index - module.importedTableCount] {
        try functionValidator.validate(initializer, expecting: element, globals: module.importedGlobalCount)
      } else if !element.isDefaultable {
        throw CoreModuleError(.noDefault(PackedValueType(table.element)), at: offset)
      }
    }
  }

  func checkMemories() throws(CoreModuleError) {
    if module.memories.count > 1, !module.features.contains(.multiMemory) {
      throw CoreModuleError(.multiple(.memory, .multiMemory), at: module.memoryOffsets[1])
    }
    for (memory, offset) in zip(module.memories, module.memoryOffsets) {
      try checkOrder(memory.limits, at: offset)
      guard memory.pageSizeLog2 == 0 || memory.pageSizeLog2 == 16 else {
        throw CoreModuleError(.invalidPageSize(memory.pageSizeLog2), at: offset)
      }
      let maximum = CoreLimit.memoryPages(of: memory)
      for pages in [memory.limits.minimum, memory.limits.maximum ?? 0] where pages > maximum {
        throw CoreModuleError(.memoryTooLarge(pages: pages, maximum: maximum), at: offset)
      }
      guard !memory.isShared || memory.limits.maximum != nil else {
        throw CoreModuleError(.sharedMemoryWithoutMaximum, at: offset)
      }
    }
  }

  private func checkOrder(_ limits: CoreLimits, at offset: Int) throws(CoreModuleError) {
    if let maximum = limits.maximum, limits.minimum > maximum {
      throw CoreModuleError(.limitsReversed(minimum: limits.minimum, maximum: maximum), at: offset)
    }
  }

  mutating func checkGlobals() throws(CoreModuleError) {
    for (position, initializer) in module.globalInitializers.enumerated() {
      let index = module.importedGlobalCount + position
      guard index < module.globals.count else { return }
      try checkType(PackedValueType(module.globals[index].value), at: initializer.range.lowerBound)
      try functionValidator.validate(initializer, expecting: context.globals[index].type, globals: index)
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
      if export.kind == .global, !module.features.contains(.mutableGlobal),
        module.globals[Int(export.index)].isMutable
      {
        throw CoreModuleError(.unsupported(.mutableGlobal), at: export.offset)
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
    let globals = module.globals.count
    for (segment, type) in zip(module.elements, context.elementTypes) {
      try checkType(PackedValueType(segment.type), at: segment.offset)
      if case .active(let index, let offset) = segment.mode {
        guard let table = context.tables[checked: index] else {
          throw CoreModuleError(.unknownIndex(.table, index, count: context.tables.count), at: segment.offset)
        }
        guard context.matches(type, table.element) else {
          throw CoreModuleError(
            .segmentTypeMismatch(table: context.written(table.element), segment: context.written(type)),
            at: segment.offset)
        }
        try functionValidator.validate(offset, expecting: table.addressType, globals: globals)
      }
      switch segment.items {
      case .functions(let indices):
        for index in indices where Int(index) >= module.functions.count {
          throw CoreModuleError(
            .unknownIndex(.function, index, count: module.functions.count), at: segment.offset)
        }
      case .expressions(let expressions):
        for expression in expressions {
          try functionValidator.validate(expression, expecting: type, globals: globals)
        }
      }
    }
  }

  mutating func checkData() throws(CoreModuleError) {
    for segment in module.data {
      guard case .active(let index, let offset) = segment.mode else { continue }
      guard let address = context.memories[checked: index] else {
        throw CoreModuleError(.unknownIndex(.memory, index, count: context.memories.count), at: segment.offset)
      }
      try functionValidator.validate(offset, expecting: address, globals: module.globals.count)
    }
  }
}
