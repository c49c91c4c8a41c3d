import ComponentBinary
import CoreText
import Diagnostics

/// A component, component type or instance type while it is read: its index spaces and its bytes so far.
struct ComponentScope {
  enum Kind: Hashable {
    case component, componentType, instanceType
  }

  let kind: Kind
  /// What outer aliases call it.
  let identifier: Identifier?
  private var spaces: [Sort: IndexSpace] = [:]

  /// Exports that definitions were written with: they come after everything else.
  var inlineExports: [(name: EncodedBytes, target: SortIndex, span: SourceSpan)] = []

  /// Of a component its finished sections, of a type its declarators.
  private var body = EncodedBytes()
  /// How many declarators there are.
  private var declarators: UInt32 = 0
  /// The section that grows: neighbours of one kind share one.
  private var section: (number: UInt8, count: UInt32, items: EncodedBytes)?

  init(_ kind: Kind, identifier: Identifier?) {
    self.kind = kind
    self.identifier = identifier
  }

  // MARK: Names

  /// Counts a definition.
  @discardableResult
  mutating func add(_ sort: Sort, _ identifier: Identifier?, at span: SourceSpan) throws(CoreTextError) -> UInt32 {
    try spaces[sort, default: IndexSpace(sort.textSpace)].add(identifier, at: span)
  }

  /// Counts an alias that an identifier of an outer scope stands for: each use makes one, so that the numbers of what
  /// follows are those that other tools count.
  mutating func bringIn(_ sort: Sort) -> UInt32 {
    let index = spaces[sort]?.count ?? 0
    spaces[sort, default: IndexSpace(sort.textSpace)].add(unnamed: 1)
    return index
  }

  /// The definitions of a sort: takes them, so that who adds to them does not copy them.
  mutating func takeSpace(of sort: Sort) -> IndexSpace {
    spaces.removeValue(forKey: sort) ?? IndexSpace(sort.textSpace)
  }

  /// Gives back what was taken.
  mutating func put(_ space: IndexSpace, of sort: Sort) { spaces[sort] = space }

  /// What an identifier of this scope stands for.
  func find(_ sort: Sort, _ identifier: Identifier) -> UInt32? {
    spaces[sort]?.find(identifier)
  }

  /// What an identifier of this scope must stand for.
  func index(of identifier: Identifier, _ sort: Sort, at span: SourceSpan) throws(CoreTextError) -> UInt32 {
    if let index = find(sort, identifier) { return index }
    return try (spaces[sort] ?? IndexSpace(sort.textSpace)).index(of: identifier, at: span)
  }

  // MARK: Bytes

  /// Adds a definition.
  mutating func append(_ item: EncodedBytes, as form: ItemForm, at span: SourceSpan) {
    guard kind == .component else {
      declarators += 1
      body.mark(span)
      body.append(form.declarator)
      body.append(item)
      return
    }
    if section?.number != form.section { finishSection() }
    var open = section ?? (form.section, 0, EncodedBytes())
    // The section's own copy goes, so that the bytes grow in place.
    section = nil
    open.count += 1
    open.items.mark(span)
    open.items.append(item)
    section = open
  }

  /// Adds a section that holds one thing without a count: a custom section or a nested component.
  mutating func append(section number: UInt8, _ contents: EncodedBytes, at span: SourceSpan) {
    finishSection()
    body.mark(span)
    body.append(number)
    body.append(sized: contents)
  }

  private mutating func finishSection() {
    guard let open = section else { return }
    section = nil
    var contents = EncodedBytes()
    contents.append(unsigned: open.count)
    contents.append(open.items)
    body.append(open.number)
    body.append(sized: contents)
  }

  /// All of it in the binary format.
  ///
  /// Source: Binary.md, "Component Definitions", "Type Definitions".
  mutating func finished(at span: SourceSpan) -> EncodedBytes {
    var bytes = EncodedBytes()
    bytes.mark(span)
    switch kind {
    case .component:
      finishSection()
      bytes.append(contentsOf: [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00])
    case .componentType, .instanceType:
      bytes.append(kind == .componentType ? 0x41 : 0x42)
      bytes.append(unsigned: declarators)
    }
    bytes.append(body)
    // What is wrong with the whole, or comes after, is shown as the whole.
    bytes.mark(span)
    return bytes
  }
}

/// What a definition is where it stands: the section's number in a component, the first byte in a type.
///
/// Source: Binary.md, "Component Definitions", "Type Definitions".
enum ItemForm: Hashable {
  case coreInstance, coreType, instance, type, alias, canonical, `import`, export, value

  var section: UInt8 {
    switch self {
    case .coreInstance: 2
    case .coreType: 3
    case .instance: 5
    case .alias: 6
    case .type: 7
    case .canonical: 8
    case .import: 10
    case .export: 11
    case .value: 12
    }
  }

  /// What a type holds are core types, types, aliases, imports and exports alone.
  var declarator: UInt8 {
    switch self {
    case .coreType: 0x00
    case .type, .canonical, .instance, .coreInstance, .value: 0x01
    case .alias: 0x02
    case .import: 0x03
    case .export: 0x04
    }
  }
}
