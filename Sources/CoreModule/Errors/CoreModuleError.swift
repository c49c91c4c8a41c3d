/// Why bytes are not a valid core module, and where.
package struct CoreModuleError: Error, Hashable, Sendable {
  package var kind: Kind
  /// The file offset, in bytes from the start of the file that holds the module.
  package var offset: Int

  package init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// The specification's word for it, which decides what a script's assertion accepts.
  package enum Category: Hashable, Sendable {
    /// Not the binary format.
    case malformed
    /// The binary format, but breaking a rule of validation.
    case invalid
    /// A proposal that is off or not supported yet.
    case unsupported
    /// More than this implementation accepts.
    case limit
  }

  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    // Malformed: the module and its sections
    case badMagic
    case badVersion(UInt32)
    /// A component where a module is expected.
    case isComponent
    case unexpectedEnd
    case integerTooLong(bits: Int)
    case integerTooLarge(bits: Int)
    case malformedUTF8
    case unknownSection(UInt8)
    case sectionOutOfOrder(SectionKind)
    case repeatedSection(SectionKind)
    case sectionSizeMismatch(SectionKind)
    case functionCountMismatch(functions: Int, bodies: Int)
    case dataCountMismatch(declared: Int, segments: Int)
    case dataCountMissing

    // Malformed: entries
    case malformedValueType(UInt8)
    case malformedReferenceType(UInt8)
    case malformedTypeForm(UInt8)
    case malformedBlockType
    case malformedLimits(UInt8)
    case malformedMutability(UInt8)
    case malformedImportKind(UInt8)
    case malformedExportKind(UInt8)
    case malformedElementKind(UInt8)
    case malformedSegmentFlags(UInt32)
    case malformedHeapType(UInt8)
    case malformedTagAttribute(UInt8)
    case malformedPageSize(UInt32)
    case malformedCatchKind(UInt8)
    case malformedCastFlags(UInt8)

    case tooManyLocals(UInt64)

    // Malformed: instructions
    case unknownOpcode(UInt32)
    case unknownPrefixedOpcode(prefix: UInt8, UInt32)
    case malformedMemoryArgument(UInt32)
    case zeroByteExpected
    case endExpected
    case bytesAfterEnd
    case elseWithoutIf

    // Unsupported, and limits
    case unsupported(CoreFeature)
    case limit(String, found: Int, maximum: Int)

    // Invalid
    /// More than one, which takes a feature that is off.
    case multiple(IndexSpace, CoreFeature)
    case tooManySupertypes(UInt32)
    case supertypeIsFinal(UInt32)
    /// A type whose declared supertype it does not match.
    case supertypeMismatch(UInt32, supertype: UInt32)
    /// A function type, structure or array where another one of them is expected.
    case wrongKindOfType(UInt32, expected: String)
    /// Packed fields are read with a sign, others without.
    case fieldIsPacked(Bool)
    case fieldImmutable
    /// An instruction that copies bits between arrays and segments, on an array that has none.
    case arrayOfReferences(Bool)
    /// An array's elements cannot be copied to those of another.
    case arrayElementMismatch
    /// A local, field or table whose type has no default value.
    case noDefault(PackedValueType)
    case localUnset(UInt32)
    case laneOutOfRange(UInt8, lanes: UInt8)
    /// An atomic access with another alignment than its natural one.
    case alignmentNotNatural(UInt8, natural: UInt8)
    case tagResults
    case sharedMemoryWithoutMaximum
    case invalidPageSize(UInt8)
    /// A tail call to a function whose results the calling function does not have.
    case tailCallResults
    /// A catch clause or branch whose label does not take what would be given to it.
    case labelMismatch(expected: Int, found: Int)
    case tableTooLarge(elements: UInt64)
    case unknownIndex(IndexSpace, UInt32, count: Int)
    case unknownLabel(UInt32, depth: Int)
    case typeMismatch(expected: PackedValueType, found: PackedValueType)
    /// A reference of any type is expected.
    case referenceExpected(found: PackedValueType)
    /// A number or vector of any type is expected.
    case numberExpected(found: PackedValueType)
    /// The operand stack holds nothing that the block or instruction may take; nil where any type would do.
    case operandMissing(expected: PackedValueType?)
    case operandsLeftOver(count: Int)
    case elseMissing
    case labelArityMismatch(expected: Int, found: Int)
    case alignmentTooLarge(UInt8, natural: UInt8)
    /// A memory argument's offset past what the memory's addresses can hold.
    case offsetTooLarge(UInt64)
    case globalImmutable(UInt32)
    case selectArity(Int)
    case undeclaredFunctionReference(UInt32)
    case segmentTypeMismatch(table: PackedValueType, segment: PackedValueType)
    case limitsReversed(minimum: UInt64, maximum: UInt64)
    case memoryTooLarge(pages: UInt64, maximum: UInt64)
    case repeatedExport(String)
    case startFunctionType
    case notConstant(Opcode)
    case globalNotConstant(UInt32)
  }
}

