import ComponentBinary
import CoreText
import Diagnostics

/// Makes one component's bytes in one pass: a definition refers only to what stands before it.
///
/// Source: Explainer.md, "Component Definitions".
struct ComponentEncoder {
  var cursor: TokenCursor
  /// The outermost first; never empty while something is read.
  var scopes: [ComponentScope] = []
  /// How deep the brackets that are being read nest, of scopes and types together.
  private var depth = 0
  /// Whether references to core definitions may be written as they were before the word `core` was asked for.
  let allowsLegacyIndices: Bool

  init(_ cursor: TokenCursor, allowsLegacyIndices: Bool) {
    self.cursor = cursor
    self.allowsLegacyIndices = allowsLegacyIndices
  }

  /// Reads `(component …)`.
  mutating func encode() throws(CoreTextError) -> (Identifier?, EncodedBytes) {
    try cursor.expect(opening: "component")
    let identifier = try cursor.takeIdentifier()
    return (identifier, try encodeComponent(identifier))
  }

  /// Reads a component's fields, up to the end of the tokens.
  mutating func encodeFields(_ identifier: Identifier?) throws(CoreTextError) -> EncodedBytes {
    let first = cursor.index
    skipNameAnnotation()
    scopes.append(ComponentScope(.component, identifier: identifier))
    while !cursor.isAtEnd { try encodeField() }
    return try finishScope(from: first)
  }

  /// Reads a component after its identifier, to the bracket that closes it.
  mutating func encodeComponent(_ identifier: Identifier?) throws(CoreTextError) -> EncodedBytes {
    let first = max(0, cursor.index - 1)
    skipNameAnnotation()
    if cursor.take(keyword: "binary") {
      var bytes = EncodedBytes()
      bytes.mark(cursor.span)
      while let part = try cursor.takeString() { bytes.append(contentsOf: part) }
      try cursor.expectClose()
      return bytes
    }
    return try within(.component, identifier, from: first) { encoder throws(CoreTextError) in
      try encoder.encodeField()
    }
  }

  /// Reads what a scope holds, to the bracket that closes it.
  mutating func within(
    _ kind: ComponentScope.Kind, _ identifier: Identifier?, from first: Int,
    readItem: (inout ComponentEncoder) throws(CoreTextError) -> Void
  ) throws(CoreTextError) -> EncodedBytes {
    try enter()
    scopes.append(ComponentScope(kind, identifier: identifier))
    while !cursor.isAt(.close), !cursor.isAtEnd { try readItem(&self) }
    try cursor.expectClose()
    leave()
    return try finishScope(from: first)
  }

  private mutating func finishScope(from first: Int) throws(CoreTextError) -> EncodedBytes {
    try addInlineExports()
    guard var scope = scopes.popLast() else { return EncodedBytes() }
    return scope.finished(at: cursor.text.span(of: first..<max(first + 1, cursor.index)))
  }

  // MARK: The innermost scope

  /// The innermost scope's kind.
  var scopeKind: ComponentScope.Kind { scopes.last?.kind ?? .component }

  /// Adds a definition to the innermost scope.
  mutating func append(_ item: EncodedBytes, as form: ItemForm, at span: SourceSpan) {
    guard !scopes.isEmpty else { return }
    scopes[scopes.count - 1].append(item, as: form, at: span)
  }

  /// Adds a section to the innermost scope.
  mutating func append(section number: UInt8, _ contents: EncodedBytes, at span: SourceSpan) {
    guard !scopes.isEmpty else { return }
    scopes[scopes.count - 1].append(section: number, contents, at: span)
  }

  /// Counts a definition of the innermost scope.
  @discardableResult
  mutating func add(_ sort: Sort, _ identifier: Identifier?, at span: SourceSpan) throws(CoreTextError) -> UInt32 {
    guard !scopes.isEmpty else { return 0 }
    return try scopes[scopes.count - 1].add(sort, identifier, at: span)
  }

  /// The innermost scope's definitions of a sort, to be given back.
  mutating func takeSpace(of sort: Sort) -> IndexSpace {
    scopes.isEmpty ? IndexSpace(sort.textSpace) : scopes[scopes.count - 1].takeSpace(of: sort)
  }

  mutating func put(_ space: IndexSpace, of sort: Sort) {
    if !scopes.isEmpty { scopes[scopes.count - 1].put(space, of: sort) }
  }

  // MARK: Depth

  /// Counts a level of nesting, since reading it takes stack.
  mutating func enter() throws(CoreTextError) {
    guard depth < ComponentLimits.scopeDepth else {
      throw CoreTextError(
        .limit("levels of components and types", maximum: ComponentLimits.scopeDepth), at: cursor.span)
    }
    depth += 1
  }

  mutating func leave() { depth -= 1 }

  // MARK: Words

  /// The keyword after the bracket that comes next; nil where none does.
  var openedWord: String? {
    guard cursor.isAt(.open), let word = cursor.token(ahead: 1), word.kind == .keyword else { return nil }
    return String(decoding: cursor.text.spelling(word), as: UTF8.self)
  }

  /// Reads the identifier of what is defined, if it has one, and passes over the name for people that may follow.
  mutating func takeDefinedIdentifier() throws(CoreTextError) -> Identifier? {
    let identifier = try cursor.takeIdentifier()
    skipNameAnnotation()
    return identifier
  }

  /// A name for people says nothing that is kept.
  mutating func skipNameAnnotation() {
    if cursor.isAt(annotation: .name) { cursor.skipGroup() }
  }
}
