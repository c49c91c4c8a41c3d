import Diagnostics

// The first pass: which fields there are, and what they are called.
extension ModuleEncoder {
  mutating func findFields() throws(CoreTextError) {
    moduleName = try takeNameAnnotation()
    var hasDefinition = false
    while !cursor.isAtEnd {
      if cursor.isAt(annotation: .custom) {
        try readCustomAnnotation()
        continue
      }
      guard cursor.isAt(.open), let group = cursor.group else { throw cursor.unexpected("a module's field") }
      cursor.advance()
      let kind = try readFieldKind()
      var field = ModuleField(kind: kind, tokens: group, contents: cursor.index)
      let isImport = try name(&field)
      switch kind {
      case .function, .table, .memory, .tag, .global:
        if !isImport { hasDefinition = true }
      default: break
      }
      if isImport, hasDefinition {
        throw CoreTextError(.importAfterDefinition, at: cursor.text.span(of: group))
      }
      fields.append(field)
      cursor.move(to: group.upperBound)
    }
  }

  private mutating func readFieldKind() throws(CoreTextError) -> ModuleField.Kind {
    guard let word = cursor.current, word.kind == .keyword else { throw cursor.unexpected("a module's field") }
    let keyword = String(decoding: cursor.text.spelling(word).prefix(60), as: UTF8.self)
    guard let kind = ModuleField.Kind.byKeyword[keyword] else {
      let near = nearNames(to: keyword, among: ModuleField.Kind.byKeyword.keys)
      throw CoreTextError(.unknownField(keyword, near: near), at: cursor.text.span(word))
    }
    cursor.advance()
    return kind
  }

  /// Gives a field its index and takes down its names; the cursor is behind its keyword.
  ///
  /// - Returns: whether it is an import.
  private mutating func name(_ field: inout ModuleField) throws(CoreTextError) -> Bool {
    switch field.kind {
    case .export, .start: return false
    case .recursionGroup:
      field.index = types.space.count
      while cursor.isAt(opening: "type"), let group = cursor.group {
        cursor.advance()
        cursor.advance()
        _ = try add(to: \.types.space)
        cursor.move(to: group.upperBound)
      }
      return false
    case .import:
      try nameImports()
      return true
    case .type: field.index = try add(to: \.types.space)
    case .function: field.index = try add(to: \.functions)
    case .table: field.index = try add(to: \.tables)
    case .memory: field.index = try add(to: \.memories)
    case .tag: field.index = try add(to: \.tags)
    case .global: field.index = try add(to: \.globals)
    case .element: field.index = try add(to: \.elements)
    case .data: field.index = try add(to: \.data)
    }
    var isImport = false
    if field.kind.canBeExported {
      while cursor.take(opening: "export") {
        field.exports.append(try cursor.expectName("the export's name in quotes"))
        try cursor.expectClose()
      }
      isImport = cursor.isAt(opening: "import")
    }
    field.contents = cursor.index
    addInlineSegment(of: field)
    return isImport
  }

  /// Gives what an import field brings in its indices.
  private mutating func nameImports() throws(CoreTextError) {
    _ = try cursor.expectName("the module's name in quotes")
    var unnamed: UInt32 = 0
    if cursor.isAt(opening: "item") {
      while cursor.isAt(opening: "item"), let item = cursor.group {
        cursor.advance()
        cursor.advance()
        _ = try cursor.expectName("the import's name in quotes")
        if cursor.isAt(.close) { unnamed += 1 } else { try nameImport() }
        cursor.move(to: item.upperBound)
      }
      guard unnamed > 0 else { return }
    } else {
      _ = try cursor.expectName("the import's name in quotes")
      return try nameImport()
    }
    guard cursor.isAt(.open) else { throw cursor.unexpected("what is imported") }
    cursor.advance()
    let (space, _) = try readExternSpace()
    self[keyPath: space].add(unnamed: unnamed)
  }

  /// What is imported gets its index and name; its type is read when it is encoded.
  private mutating func nameImport() throws(CoreTextError) {
    guard cursor.isAt(.open) else { throw cursor.unexpected("what is imported") }
    cursor.advance()
    let (space, _) = try readExternSpace()
    _ = try add(to: space)
  }

  /// A table's or memory's inline segment takes an index of its own.
  private mutating func addInlineSegment(of field: ModuleField) {
    guard field.kind == .table || field.kind == .memory else { return }
    var ahead = cursor
    while ahead.index < field.tokens.upperBound - 1 {
      if field.kind == .table, ahead.isAt(opening: "elem") { elements.add(unnamed: 1) }
      if field.kind == .memory, ahead.isAt(opening: "data") { data.add(unnamed: 1) }
      if ahead.isAt(.open) || ahead.isAt(.annotation) { ahead.skipGroup() } else { ahead.advance() }
    }
  }

  /// Reads an identifier and a name annotation, where they are, and adds an entry to an index space.
  private mutating func add(to space: WritableKeyPath<ModuleEncoder, IndexSpace>) throws(CoreTextError) -> UInt32 {
    let span = cursor.span
    let identifier = try cursor.takeIdentifier()
    let annotation = try takeNameAnnotation()
    return try self[keyPath: space].add(identifier, annotation: annotation, at: span)
  }

  /// Reads the keyword of what is imported or exported.
  ///
  /// - Returns: its index space and its number in the binary format.
  mutating func readExternSpace() throws(CoreTextError) -> (WritableKeyPath<ModuleEncoder, IndexSpace>, UInt8) {
    if cursor.take(keyword: "func") { return (\.functions, 0) }
    if cursor.take(keyword: "table") { return (\.tables, 1) }
    if cursor.take(keyword: "memory") { return (\.memories, 2) }
    if cursor.take(keyword: "global") { return (\.globals, 3) }
    if cursor.take(keyword: "tag") { return (\.tags, 4) }
    throw cursor.unexpected("`func`, `table`, `memory`, `global` or `tag`")
  }
}

extension ModuleField.Kind {
  fileprivate var canBeExported: Bool {
    switch self {
    case .function, .table, .memory, .tag, .global: true
    default: false
    }
  }
}
