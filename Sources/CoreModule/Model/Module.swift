package import CoreTypes

/// A decoded core module: its sections as index spaces, imported entries first.
///
/// Decoding makes sure of the binary format only; ``ModuleValidator`` checks the rest. All offsets and ranges are file
/// offsets, since a module may be embedded in a component.
///
/// Source: core specification, "Modules".
package struct Module: Sendable {
  /// The whole file that holds the module.
  package let bytes: [UInt8]
  /// The module's bytes within it.
  package let range: Range<Int>
  /// The proposals that it was decoded with.
  package let features: CoreFeatures

  /// The defined types by type index. The references in them are type indices.
  package internal(set) var types: [CoreSubType] = []
  /// The recursion groups in order, each as a range of ``types``.
  package internal(set) var recursionGroups: [Range<Int>] = []
  package internal(set) var imports: [Import] = []
  /// The type index of every function.
  package internal(set) var functions: [UInt32] = []
  package internal(set) var tables: [CoreTableType] = []
  package internal(set) var memories: [CoreMemoryType] = []
  package internal(set) var globals: [CoreGlobalType] = []
  /// The type index of every tag.
  package internal(set) var tags: [UInt32] = []
  package internal(set) var importedFunctionCount = 0
  package internal(set) var importedTableCount = 0
  package internal(set) var importedMemoryCount = 0
  package internal(set) var importedGlobalCount = 0
  package internal(set) var importedTagCount = 0
  /// The initial elements of the defined tables; nil where they are null.
  package internal(set) var tableInitializers: [ConstantExpression?] = []
  /// The initial values of the defined globals.
  package internal(set) var globalInitializers: [ConstantExpression] = []
  package internal(set) var exports: [Export] = []
  /// The start function's index.
  package internal(set) var start: UInt32?
  package internal(set) var elements: [ElementSegment] = []
  package internal(set) var data: [DataSegment] = []
  /// What the data count section declares.
  package internal(set) var dataCount: UInt32?
  /// The defined functions' bodies.
  package internal(set) var bodies: [FunctionBody] = []
  /// Where the code section's contents stand in the file, their count of bodies first.
  package internal(set) var codeSection: Range<Int>?
  package internal(set) var customSections: [CustomSection] = []
  package internal(set) var names = NameSection()

  // File offsets of entries that validation speaks of.
  var typeOffsets: [Int] = []
  var typeUseOffsets: [Int] = []
  var tagOffsets: [Int] = []
  var tableOffsets: [Int] = []
  var memoryOffsets: [Int] = []
  var startOffset = 0

  init(bytes: [UInt8], range: Range<Int>, features: CoreFeatures) {
    self.bytes = bytes
    self.range = range
    self.features = features
  }

  /// A function type by its type index; nil if there is no such type or it is a structure or array.
  package func functionType(at index: UInt32) -> CoreFunctionType? {
    types[checked: index]?.function
  }

  /// The type of a function, imported or defined; nil if there is no such function or type.
  package func type(ofFunction index: UInt32) -> CoreFunctionType? {
    guard let type = functions[checked: index] else { return nil }
    return functionType(at: type)
  }

  /// The type of a tag, imported or defined; nil if there is no such tag or type.
  package func type(ofTag index: UInt32) -> CoreFunctionType? {
    guard let type = tags[checked: index] else { return nil }
    return functionType(at: type)
  }

  /// The body of a defined function; nil for an imported one or if there is none.
  package func body(ofFunction index: UInt32) -> FunctionBody? {
    guard Int(index) >= importedFunctionCount else { return nil }
    return bodies[checked: index - UInt32(importedFunctionCount)]
  }

  /// The type of an import; nil if its type index is out of range.
  package func externType(of description: ImportDescription) -> CoreExternType? {
    switch description {
    case .function(let type): functionType(at: type).map { .function($0) }
    case .table(let type): .table(type)
    case .memory(let type): .memory(type)
    case .global(let type): .global(type)
    case .tag(let type): functionType(at: type).map { .tag($0) }
    }
  }

  /// The type of an export; nil if its index is out of range.
  package func externType(of export: Export) -> CoreExternType? {
    switch export.kind {
    case .function: type(ofFunction: export.index).map { .function($0) }
    case .table: tables[checked: export.index].map { .table($0) }
    case .memory: memories[checked: export.index].map { .memory($0) }
    case .global: globals[checked: export.index].map { .global($0) }
    case .tag: type(ofTag: export.index).map { .tag($0) }
    }
  }
}

extension Array {
  /// The element at an index that was decoded; nil past the end.
  @inline(__always)
  subscript(checked index: UInt32) -> Element? {
    Int(index) < count ? self[Int(index)] : nil
  }
}
