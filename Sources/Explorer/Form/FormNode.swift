import ComponentTypes

/// A value's place in a form: one of its own rows, or several, and the places of its parts below.
///
/// How many rows a place takes is kept with it, so that the rows in sight are found without walking through the others.
struct FormNode: Hashable, Sendable {
  /// How the value is given.
  enum Content: Hashable, Sendable {
    /// As text; what is typed, empty while nothing is.
    case text(String)
    /// By the index of its case, in the order of `ValueType.choices`.
    case choice(Int)
    /// One Boolean a flag.
    case flags([Bool])
    /// By its parts: a record, a tuple, a fixed-length list, an entry of a map.
    case group
    /// By its first so many children. Those behind are kept, so that a length typed by mistake loses nothing.
    case list(count: Int)
  }

  /// The parameter's, field's or case's name, or `[0]` in a list.
  var label: String
  let type: ValueType
  /// The type in a word or two.
  let typeWord: String
  var content: Content
  /// What stands for an empty text; empty where nothing does.
  var suggestion = ""
  var children: [FormNode] = []
  /// Which case each child is the payload of, for a choice.
  var cases: [Int] = []
  /// Whether a group has no row of its own.
  var hidesHeader = false
  /// The rows of the value and all its parts.
  private(set) var rowCount = 1
  /// The places, those that are kept out of sight among them.
  private(set) var nodeCount = 1

  init(_ label: String, _ type: ValueType, _ content: Content, suggestion: String = "", children: [FormNode] = []) {
    self.label = label
    self.type = type
    typeWord = type.formWord
    self.content = content
    self.suggestion = suggestion
    self.children = children
    recount()
  }

  /// The rows before those of the parts.
  var ownRows: Int {
    switch content {
    case .text, .choice, .list: 1
    case .flags(let flags): 1 + flags.count
    case .group: hidesHeader ? 0 : 1
    }
  }

  /// The children in sight.
  var visibleChildren: Range<Int> {
    switch content {
    case .text, .flags: return 0..<0
    case .group: return children.indices
    case .list(let count): return 0..<min(max(0, count), children.count)
    case .choice(let index):
      guard let child = cases.firstIndex(of: index), children.indices.contains(child) else { return 0..<0 }
      return child..<child + 1
    }
  }

  /// Counts anew after a change here or in a child.
  mutating func recount() {
    rowCount = visibleChildren.reduce(ownRows) { $0 + children[$1].rowCount }
    nodeCount = children.reduce(1) { $0 + $1.nodeCount }
  }

  /// Changes the node at a path of child indices, and counts anew on the way back.
  mutating func update<Result>(at path: ArraySlice<Int>, _ change: (inout FormNode) -> Result) -> Result {
    defer { recount() }
    guard let first = path.first, children.indices.contains(first) else { return change(&self) }
    return children[first].update(at: path.dropFirst(), change)
  }

  /// The node at a path of child indices.
  subscript(path: some Sequence<Int>) -> FormNode {
    var node = self
    for index in path where node.children.indices.contains(index) { node = node.children[index] }
    return node
  }
}

extension ValueType {
  /// What a choice of this type is between; empty for a type that is none.
  var choices: [String] {
    switch shape {
    case .bool: ["false", "true"]
    case .enumeration(let labels): labels.map(\.name)
    case .variant(let cases): cases.map(\.name)
    case .option: ["none", "some"]
    case .result: ["ok", "err"]
    default: []
    }
  }

  /// The payload of the case at an index of `choices`; nil where it has none.
  func payload(ofChoice index: Int) -> ValueType? {
    switch shape {
    case .variant(let cases): cases.indices.contains(index) ? cases[index].payload : nil
    case .option(let payload): index == 1 ? payload : nil
    case .result(let ok, let error): index == 0 ? ok : error
    default: nil
    }
  }

  /// The type in a word or two: its name, or its structure two levels deep at most.
  var formWord: String { formWord(levels: 2) }

  private func formWord(levels: Int) -> String {
    if let name { return name.name }
    func several(_ word: String, _ types: [ValueType?]) -> String {
      if types.isEmpty { return word }
      if levels == 0 { return word + "<..>" }
      let words = types.prefix(4).map { $0?.formWord(levels: levels - 1) ?? "_" } + (types.count > 4 ? [".."] : [])
      return word + "<" + words.joined(separator: ", ") + ">"
    }
    switch shape {
    case .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string, .errorContext:
      return typeText
    case .list(let element): return several("list", [element])
    case .fixedLengthList(let element, let length):
      return levels == 0 ? "list<..>" : "list<\(element.formWord(levels: levels - 1)), \(length)>"
    case .map(let key, let value): return several("map", [key, value])
    case .tuple(let elements): return several("tuple", elements)
    case .option(let value): return several("option", [value])
    case .result(let ok, let error): return several("result", ok == nil && error == nil ? [] : [ok, error])
    case .stream(let element): return several("stream", element.map { [$0] } ?? [])
    case .future(let element): return several("future", element.map { [$0] } ?? [])
    case .own(let resource): return resource.name
    case .borrow(let resource): return "borrow<\(resource.name)>"
    case .record: return "record"
    case .variant: return "variant"
    case .enumeration: return "enum"
    case .flags: return "flags"
    }
  }
}
