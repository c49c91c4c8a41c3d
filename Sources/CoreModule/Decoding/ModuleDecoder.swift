/// Reads a module section by section.
struct ModuleDecoder {
  var module: Module
  var reader: ByteReader
  let features: CoreFeatures
  /// The last section's place in the order; custom sections apart.
  private var lastOrder = 0
  /// How many functions the function section declares, and where.
  var declaredFunctions = 0
  private var declaredFunctionsOffset = 0
  private var nameSection: Range<Int>?

  init(_ bytes: [UInt8], in range: Range<Int>, features: CoreFeatures) {
    reader = ByteReader(bytes, in: range)
    module = Module(bytes: bytes, range: reader.start..<reader.end, features: features)
    self.features = features
  }

  mutating func decode() throws(CoreModuleError) -> Module {
    guard reader.remaining <= CoreLimit.moduleBytes else {
      throw CoreModuleError(
        .limit("bytes in a module", found: reader.remaining, maximum: CoreLimit.moduleBytes), at: reader.start)
    }
    try readPreamble()
    while !reader.isAtEnd { try readSection() }
    guard module.bodies.count == declaredFunctions else {
      throw CoreModuleError(
        .functionCountMismatch(functions: declaredFunctions, bodies: module.bodies.count), at: declaredFunctionsOffset)
    }
    if let dataCount = module.dataCount, Int(dataCount) != module.data.count {
      throw CoreModuleError(
        .dataCountMismatch(declared: Int(dataCount), segments: module.data.count), at: reader.end)
    }
    if let nameSection { module.names = NameSection(module.bytes, in: nameSection) }
    return module
  }

  /// `\0asm`, the version in 16 bits, the layer in 16 bits.
  private mutating func readPreamble() throws(CoreModuleError) {
    for expected: UInt8 in [0x00, 0x61, 0x73, 0x6D] {
      guard try reader.readByte() == expected else { throw CoreModuleError(.badMagic, at: reader.start) }
    }
    let offset = reader.offset
    let version = try reader.readFixed32()
    guard version == 1 else {
      throw CoreModuleError(version >> 16 == 1 ? .isComponent : .badVersion(version), at: offset)
    }
  }

  private mutating func readSection() throws(CoreModuleError) {
    let offset = reader.offset
    let id = try reader.readByte()
    guard let kind = SectionKind(rawValue: id) else { throw CoreModuleError(.unknownSection(id), at: offset) }
    let size = try reader.readU32()
    var section = try reader.slice(Int(size))
    if kind == .custom {
      try readCustomSection(&section)
      return
    }
    guard kind.order > lastOrder else {
      throw CoreModuleError(kind.order == lastOrder ? .repeatedSection(kind) : .sectionOutOfOrder(kind), at: offset)
    }
    lastOrder = kind.order
    try readContents(of: kind, &section)
    guard section.isAtEnd else { throw CoreModuleError(.sectionSizeMismatch(kind), at: section.offset) }
  }

  private mutating func readContents(of kind: SectionKind, _ section: inout ByteReader) throws(CoreModuleError) {
    switch kind {
    case .custom: break
    case .type: try readTypes(&section)
    case .import: try readImports(&section)
    case .function:
      declaredFunctionsOffset = section.offset
      try readFunctions(&section)
    case .table: try readTables(&section)
    case .memory: try readMemories(&section)
    case .global: try readGlobals(&section)
    case .export: try readExports(&section)
    case .start:
      module.startOffset = section.offset
      module.start = try section.readU32()
    case .element: try readElements(&section)
    case .code:
      module.codeSection = section.offset..<section.end
      try readBodies(&section)
    case .data: try readData(&section)
    case .dataCount:
      guard features.contains(.bulkMemory) else {
        throw CoreModuleError(.unsupported(.bulkMemory), at: section.offset)
      }
      let offset = section.offset
      let count = try section.readU32()
      guard Int(count) <= CoreLimit.dataSegments else {
        throw CoreModuleError(.limit("data segments", found: Int(count), maximum: CoreLimit.dataSegments), at: offset)
      }
      module.dataCount = count
    case .tag: try readTags(&section)
    }
  }

  private mutating func readCustomSection(_ section: inout ByteReader) throws(CoreModuleError) {
    let name = try section.readName()
    let range = section.offset..<section.end
    module.customSections.append(CustomSection(name: name, range: range))
    if name == "name" { nameSection = range }
  }
}