/// What an index counts.
package enum IndexSpace: String, Hashable, Sendable {
  case type, function, table, memory, global, local, tag, field
  case elementSegment = "element segment"
  case dataSegment = "data segment"
}

/// A section's kind by its number in the binary format.
package enum SectionKind: UInt8, Hashable, Sendable {
  case custom, type, `import`, function, table, memory, global, export, start, element, code, data, dataCount, tag

  /// Where it must stand among the others; custom sections may stand anywhere.
  ///
  /// Source: core specification, "Modules" (binary format).
  var order: Int {
    switch self {
    case .custom: 0
    case .type: 1
    case .import: 2
    case .function: 3
    case .table: 4
    case .memory: 5
    case .tag: 6
    case .global: 7
    case .export: 8
    case .start: 9
    case .element: 10
    case .dataCount: 11
    case .code: 12
    case .data: 13
    }
  }

  /// The word in messages.
  var name: String { self == .dataCount ? "data count" : "\(self)" }
}

extension CoreModuleError {
  /// The specification's word for it.
  package var category: Category {
    switch kind {
    case .badMagic, .badVersion, .isComponent, .unexpectedEnd, .integerTooLong, .integerTooLarge, .malformedUTF8,
      .unknownSection, .sectionOutOfOrder, .repeatedSection, .sectionSizeMismatch, .functionCountMismatch,
      .dataCountMismatch, .dataCountMissing, .malformedValueType, .malformedReferenceType, .malformedTypeForm,
      .malformedBlockType, .malformedLimits, .malformedMutability, .malformedImportKind, .malformedExportKind,
      .malformedElementKind, .malformedSegmentFlags, .tooManyLocals, .unknownOpcode,
      .unknownPrefixedOpcode, .malformedMemoryArgument, .zeroByteExpected, .endExpected, .bytesAfterEnd, .elseWithoutIf,
      .malformedHeapType, .malformedTagAttribute, .malformedPageSize, .malformedCatchKind, .malformedCastFlags:
      .malformed
    case .unsupported: .unsupported
    case .limit: .limit
    case .multiple, .tooManySupertypes, .supertypeIsFinal, .supertypeMismatch, .wrongKindOfType, .fieldIsPacked,
      .fieldImmutable,
      .arrayOfReferences, .arrayElementMismatch, .noDefault, .localUnset, .laneOutOfRange, .alignmentNotNatural,
      .tagResults, .sharedMemoryWithoutMaximum, .invalidPageSize, .tailCallResults, .labelMismatch, .tableTooLarge,
      .unknownIndex, .unknownLabel, .typeMismatch, .referenceExpected, .numberExpected,
      .operandMissing,
      .operandsLeftOver, .elseMissing, .labelArityMismatch, .alignmentTooLarge, .offsetTooLarge, .globalImmutable,
      .selectArity,
      .undeclaredFunctionReference, .segmentTypeMismatch, .limitsReversed, .memoryTooLarge,
      .repeatedExport, .startFunctionType, .notConstant, .globalNotConstant:
      .invalid
    }
  }
}
