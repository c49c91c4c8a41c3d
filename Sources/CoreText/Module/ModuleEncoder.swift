import Diagnostics

/// Makes one module's bytes: finds its fields and their names first, encodes its types, then every other field in turn.
///
/// Source: core specification, "Modules" (text format).
struct ModuleEncoder {
  var cursor: TokenCursor
  private let identifier: Identifier?
  var moduleName: [UInt8]?

  var fields: [ModuleField] = []
  var types = TypeTable()
  var functions = IndexSpace(.function)
  var tables = IndexSpace(.table)
  var memories = IndexSpace(.memory)
  var tags = IndexSpace(.tag)
  var globals = IndexSpace(.global)
  var elements = IndexSpace(.elementSegment)
  var data = IndexSpace(.dataSegment)
  var customs: [CustomAnnotation] = []

  var importSection = SectionContent()
  /// How many functions the imports so far bring in.
  var importedFunctions: UInt32 = 0
  var functionSection = SectionContent()
  var tableSection = SectionContent()
  var memorySection = SectionContent()
  var tagSection = SectionContent()
  var globalSection = SectionContent()
  var exportSection = SectionContent()
  var start: EncodedBytes?
  var elementSection = SectionContent()
  var codeSection = SectionContent()
  var dataSection = SectionContent()
  var hintSection = SectionContent()
  /// The names of each function's locals, for the name section.
  var localNames: [(function: UInt32, locals: [(index: UInt32, name: [UInt8])])] = []
  /// Whether an instruction names a data segment, so that the binary format wants their count first.
  var usesDataSegments = false
  /// Of the function whose body is being encoded.
  var locals = IndexSpace(.local)
  var labels = LabelStack()
  /// Whether parameters and results that are spelled beside a type's index must be the type's.
  var comparesSpelledTypes = true

  init(_ cursor: TokenCursor, identifier: Identifier?) {
    self.cursor = cursor
    self.identifier = identifier
  }

  mutating func encode() throws(CoreTextError) -> EncodedBytes {
    let first = cursor.index
    try findFields()
    try encodeTypes()
    for field in fields { try encode(field) }
    return assembled(at: cursor.text.span(of: first..<max(first + 1, cursor.index)))
  }

  private mutating func encode(_ field: ModuleField) throws(CoreTextError) {
    cursor.move(to: field.contents)
    switch field.kind {
    case .type, .recursionGroup: return
    case .import: try encodeImport(field)
    case .function: try encodeFunction(field)
    case .table: try encodeTable(field)
    case .memory: try encodeMemory(field)
    case .tag: try encodeTag(field)
    case .global: try encodeGlobal(field)
    case .export: try encodeExport(field)
    case .start: try encodeStart(field)
    case .element: try encodeElementSegment(field)
    case .data: try encodeDataSegment(field)
    }
    try cursor.expectClose()
  }

  // MARK: The whole

  private func assembled(at span: SourceSpan) -> EncodedBytes {
    var module = EncodedBytes()
    module.mark(span)
    module.append(contentsOf: [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00])
    appendCustoms(.beforeFirst, to: &module)
    let sections: [(anchor: SectionAnchor, id: UInt8, content: SectionContent)] = [
      (.type, 1, types.section), (.import, 2, importSection), (.func, 3, functionSection), (.table, 4, tableSection),
      (.memory, 5, memorySection), (.tag, 13, tagSection), (.global, 6, globalSection), (.export, 7, exportSection),
    ]
    for section in sections { append(section.id, section.content, around: section.anchor, to: &module) }
    appendCustoms(.before(.start), to: &module)
    if let start {
      module.append(8)
      module.append(sized: start)
    }
    appendCustoms(.after(.start), to: &module)
    append(9, elementSection, around: .elem, to: &module)
    if usesDataSegments {
      var count = EncodedBytes()
      count.append(unsigned: data.count)
      module.append(12)
      module.append(sized: count)
    }
    appendCustoms(.before(.code), to: &module)
    if hintSection.count > 0 {
      append(custom: Array("metadata.code.branch_hint".utf8), hintSection.vector, to: &module)
    }
    append(10, codeSection, to: &module)
    appendCustoms(.after(.code), to: &module)
    append(11, dataSection, around: .data, to: &module)
    appendCustoms(.afterLast, to: &module)
    appendNames(to: &module)
    return module
  }

