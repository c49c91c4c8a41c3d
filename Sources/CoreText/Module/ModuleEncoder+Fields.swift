import Diagnostics

// Every field but types and segments. The cursor stands behind the keyword, identifier and inline exports; each reads to
// the field's closing bracket.
//
// Source: core specification, "Modules" (text format).
extension ModuleEncoder {
  // MARK: Imports and exports

  mutating func encodeImport(_ field: ModuleField) throws(CoreTextError) {
    cursor.move(to: field.tokens.lowerBound + 2)
    let module = try cursor.expectName()
    var entry = EncodedBytes()
    entry.append(name: module)
    if cursor.isAt(opening: "item") {
      // Several from one module stand behind an empty name.
      entry.append(name: [])
      try encodeImportItems(to: &entry)
    } else {
      entry.append(name: try cursor.expectName())
      try encodeImported(to: &entry)
    }
    importSection.append(entry, at: cursor.text.span(of: field.tokens))
  }

  /// Encodes `(item "name" (func …))…`, or `(item "name")… (func …)` where all are of one type.
  ///
  /// Source: the compact import section proposal.
  private mutating func encodeImportItems(to entry: inout EncodedBytes) throws(CoreTextError) {
    var items = EncodedBytes()
    var count: UInt32 = 0
    var sharesType: Bool?
    while cursor.take(opening: "item") {
      items.append(name: try cursor.expectName())
      let isBare = cursor.isAt(.close)
      guard sharesType ?? isBare == isBare else { throw cursor.unexpected(isBare ? "what is imported" : "`)`") }
      sharesType = isBare
      if !isBare { try encodeImported(to: &items) }
      try cursor.expectClose()
      count += 1
    }
    if sharesType == true {
      entry.append(0x7E)
      if let word = cursor.token(ahead: 2), word.kind == .identifier {
        cursor.move(to: cursor.index + 2)
        throw cursor.unexpected("a type without an identifier")
      }
      try encodeImported(count, to: &entry)
    } else {
      entry.append(0x7F)
    }
    entry.append(unsigned: count)
    entry.append(items)
  }

  /// Encodes `(func $f (type 0))`: the kind and type of what is imported, or of several alike.
  private mutating func encodeImported(_ count: UInt32 = 1, to entry: inout EncodedBytes) throws(CoreTextError) {
    guard cursor.isAt(.open) else { throw cursor.unexpected("what is imported") }
    cursor.advance()
    let (_, kind) = try readExternSpace()
    _ = try cursor.takeIdentifier()
    _ = try takeNameAnnotation()
    try encodeImportedType(kind: kind, count, to: &entry)
    try cursor.expectClose()
  }

  /// Encodes `(import "m" "n")` where a field has it, then the field's type.
  ///
  /// - Returns: false if the field is not an import.
  private mutating func encodeInlineImport(kind: UInt8, of field: ModuleField) throws(CoreTextError) -> Bool {
    encodeInlineExports(kind: kind, of: field)
    guard cursor.take(opening: "import") else { return false }
    let module = try cursor.expectName("the module's name in quotes")
    let name = try cursor.expectName("the import's name in quotes")
    try cursor.expectClose()
    var entry = EncodedBytes()
    entry.append(name: module)
    entry.append(name: name)
    try encodeImportedType(kind: kind, 1, to: &entry)
    importSection.append(entry, at: cursor.text.span(of: field.tokens))
    return true
  }

  mutating func encodeImportedType(
    kind: UInt8, _ count: UInt32, to entry: inout EncodedBytes
  ) throws(CoreTextError) {
    entry.append(kind)
    switch kind {
    case 0:
      let use = try readTypeUse(bindsParameters: true)
      entry.append(unsigned: use.index)
      // Imported functions come first, in the order of the imports.
      if !use.parameters.names.isEmpty { localNames.append((importedFunctions, use.parameters.names)) }
      importedFunctions += count
    case 1: try encodeTableType(to: &entry)
    case 2: try encodeMemoryType(to: &entry)
    case 3: try encodeGlobalType(to: &entry)
    default:
      entry.append(0)
      entry.append(unsigned: try readTypeUse(bindsParameters: true).index)
    }
  }

  private mutating func encodeInlineExports(kind: UInt8, of field: ModuleField) {
    for name in field.exports {
      var entry = EncodedBytes()
      entry.append(name: name)
      entry.append(kind)
      entry.append(unsigned: field.index)
      exportSection.append(entry, at: cursor.text.span(of: field.tokens))
    }
  }

