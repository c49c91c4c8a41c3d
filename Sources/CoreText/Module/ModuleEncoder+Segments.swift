import Diagnostics

/// When a segment is written.
enum SegmentMode {
  case active(index: UInt32, offset: EncodedBytes)
  case passive
  case declarative
}

/// What an element segment holds.
struct SegmentElements {
  enum Items {
    case functions([UInt32])
    case expressions([EncodedBytes])
  }

  var type: EncodedBytes
  var items: Items

  var count: Int {
    switch items {
    case .functions(let indices): indices.count
    case .expressions(let expressions): expressions.count
    }
  }

  /// Whether the elements are nullable references to any functions, which short forms stand for.
  var isFuncref: Bool { type.bytes == [0x70] }
}

// Element and data segments.
//
// Source: core specification, "Element Segments" and "Data Segments" (text format).
extension ModuleEncoder {
  mutating func encodeElementSegment(_ field: ModuleField) throws(CoreTextError) {
    let span = cursor.text.span(of: field.tokens)
    var mode = SegmentMode.passive
    var mayBeBare = false
    if cursor.take(keyword: "declare") {
      mode = .declarative
    } else {
      var table: UInt32?
      mayBeBare = !cursor.isAt(opening: "table")
      if cursor.take(opening: "table") {
        table = try readIndex(tables)
        try cursor.expectClose()
      } else if isAtIndex, isOffset(cursor.token(ahead: 1), cursor.token(ahead: 2)) {
        // As the text format had it before the second edition.
        table = try readIndex(tables)
      }
      if table != nil || isAtOffset {
        mode = .active(index: table ?? 0, offset: try readOffset())
      } else {
        mayBeBare = false
      }
    }
    var items: SegmentElements
    if mayBeBare, isAtIndex || cursor.isAt(.close) {
      items = try readFunctionIndices()
    } else if cursor.take(keyword: "func") {
      items = try readFunctionIndices()
    } else {
      var type = EncodedBytes()
      try encodeReferenceType(to: &type)
      items = try readElements(ofType: type)
    }
    elementSection.append(encoded(items, mode: mode), at: span)
  }

  /// Reads the elements of a table's inline segment, or of a segment with a written type.
  mutating func readElements(ofType type: EncodedBytes) throws(CoreTextError) -> SegmentElements {
    if isAtIndex {
      var functions = try readFunctionIndices()
      functions.type = type
      return functions
    }
    var expressions: [EncodedBytes] = []
    while cursor.isAt(.open) {
      var expression = EncodedBytes()
      expression.mark(cursor.span)
      if cursor.take(opening: "item") {
        try encodeExpression(to: &expression)
        try cursor.expectClose()
      } else {
        try encodeFoldedExpression(to: &expression)
      }
      expressions.append(expression)
    }
    return SegmentElements(type: type, items: .expressions(expressions))
  }

  private mutating func readFunctionIndices() throws(CoreTextError) -> SegmentElements {
    var indices: [UInt32] = []
    while isAtIndex { indices.append(try readIndex(functions)) }
    var type = EncodedBytes()
    type.append(0x70)
    return SegmentElements(type: type, items: .functions(indices))
  }

  func encoded(_ elements: SegmentElements, mode: SegmentMode) -> EncodedBytes {
    // flags: bit 0 not active; bit 1 a table's index, or declarative; bit 2 expressions
    var entry = EncodedBytes()
    var items = elements.items
    var isFuncref = elements.isFuncref
    // Only references to any function have the form of indices.
    if case .functions(let indices) = items, !isFuncref {
      items = .expressions(
        indices.map { index in
          var expression = EncodedBytes()
          expression.append(0xD2)
          expression.append(unsigned: index)
          expression.append(0x0B)
          return expression
        })
      isFuncref = false
    }
    var isExpressions = false
    if case .expressions = items { isExpressions = true }
    let form: UInt8 = isExpressions ? 4 : 0
    var saysType = true
    switch mode {
    case .active(0, let offset) where !isExpressions || isFuncref:
      entry.append(form)
      entry.append(offset)
      saysType = false
    case .active(let table, let offset):
      entry.append(form | 2)
      entry.append(unsigned: table)
      entry.append(offset)
    case .passive: entry.append(form | 1)
    case .declarative: entry.append(form | 3)
    }
    switch items {
    case .functions(let indices):
      if saysType { entry.append(0) }
      entry.append(unsigned: UInt64(indices.count))
      for index in indices { entry.append(unsigned: index) }
    case .expressions(let expressions):
      if saysType { entry.append(elements.type) }
      entry.append(unsigned: UInt64(expressions.count))
      for expression in expressions { entry.append(expression) }
    }
    return entry
  }

  mutating func encodeDataSegment(_ field: ModuleField) throws(CoreTextError) {
    var mode = SegmentMode.passive
    var memory: UInt32?
    if cursor.take(opening: "memory") {
      memory = try readIndex(memories)
      try cursor.expectClose()
    } else if isAtIndex {
      memory = try readIndex(memories)
    }
    if memory != nil || isAtOffset && !cursor.isAtNumberList {
      mode = .active(index: memory ?? 0, offset: try readOffset())
    }
    let contents = try cursor.readDataString()
    dataSection.append(encoded(data: contents, mode: mode), at: cursor.text.span(of: field.tokens))
  }

  func encoded(data contents: [UInt8], mode: SegmentMode) -> EncodedBytes {
    var entry = EncodedBytes()
    switch mode {
    case .active(0, let offset):
      entry.append(0)
      entry.append(offset)
    case .active(let memory, let offset):
      entry.append(2)
      entry.append(unsigned: memory)
      entry.append(offset)
    case .passive, .declarative: entry.append(1)
    }
    entry.append(name: contents)
    return entry
  }

  // MARK: Offsets

  /// Whether `(offset …)` or a folded instruction comes next, and not an element's type or item.
  private var isAtOffset: Bool { isOffset(cursor.current, cursor.token(ahead: 1)) }

  private func isOffset(_ open: Token?, _ word: Token?) -> Bool {
    guard let open, let word, open.kind == .open, word.kind == .keyword else { return false }
    return !cursor.text.spells(word, "ref") && !cursor.text.spells(word, "item")
  }

  private mutating func readOffset() throws(CoreTextError) -> EncodedBytes {
    var expression = EncodedBytes()
    expression.mark(cursor.span)
    if cursor.take(opening: "offset") {
      try encodeExpression(to: &expression)
      try cursor.expectClose()
    } else {
      try encodeFoldedExpression(to: &expression)
    }
    return expression
  }
}
