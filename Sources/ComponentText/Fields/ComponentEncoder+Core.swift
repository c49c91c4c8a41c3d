import ComponentBinary
import CoreText
import Diagnostics

// Core modules, core instances and core functions.
//
// Source: Explainer.md, "Core Instance Definitions", "Canonical Definitions".
extension ComponentEncoder {
  /// Reads `(core …)`.
  mutating func encodeCoreField() throws(CoreTextError) {
    guard let word = cursor.token(ahead: 2), word.kind == .keyword else {
      cursor.advance()
      throw cursor.unexpected("a definition")
    }
    switch String(decoding: cursor.text.spelling(word).prefix(20), as: UTF8.self) {
    case "module": try encodeCoreModule()
    case "instance": try encodeCoreInstance()
    case "type": try encodeCoreType()
    case "rec": try encodeCoreRecursionGroup()
    case "func": try encodeCoreFunction()
    default:
      cursor.advance()
      cursor.advance()
      throw cursor.unexpected("`module`, `instance`, `type`, `rec` or `func`")
    }
  }

  /// Reads `(core word $id?`: where it begins, and the identifier.
  mutating func openCoreDefinition() throws(CoreTextError) -> (first: Int, identifier: Identifier?) {
    let first = cursor.index
    cursor.move(to: first + 3)
    return (first, try cursor.takeIdentifier())
  }

  // MARK: Modules

  private mutating func encodeCoreModule() throws(CoreTextError) {
    guard let group = cursor.group else { return }
    let (first, identifier) = try openCoreDefinition()
    let start = cursor.index
    skipNameAnnotation()
    let exports = try readInlineExports()
    let index: UInt32
    if let name = try takeInlineImport() {
      index = try encodeInlineImport(name, .core(.module), identifier, from: first)
    } else {
      // The annotation names the module in its own name section.
      let fields = (exports.isEmpty ? start : cursor.index)..<max(start, group.upperBound - 1)
      let module = try encodedModuleFields(cursor.text, in: fields, identifier: identifier)
      cursor.move(to: group.upperBound)
      let span = cursor.span(from: first)
      append(section: 1, module, at: span)
      index = try add(.core(.module), identifier, at: span)
    }
    note(inlineExports: exports, SortIndex(.core(.module), index), at: cursor.span(from: first))
  }

  // MARK: Instances

  private mutating func encodeCoreInstance() throws(CoreTextError) {
    let (first, identifier) = try openCoreDefinition()
    skipNameAnnotation()
    var instance = EncodedBytes()
    if cursor.take(opening: "instantiate") {
      let module = isAtIndex ? try readPlainIndex(.core(.module)) : try readInstantiatedModule()
      var count: UInt32 = 0
      var arguments = EncodedBytes()
      while cursor.take(opening: "with") {
        count += 1
        arguments.append(name: try cursor.expectName())
        arguments.append(CoreSort.instance.rawValue)
        arguments.append(unsigned: try readCoreArgument())
        try cursor.expectClose()
      }
      try cursor.expectClose()
      instance.append(0x00)
      instance.append(unsigned: module)
      instance.append(unsigned: count)
      instance.append(arguments)
    } else {
      instance = try readCoreExports()
    }
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(instance, as: .coreInstance, at: span)
    try add(.core(.instance), identifier, at: span)
  }

  /// Reads `(module index)`, with or without `core`.
  private mutating func readInstantiatedModule() throws(CoreTextError) -> UInt32 {
    guard cursor.isAt(.open) else { throw cursor.unexpected("the index or identifier of a core module") }
    return try readUnprefixedCoreIndex(.module, isPrefixed: openedWord == "core")
  }

  /// Reads `(instance index)`, or `(instance (export …)*)`, which becomes a core instance of its own.
  private mutating func readCoreArgument() throws(CoreTextError) -> UInt32 {
    let first = cursor.index
    try cursor.expect(opening: "instance")
    if isAtIndex {
      let index = try readCoreIndexAndName(.instance, from: first)
      try cursor.expectClose()
      return index
    }
    let instance = try readCoreExports()
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(instance, as: .coreInstance, at: span)
    return try add(.core(.instance), nil, at: span)
  }

  /// Reads `(export "name" (sort index "name"?))` as often as it comes: a core instance.
  private mutating func readCoreExports() throws(CoreTextError) -> EncodedBytes {
    var count: UInt32 = 0
    var exports = EncodedBytes()
    while cursor.take(opening: "export") {
      count += 1
      exports.append(name: try cursor.expectName())
      guard let word = openedWord, case .core(let sort)? = Sort(word: word, isCore: true), sort.isExported else {
        throw cursor.unexpected("`(func`, `(table`, `(memory`, `(global` or `(tag`")
      }
      exports.append(sort.rawValue)
      exports.append(unsigned: try readUnprefixedCoreIndex(sort))
      try cursor.expectClose()
    }
    var instance = EncodedBytes()
    instance.append(0x01)
    instance.append(unsigned: count)
    instance.append(exports)
    return instance
  }

  // MARK: Functions

  /// Reads `(core func $id? (canon …))` or `(core func $id? (alias core export …))`.
  private mutating func encodeCoreFunction() throws(CoreTextError) {
    let (first, identifier) = try openCoreDefinition()
    skipNameAnnotation()
    if cursor.take(opening: "alias") {
      guard cursor.take(keyword: "core"), cursor.take(keyword: "export") else {
        throw cursor.unexpected("`core export`")
      }
      let instance = try readCoreIndex(.instance)
      let name = try cursor.expectName()
      try cursor.expectClose()
      try cursor.expectClose()
      _ = try addExportAlias(.core(.function), of: instance, name, isCore: true, identifier, from: first)
      return
    }
    guard cursor.take(opening: "canon") else { throw cursor.unexpected("`(canon` or `(alias core export`") }
    let definition = try readCanonicalCoreFunction()
    try cursor.expectClose()
    try cursor.expectClose()
    let span = cursor.span(from: first)
    append(definition, as: .canonical, at: span)
    try add(.core(.function), identifier, at: span)
  }
}

extension CoreSort {
  /// Whether core instances export it.
  fileprivate var isExported: Bool {
    switch self {
    case .function, .table, .memory, .global, .tag: true
    case .type, .module, .instance: false
    }
  }
}
