import CoreTypes

// The sections that declare what a module has.
extension ModuleDecoder {
  mutating func readTypes(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.types, "types")
    module.types.reserveCapacity(count)
    module.typeOffsets.reserveCapacity(count)
    module.recursionGroups.reserveCapacity(count)
    for _ in 0..<count {
      let start = module.types.count
      if try section.peekByte() == 0x4E {
        guard features.contains(.gc) else { throw CoreModuleError(.unsupported(.gc), at: section.offset) }
        try section.skip(1)
        let members = try section.readCount(limit: max(0, CoreLimit.types - start), "types")
        for _ in 0..<members { try readType(&section) }
      } else {
        try readType(&section)
      }
      module.recursionGroups.append(start..<module.types.count)
    }
  }

  private mutating func readType(_ section: inout ByteReader) throws(CoreModuleError) {
    let offset = section.offset
    guard module.types.count < CoreLimit.types else {
      throw CoreModuleError(.limit("types", found: module.types.count + 1, maximum: CoreLimit.types), at: offset)
    }
    module.typeOffsets.append(offset)
    module.types.append(try section.readSubType(features))
  }

  mutating func readImports(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.imports, "imports")
    for _ in 0..<count {
      let offset = section.offset
      let from = try section.readName()
      let name = try section.readName()
      let kind = try section.peekByte()
      if name.isEmpty, kind == 0x7E || kind == 0x7F {
        try readCompactImports(&section, from: from, sharingType: kind == 0x7E)
      } else {
        let description = try readImportDescription(&section)
        module.imports.append(Import(module: from, name: name, description: description, offset: offset))
      }
    }
    module.importedFunctionCount = module.functions.count
    module.importedTableCount = module.tables.count
    module.importedMemoryCount = module.memories.count
    module.importedGlobalCount = module.globals.count
    module.importedTagCount = module.tags.count
  }

  /// Several imports from one module, after its name and an empty one.
  ///
  ///     0x7F   a list of names, each with its description
  ///     0x7E   one description, and a list of names
  private mutating func readCompactImports(
    _ section: inout ByteReader, from: String, sharingType isTypeShared: Bool
  ) throws(CoreModuleError) {
    guard features.contains(.compactImports) else {
      throw CoreModuleError(.unsupported(.compactImports), at: section.offset)
    }
    try section.skip(1)
    let descriptionStart = section.offset
    if isTypeShared {
      // A copy reads it, so that no index space gets an entry for it yet.
      var copy = self
      _ = try copy.readImportDescription(&section)
    }
    let count = try section.readCount(limit: CoreLimit.imports - module.imports.count, "imports")
    for _ in 0..<count {
      let offset = section.offset
      let name = try section.readName()
      let description: ImportDescription
      if isTypeShared {
        // Read again for each, so that all the index spaces get their entries in the one way there is.
        let end = section.offset
        section.move(to: descriptionStart)
        description = try readImportDescription(&section)
        section.move(to: end)
      } else {
        description = try readImportDescription(&section)
      }
      module.imports.append(Import(module: from, name: name, description: description, offset: offset))
    }
  }

  private mutating func readImportDescription(
    _ section: inout ByteReader
  ) throws(CoreModuleError) -> ImportDescription {
    let offset = section.offset
    let kind = try section.readByte()
    switch kind {
    case 0x00:
      module.typeUseOffsets.append(section.offset)
      let type = try section.readU32()
      module.functions.append(type)
      return .function(type)
    case 0x01:
      module.tableOffsets.append(section.offset)
      let type = try section.readTableType(features)
      module.tables.append(type)
      return .table(type)
    case 0x02:
      module.memoryOffsets.append(section.offset)
      let type = try section.readMemoryType(features)
      module.memories.append(type)
      return .memory(type)
    case 0x03:
      let type = try section.readGlobalType(features)
      if type.isMutable, !features.contains(.mutableGlobal) {
        throw CoreModuleError(.unsupported(.mutableGlobal), at: offset)
      }
      module.globals.append(type)
      return .global(type)
    case 0x04:
      guard features.contains(.exceptions) else { throw CoreModuleError(.unsupported(.exceptions), at: offset) }
      module.tagOffsets.append(section.offset)
      let type = try section.readTagType()
      module.tags.append(type)
      return .tag(type)
    default: throw CoreModuleError(.malformedImportKind(kind), at: offset)
    }
  }

  mutating func readFunctions(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.functions, "functions")
    declaredFunctions = count
    module.functions.reserveCapacity(module.functions.count + count)
    module.typeUseOffsets.reserveCapacity(module.functions.count + count)
    for _ in 0..<count {
      module.typeUseOffsets.append(section.offset)
      module.functions.append(try section.readU32())
    }
  }

  mutating func readTables(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.tables, "tables")
    for _ in 0..<count {
      module.tableOffsets.append(section.offset)
      // 0x40 0x00: a table with an initial value.
      let offset = section.offset
      let isInitialized = try section.peekByte() == 0x40
      if isInitialized {
        guard features.contains(.functionReferences) else {
          throw CoreModuleError(.unsupported(.functionReferences), at: offset)
        }
        try section.skip(1)
        let zeroOffset = section.offset
        guard try section.readByte() == 0 else { throw CoreModuleError(.zeroByteExpected, at: zeroOffset) }
      }
      module.tables.append(try section.readTableType(features))
      module.tableInitializers.append(isInitialized ? try readConstantExpression(&section) : nil)
    }
  }

  mutating func readMemories(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.memories, "memories")
    for _ in 0..<count {
      module.memoryOffsets.append(section.offset)
      module.memories.append(try section.readMemoryType(features))
    }
  }

  mutating func readTags(_ section: inout ByteReader) throws(CoreModuleError) {
    guard features.contains(.exceptions) else { throw CoreModuleError(.unsupported(.exceptions), at: section.offset) }
    let count = try section.readCount(limit: CoreLimit.tags, "tags")
    for _ in 0..<count {
      module.tagOffsets.append(section.offset)
      module.tags.append(try section.readTagType())
    }
  }

  mutating func readGlobals(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.globals, "globals")
    for _ in 0..<count {
      module.globals.append(try section.readGlobalType(features))
      module.globalInitializers.append(try readConstantExpression(&section))
    }
  }

  mutating func readExports(_ section: inout ByteReader) throws(CoreModuleError) {
    let count = try section.readCount(limit: CoreLimit.exports, "exports")
    for _ in 0..<count {
      let offset = section.offset
      let name = try section.readName()
      let kindOffset = section.offset
      let byte = try section.readByte()
      guard let kind = ExportKind(rawValue: byte) else {
        throw CoreModuleError(.malformedExportKind(byte), at: kindOffset)
      }
      guard kind != .tag || features.contains(.exceptions) else {
        throw CoreModuleError(.unsupported(.exceptions), at: kindOffset)
      }
      module.exports.append(Export(name: name, kind: kind, index: try section.readU32(), offset: offset))
    }
  }

  /// Goes past a constant expression: to the `end` that closes it.
  func readConstantExpression(_ section: inout ByteReader) throws(CoreModuleError) -> ConstantExpression {
    let start = section.offset
    var instructions = InstructionReader(module.bytes, in: start..<section.end, features: features)
    var depth = 1
    while depth > 0 {
      let instruction = try instructions.next()
      switch instruction.opcode {
      // Not constant, which is for validation to say; here only the matching `end` is looked for.
      case .block, .loop, .if, .tryTable: depth += 1
      case .end: depth -= 1
      default: break
      }
    }
    section.move(to: instructions.offset)
    return ConstantExpression(range: start..<section.offset)
  }
}
