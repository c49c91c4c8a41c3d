import ComponentBinary
import CoreText
import Diagnostics

// References to definitions.
extension ComponentEncoder {
  /// Whether an index or an identifier comes next.
  var isAtIndex: Bool { cursor.isAt(.number) || cursor.isAt(.identifier) }

  /// Reads a reference: a number, an identifier, or `(sort … "name"*)`, where names lead through instances' exports.
  ///
  /// Source: Explainer.md, "Index Spaces", "Alias Definitions" (inline aliases).
  mutating func readIndex(_ sort: Sort) throws(CoreTextError) -> UInt32 {
    if isAtIndex { return try readPlainIndex(sort) }
    guard cursor.isAt(.open) else { throw cursor.unexpected("the index or identifier of a \(sort.word)") }
    let start = cursor.index
    let found = try readSortIndex()
    guard found.sort == sort else {
      cursor.move(to: start)
      throw cursor.unexpected("a \(sort.word)")
    }
    return found.index
  }

  /// Reads `(sort index "name"*)`.
  mutating func readSortIndex() throws(CoreTextError) -> SortIndex {
    let first = cursor.index
    guard cursor.isAt(.open) else { throw cursor.unexpected("`(`, a sort and an index") }
    cursor.advance()
    let sort = try readSort()
    var hasNames = false
    if let next = cursor.token(ahead: 1), next.kind == .string { hasNames = true }
    guard hasNames else {
      let index = try readPlainIndex(sort)
      try cursor.expectClose()
      return SortIndex(sort, index)
    }
    let isCore = if case .core = sort { sort != .core(.module) && sort != .core(.type) } else { false }
    var instance = try readPlainIndex(isCore ? .core(.instance) : .instance)
    var name = try cursor.expectName()
    // The exports of core instances have no exports of their own.
    while !isCore, cursor.isAt(.string) {
      instance = try addExportAlias(.instance, of: instance, name, isCore: false, nil, from: first)
      name = try cursor.expectName()
    }
    try cursor.expectClose()
    return SortIndex(sort, try addExportAlias(sort, of: instance, name, isCore: isCore, nil, from: first))
  }

  /// Reads a reference to a core definition: a number, an identifier, or `(core sort index "name"?)`; in older texts
  /// `(sort index "name"?)`, too.
  ///
  /// Source: Explainer.md, "Index Spaces" (`core-prefix`).
  mutating func readCoreIndex(_ sort: CoreSort, allowsLegacy: Bool = true) throws(CoreTextError) -> UInt32 {
    if isAtIndex { return try readPlainIndex(.core(sort)) }
    let isPrefixed = openedWord == "core"
    guard cursor.isAt(.open), isPrefixed || allowsLegacy && allowsLegacyIndices else {
      throw cursor.unexpected("an index or `(core \(sort.word)`")
    }
    return try readUnprefixedCoreIndex(sort, isPrefixed: isPrefixed)
  }

  /// Reads `(sort index "name"?)` where core sorts stand without the word `core`.
  ///
  /// - Parameter isPrefixed: whether the word is there all the same.
  mutating func readUnprefixedCoreIndex(_ sort: CoreSort, isPrefixed: Bool = false) throws(CoreTextError) -> UInt32 {
    let first = cursor.index
    cursor.advance()
    if isPrefixed { cursor.advance() }
    guard let token = cursor.current, token.kind == .keyword,
      cursor.text.spelling(token).elementsEqual(sort.word.utf8)
    else { throw cursor.unexpected("`\(sort.word)`") }
    cursor.advance()
    let index = try readCoreIndexAndName(sort, from: first)
    try cursor.expectClose()
    return index
  }

  /// Reads `index "name"?`, where a name makes it an export of a core instance.
  mutating func readCoreIndexAndName(_ sort: CoreSort, from first: Int) throws(CoreTextError) -> UInt32 {
    guard let next = cursor.token(ahead: 1), next.kind == .string else { return try readPlainIndex(.core(sort)) }
    // Core modules are exports of component instances.
    let isCore = sort != .module && sort != .type
    let instance = try readPlainIndex(isCore ? .core(.instance) : .instance)
    let name = try cursor.expectName()
    return try addExportAlias(.core(sort), of: instance, name, isCore: isCore, nil, from: first)
  }

  /// Reads a sort's word, or two with `core`.
  mutating func readSort() throws(CoreTextError) -> Sort {
    let isCore = cursor.take(keyword: "core")
    guard let token = cursor.current, token.kind == .keyword,
      let sort = Sort(word: String(decoding: cursor.text.spelling(token), as: UTF8.self), isCore: isCore)
    else { throw cursor.unexpected(isCore ? "a core sort" : "a sort") }
    cursor.advance()
    return sort
  }

  /// Reads a number or an identifier. An identifier of an outer scope brings its definition in by an alias.
  ///
  /// Source: Explainer.md, "Alias Definitions" (implicit outer aliases).
  mutating func readPlainIndex(_ sort: Sort) throws(CoreTextError) -> UInt32 {
    guard cursor.isAt(.identifier) else {
      guard cursor.isAt(.number) else { throw cursor.unexpected("the index or identifier of a \(sort.word)") }
      return try readNumber()
    }
    let span = cursor.span
    guard let identifier = try cursor.takeIdentifier(), let innermost = scopes.last else { return 0 }
    if let index = innermost.find(sort, identifier) { return index }
    if sort.isOuterAliasSort {
      for (count, scope) in scopes.reversed().enumerated().dropFirst() {
        guard let index = scope.find(sort, identifier) else { continue }
        append(outerAlias(sort, count: UInt32(count), index: index), as: .alias, at: span)
        return scopes[scopes.count - 1].bringIn(sort)
      }
    }
    return try innermost.index(of: identifier, sort, at: span)
  }

  /// Reads an unsigned number of 32 bits.
  mutating func readNumber() throws(CoreTextError) -> UInt32 {
    UInt32(truncatingIfNeeded: try cursor.readUnsigned(bits: 32))
  }

  // MARK: Aliases

  /// Source: Binary.md, "Alias Definitions".
  func outerAlias(_ sort: Sort, count: UInt32, index: UInt32) -> EncodedBytes {
    var alias = EncodedBytes()
    alias.append(contentsOf: sort.encoded)
    alias.append(0x02)
    alias.append(unsigned: count)
    alias.append(unsigned: index)
    return alias
  }

  /// Adds an alias of an instance's export: its index.
  mutating func addExportAlias(
    _ sort: Sort, of instance: UInt32, _ name: [UInt8], isCore: Bool, _ identifier: Identifier?, from first: Int
  ) throws(CoreTextError) -> UInt32 {
    var alias = EncodedBytes()
    alias.append(contentsOf: sort.encoded)
    alias.append(isCore ? 0x01 : 0x00)
    alias.append(unsigned: instance)
    alias.append(name: name)
    let span = cursor.span(from: first)
    append(alias, as: .alias, at: span)
    return try add(sort, identifier, at: span)
  }
}