  mutating func encodeExport(_ field: ModuleField) throws(CoreTextError) {
    var entry = EncodedBytes()
    entry.append(name: try cursor.expectName("the export's name in quotes"))
    guard cursor.isAt(.open) else { throw cursor.unexpected("what is exported") }
    cursor.advance()
    let (space, kind) = try readExternSpace()
    entry.append(kind)
    entry.append(unsigned: try readIndex(self[keyPath: space]))
    try cursor.expectClose()
    exportSection.append(entry, at: cursor.text.span(of: field.tokens))
  }

  mutating func encodeStart(_ field: ModuleField) throws(CoreTextError) {
    guard start == nil else { throw CoreTextError(.repeatedStart, at: cursor.text.span(of: field.tokens)) }
    var entry = EncodedBytes()
    entry.mark(cursor.text.span(of: field.tokens))
    entry.append(unsigned: try readIndex(functions))
    start = entry
  }

  // MARK: Functions and tags

  mutating func encodeFunction(_ field: ModuleField) throws(CoreTextError) {
    guard try !encodeInlineImport(kind: 0, of: field) else { return }
    let span = cursor.text.span(of: field.tokens)
    let use = try readTypeUse(bindsParameters: true)
    var entry = EncodedBytes()
    entry.append(unsigned: use.index)
    functionSection.append(entry, at: span)

    locals = use.parameters
    labels = LabelStack()
    var body = EncodedBytes()
    body.mark(span)
    try encodeLocals(to: &body)
    if !locals.names.isEmpty { localNames.append((field.index, locals.names)) }
    let hints = try encodeInstructions(to: &body)
    body.mark(cursor.span)
    body.append(0x0B)
    codeSection.append(sized: body, at: span)
    locals = IndexSpace(.local)
    guard !hints.isEmpty else { return }
    var hintEntry = EncodedBytes()
    hintEntry.append(unsigned: field.index)
    hintEntry.append(unsigned: UInt64(hints.count))
    for hint in hints {
      hintEntry.append(unsigned: UInt64(hint.offset))
      hintEntry.append(name: [hint.value])
    }
    hintSection.append(hintEntry, at: span)
  }

  /// Encodes `(local …)*` as runs of one type.
  private mutating func encodeLocals(to body: inout EncodedBytes) throws(CoreTextError) {
    var runs: [(count: UInt32, type: [UInt8])] = []
    func add(_ type: EncodedBytes) {
      if runs.last?.type == type.bytes { runs[runs.count - 1].count += 1 } else { runs.append((1, type.bytes)) }
    }
    while cursor.take(opening: "local") {
      let span = cursor.span
      if let identifier = try cursor.takeIdentifier() {
        try locals.add(identifier, annotation: try takeNameAnnotation(), at: span)
        var type = EncodedBytes()
        try encodeValueType(to: &type)
        add(type)
      } else {
        while !cursor.isAt(.close) {
          try locals.add(nil, annotation: try takeNameAnnotation(), at: span)
          var type = EncodedBytes()
          try encodeValueType(to: &type)
          add(type)
        }
      }
      try cursor.expectClose()
    }
    body.append(unsigned: UInt64(runs.count))
    for run in runs {
      body.append(unsigned: run.count)
      body.append(contentsOf: run.type)
    }
  }

  mutating func encodeTag(_ field: ModuleField) throws(CoreTextError) {
    guard try !encodeInlineImport(kind: 4, of: field) else { return }
    var entry = EncodedBytes()
    entry.append(0)
    entry.append(unsigned: try readTypeUse(bindsParameters: true).index)
    tagSection.append(entry, at: cursor.text.span(of: field.tokens))
  }

  // MARK: Tables, memories and globals

  mutating func encodeTable(_ field: ModuleField) throws(CoreTextError) {
    guard try !encodeInlineImport(kind: 1, of: field) else { return }
    let span = cursor.text.span(of: field.tokens)
    var ahead = cursor
    if ahead.isAt(keyword: "i32") || ahead.isAt(keyword: "i64") { ahead.advance() }
    var entry = EncodedBytes()
    if ahead.isAt(.number) {
      try encodeTableType(to: &entry)
      if !cursor.isAt(.close) {
        // A table with an initial value has a form of its own.
        let type = entry
        entry = EncodedBytes()
        entry.append(contentsOf: [0x40, 0x00])
        entry.append(type)
        try encodeExpression(to: &entry)
      }
      tableSection.append(entry, at: span)
      return
    }
    // The elements are written with the table, and there are as many as fit.
    let addressType = readAddressType()
    var type = EncodedBytes()
    try encodeReferenceType(to: &type)
    try cursor.expect(opening: "elem")
    let items = try readElements(ofType: type)
    try cursor.expectClose()
    entry.append(type)
    encodeLimits(minimum: UInt64(items.count), maximum: UInt64(items.count), flags: addressType.flag, to: &entry)
    tableSection.append(entry, at: span)
    let mode = SegmentMode.active(index: field.index, offset: addressType.zero)
    elementSection.append(encoded(items, mode: mode), at: span)
  }