  private func append(_ id: UInt8, _ content: SectionContent, to module: inout EncodedBytes) {
    guard content.count > 0 else { return }
    module.append(id)
    module.append(sized: content.vector)
  }

  private func append(
    _ id: UInt8, _ content: SectionContent, around anchor: SectionAnchor, to module: inout EncodedBytes
  ) {
    appendCustoms(.before(anchor), to: &module)
    append(id, content, to: &module)
    appendCustoms(.after(anchor), to: &module)
  }

  private func appendCustoms(_ place: CustomAnnotation.Place, to module: inout EncodedBytes) {
    for custom in customs where custom.place == place {
      var contents = EncodedBytes()
      contents.mark(custom.span)
      contents.append(contentsOf: custom.contents)
      append(custom: custom.name, contents, to: &module)
    }
  }

  private func append(custom name: [UInt8], _ contents: EncodedBytes, to module: inout EncodedBytes) {
    var section = EncodedBytes()
    section.append(name: name)
    section.append(contents)
    module.append(0)
    module.append(sized: section)
  }

  /// Source: core specification, "Name Section" (appendix).
  private func appendNames(to module: inout EncodedBytes) {
    var names = EncodedBytes()
    if let name = moduleName ?? identifier?.bytes {
      var content = EncodedBytes()
      content.append(name: name)
      names.append(0)
      names.append(sized: content)
    }
    append(nameMap: functions.names, 1, to: &names)
    append(indirectNameMap: localNames.map { ($0.function, $0.locals) }, 2, to: &names)
    append(nameMap: types.space.names, 4, to: &names)
    append(nameMap: tables.names, 5, to: &names)
    append(nameMap: memories.names, 6, to: &names)
    append(nameMap: globals.names, 7, to: &names)
    append(nameMap: elements.names, 8, to: &names)
    append(nameMap: data.names, 9, to: &names)
    append(indirectNameMap: types.fieldNames, 10, to: &names)
    append(nameMap: tags.names, 11, to: &names)
    if names.count > 0 { append(custom: Array("name".utf8), names, to: &module) }
  }

  private func append(nameMap map: [(index: UInt32, name: [UInt8])], _ id: UInt8, to names: inout EncodedBytes) {
    guard !map.isEmpty else { return }
    names.append(id)
    names.append(sized: encoded(map))
  }

  private func append(
    indirectNameMap map: [(UInt32, [(index: UInt32, name: [UInt8])])], _ id: UInt8, to names: inout EncodedBytes
  ) {
    guard !map.isEmpty else { return }
    var content = EncodedBytes()
    content.append(unsigned: UInt64(map.count))
    for (index, inner) in map {
      content.append(unsigned: index)
      content.append(encoded(inner))
    }
    names.append(id)
    names.append(sized: content)
  }

  private func encoded(_ map: [(index: UInt32, name: [UInt8])]) -> EncodedBytes {
    var content = EncodedBytes()
    content.append(unsigned: UInt64(map.count))
    for entry in map {
      content.append(unsigned: entry.index)
      content.append(name: entry.name)
    }
    return content
  }
}

/// A section's entries and how many there are.
struct SectionContent {
  private(set) var count: UInt32 = 0
  private var bytes = EncodedBytes()

  /// Adds an entry that came from a span of the text.
  mutating func append(_ entry: EncodedBytes, at span: SourceSpan) {
    count += 1
    bytes.mark(span)
    bytes.append(entry)
  }

  /// Adds an entry with its size before it.
  mutating func append(sized entry: EncodedBytes, at span: SourceSpan) {
    count += 1
    bytes.mark(span)
    bytes.append(sized: entry)
  }

  /// The count, then the entries.
  var vector: EncodedBytes {
    var vector = EncodedBytes()
    vector.append(unsigned: count)
    vector.append(bytes)
    return vector
  }
}
