/// One field of a module, found before anything is encoded, since identifiers may be used before their definition.
struct ModuleField {
  enum Kind {
    case type, recursionGroup
    case `import`
    case function, table, memory, tag, global
    case export, start, element, data
  }

  let kind: Kind
  /// From its opening bracket to its closing one.
  let tokens: Range<Int>
  /// Where what comes after its keyword, identifier, name and inline exports stands.
  var contents: Int
  /// In the index space of its kind; for types, of the first.
  var index: UInt32 = 0
  /// The names that it is exported by at once.
  var exports: [[UInt8]] = []
}

extension ModuleField.Kind {
  /// The keywords that begin fields.
  static let byKeyword: [String: Self] = [
    "type": .type, "rec": .recursionGroup, "import": .import, "func": .function, "table": .table, "memory": .memory,
    "tag": .tag, "global": .global, "export": .export, "start": .start, "elem": .element, "data": .data,
  ]
}
