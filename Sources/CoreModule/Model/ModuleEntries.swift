package import CoreTypes

/// One import.
package struct Import: Hashable, Sendable {
  package let module: String
  package let name: String
  package let description: ImportDescription
  /// The file offset of the entry.
  package let offset: Int
}

/// What an import brings in.
package enum ImportDescription: Hashable, Sendable {
  /// The index of a function type.
  case function(UInt32)
  case table(CoreTableType)
  case memory(CoreMemoryType)
  case global(CoreGlobalType)
  /// The index of a function type.
  case tag(UInt32)
}

/// The kinds of things that are exported.
package enum ExportKind: UInt8, Hashable, Sendable {
  case function, table, memory, global, tag
}

/// One export.
package struct Export: Hashable, Sendable {
  package let name: String
  package let kind: ExportKind
  /// In the kind's index space.
  package let index: UInt32
  /// The file offset of the entry.
  package let offset: Int
}

/// When a segment is written.
package enum SegmentMode: Hashable, Sendable {
  /// At instantiation, to a table or memory by its index, from the offset that the expression gives.
  case active(UInt32, offset: ConstantExpression)
  /// When an instruction says so.
  case passive
  /// Never: an element segment that only declares functions to be referred to.
  case declarative
}

/// One element segment.
package struct ElementSegment: Hashable, Sendable {
  /// The elements, in one of the two ways that the binary format has.
  package enum Items: Hashable, Sendable {
    /// Function indices.
    case functions([UInt32])
    case expressions([ConstantExpression])
  }

  package let mode: SegmentMode
  package let type: CoreReferenceType
  package let items: Items
  /// The file offset of the entry.
  package let offset: Int

  /// How many elements.
  package var count: Int {
    switch items {
    case .functions(let indices): indices.count
    case .expressions(let expressions): expressions.count
    }
  }
}

/// One data segment.
package struct DataSegment: Hashable, Sendable {
  package let mode: SegmentMode
  /// Where its bytes stand in the file.
  package let range: Range<Int>
  /// The file offset of the entry.
  package let offset: Int
}

/// A run of locals of one type.
package struct LocalRun: Hashable, Sendable {
  package let count: UInt32
  package let type: CoreValueType
}

/// The body of a defined function.
package struct FunctionBody: Hashable, Sendable {
  /// From the first byte of the local declarations to just past the last `end`.
  package let range: Range<Int>
  /// The declared locals, parameters not among them.
  package let locals: [LocalRun]
  /// The file offset of the first instruction.
  package let codeStart: Int

  /// How many locals are declared, parameters not among them.
  package var localCount: Int { locals.reduce(0) { $0 + Int($1.count) } }

  /// Where the instructions stand.
  package var code: Range<Int> { codeStart..<range.upperBound }
}

/// One custom section.
package struct CustomSection: Hashable, Sendable {
  package let name: String
  /// Where the bytes after its name stand in the file.
  package let range: Range<Int>
}

/// A constant expression: where its instructions stand in the file, the last `end` included.
///
/// Source: core specification, "Constant Expressions".
package struct ConstantExpression: Hashable, Sendable {
  package let range: Range<Int>
}