  mutating func encodeMemory(_ field: ModuleField) throws(CoreTextError) {
    guard try !encodeInlineImport(kind: 2, of: field) else { return }
    let span = cursor.text.span(of: field.tokens)
    var ahead = cursor
    if ahead.isAt(keyword: "i32") || ahead.isAt(keyword: "i64") { ahead.advance() }
    if ahead.isAt(opening: "pagesize") { ahead.skipGroup() }
    var entry = EncodedBytes()
    guard ahead.isAt(opening: "data") else {
      try encodeMemoryType(to: &entry)
      memorySection.append(entry, at: span)
      return
    }
    let addressType = readAddressType()
    let pageSize = try takePageSize()
    try cursor.expect(opening: "data")
    let contents = try cursor.readDataString()
    try cursor.expectClose()
    let bytesPerPage = UInt64(1) << UInt64(min(pageSize ?? 16, 63))
    let pages = (UInt64(contents.count) + bytesPerPage - 1) / bytesPerPage
    encodeLimits(
      minimum: pages, maximum: pages, flags: addressType.flag | (pageSize == nil ? 0 : 8), to: &entry)
    if let pageSize { entry.append(unsigned: pageSize) }
    memorySection.append(entry, at: span)
    let mode = SegmentMode.active(index: field.index, offset: addressType.zero)
    dataSection.append(encoded(data: contents, mode: mode), at: span)
  }

  mutating func encodeGlobal(_ field: ModuleField) throws(CoreTextError) {
    guard try !encodeInlineImport(kind: 3, of: field) else { return }
    var entry = EncodedBytes()
    try encodeGlobalType(to: &entry)
    try encodeExpression(to: &entry)
    globalSection.append(entry, at: cursor.text.span(of: field.tokens))
  }

  private mutating func encodeGlobalType(to entry: inout EncodedBytes) throws(CoreTextError) {
    let isMutable = cursor.take(opening: "mut")
    try encodeValueType(to: &entry)
    if isMutable { try cursor.expectClose() }
    entry.append(isMutable ? 1 : 0)
  }

  private mutating func encodeTableType(to entry: inout EncodedBytes) throws(CoreTextError) {
    let addressType = readAddressType()
    let (minimum, maximum) = try readLimits()
    try encodeReferenceType(to: &entry)
    encodeLimits(minimum: minimum, maximum: maximum, flags: addressType.flag, to: &entry)
  }

  private mutating func encodeMemoryType(to entry: inout EncodedBytes) throws(CoreTextError) {
    let addressType = readAddressType()
    let (minimum, maximum) = try readLimits()
    var flags = addressType.flag
    if cursor.take(keyword: "shared") { flags |= 2 }
    let pageSize = try takePageSize()
    if pageSize != nil { flags |= 8 }
    encodeLimits(minimum: minimum, maximum: maximum, flags: flags, to: &entry)
    if let pageSize { entry.append(unsigned: pageSize) }
  }

  private mutating func readAddressType() -> AddressType {
    if cursor.take(keyword: "i64") { return .i64 }
    _ = cursor.take(keyword: "i32")
    return .i32
  }

  private mutating func readLimits() throws(CoreTextError) -> (UInt64, UInt64?) {
    let minimum = try cursor.readUnsigned(bits: 64)
    return (minimum, cursor.isAt(.number) ? try cursor.readUnsigned(bits: 64) : nil)
  }

  private func encodeLimits(minimum: UInt64, maximum: UInt64?, flags: UInt8, to entry: inout EncodedBytes) {
    entry.append(flags | (maximum == nil ? 0 : 1))
    entry.append(unsigned: minimum)
    if let maximum { entry.append(unsigned: maximum) }
  }

  /// Reads `(pagesize n)`.
  ///
  /// - Returns: its logarithm to base 2; nil where it is not written.
  private mutating func takePageSize() throws(CoreTextError) -> UInt32? {
    guard cursor.take(opening: "pagesize") else { return nil }
    let span = cursor.span
    let size = try cursor.readUnsigned(bits: 64)
    guard size.nonzeroBitCount == 1 else {
      throw CoreTextError(.outOfRange(expected: "a power of two"), at: span)
    }
    try cursor.expectClose()
    return UInt32(size.trailingZeroBitCount)
  }
}

/// What addresses of a memory or table are.
enum AddressType {
  case i32, i64

  /// Its bit in the flags of limits.
  var flag: UInt8 { self == .i64 ? 4 : 0 }

  /// The constant expression for the first address.
  var zero: EncodedBytes {
    var expression = EncodedBytes()
    expression.append(contentsOf: [self == .i64 ? 0x42 : 0x41, 0x00, 0x0B])
    return expression
  }
}
