import CoreTypes
package import Diagnostics

// The wording of everything that can be wrong with a core module.
extension CoreModuleError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] { [diagnostic(file: "module")] }

  /// The error as a diagnostic in a named file.
  package func diagnostic(file: String) -> Diagnostic {
    let failure: Diagnostic.Failure = category == .invalid ? .invalid : .malformed
    return Diagnostic(
      code, message, failure: failure, at: .binary(file: file, offset: offset), notes: notes)
  }

  private var code: DiagnosticCode {
    switch kind {
    case .badMagic: .coreBadMagic
    case .badVersion, .isComponent: .coreBadVersion
    case .unexpectedEnd: .coreUnexpectedEnd
    case .integerTooLong, .integerTooLarge: .coreMalformedInteger
    case .malformedUTF8: .coreMalformedUTF8
    case .unknownSection, .sectionOutOfOrder, .repeatedSection, .sectionSizeMismatch: .coreMalformedSection
    case .functionCountMismatch, .dataCountMismatch, .dataCountMissing: .coreCountMismatch
    case .malformedValueType, .malformedReferenceType, .malformedTypeForm, .malformedBlockType, .malformedLimits,
      .malformedMutability, .malformedHeapType, .malformedTagAttribute, .malformedPageSize:
      .coreMalformedType
    case .malformedImportKind, .malformedExportKind, .malformedElementKind, .malformedSegmentFlags, .tooManyLocals:
      .coreMalformedEntry
    case .unknownOpcode, .unknownPrefixedOpcode: .coreUnknownOpcode
    case .malformedMemoryArgument, .zeroByteExpected, .malformedCatchKind, .malformedCastFlags:
      .coreMalformedInstruction
    case .endExpected, .bytesAfterEnd, .elseWithoutIf: .coreUnbalancedBlocks
    case .unsupported: .coreUnsupported
    case .limit: .coreLimit
    case .tooManySupertypes, .supertypeIsFinal, .supertypeMismatch: .coreSubtyping
    case .wrongKindOfType, .fieldIsPacked, .arrayOfReferences, .arrayElementMismatch, .tailCallResults:
      .coreTypeMismatch
    case .fieldImmutable: .coreImmutableGlobal
    case .noDefault, .localUnset: .coreUnset
    case .laneOutOfRange: .coreLane
    case .alignmentNotNatural: .coreAlignment
    case .tagResults: .coreTagType
    case .multiple, .sharedMemoryWithoutMaximum, .invalidPageSize, .tableTooLarge: .coreBadLimits
    case .labelMismatch: .coreLabelArity
    case .unknownIndex, .unknownLabel: .coreUnknownIndex
    case .typeMismatch, .referenceExpected, .numberExpected, .elseMissing, .segmentTypeMismatch: .coreTypeMismatch
    case .operandMissing, .operandsLeftOver: .coreOperandStack
    case .labelArityMismatch, .selectArity: .coreLabelArity
    case .alignmentTooLarge, .offsetTooLarge: .coreAlignment
    case .globalImmutable: .coreImmutableGlobal
    case .undeclaredFunctionReference: .coreUndeclaredReference
    case .limitsReversed, .memoryTooLarge: .coreBadLimits
    case .repeatedExport: .coreRepeatedExport
    case .startFunctionType: .coreStartType
    case .notConstant, .globalNotConstant: .coreNotConstant
    }
  }

  private var message: String {
    switch kind {
    case .badMagic: "not a WebAssembly file: it does not begin with \\0asm"
    case .badVersion(let version): "version \(version) of the binary format is not known"
    case .isComponent: "this is a component where a core module is expected"
    case .unexpectedEnd: "the bytes end in the middle of something"
    case .integerTooLong(let bits): "a \(bits)-bit LEB128 integer takes more bytes than it may"
    case .integerTooLarge(let bits): "a LEB128 integer does not fit \(bits) bits"
    case .malformedUTF8: "a name is not UTF-8"
    case .unknownSection(let id): "there is no section numbered \(id)"
    case .sectionOutOfOrder(let section): "the \(section.name) section stands after one that it must precede"
    case .repeatedSection(let section): "a second \(section.name) section"
    case .sectionSizeMismatch(let section): "the \(section.name) section is longer than what it holds"
    case .functionCountMismatch(let functions, let bodies):
      "\(counted(functions, "function")) declared, but \(counted(bodies, "body", "bodies"))"
    case .dataCountMismatch(let declared, let segments):
      "\(counted(declared, "data segment")) declared, but \(segments) there"
    case .dataCountMissing: "memory.init and data.drop need a data count section"
    case .malformedValueType(let byte): "\(hexadecimal(byte)) is no value type"
    case .malformedReferenceType(let byte): "\(hexadecimal(byte)) is no reference type"
    case .malformedTypeForm(let byte): "\(hexadecimal(byte)) begins no type"
    case .malformedBlockType: "a block type is neither a value type nor a type index"
    case .malformedLimits(let byte): "limits with the flags \(hexadecimal(byte)) are not known"
    case .malformedMutability(let byte): "a global's mutability is \(hexadecimal(byte)), not 0 or 1"
    case .malformedImportKind(let byte): "\(hexadecimal(byte)) is no kind of import"
    case .malformedExportKind(let byte): "\(hexadecimal(byte)) is no kind of export"
    case .malformedElementKind(let byte): "\(hexadecimal(byte)) is no kind of element"
    case .malformedSegmentFlags(let flags): "a segment with the flags \(flags) is not known"
    case .malformedHeapType(let byte): "\(hexadecimal(byte)) begins no heap type"
    case .malformedTagAttribute(let byte): "a tag's attribute is \(hexadecimal(byte)), not 0"
    case .malformedPageSize(let exponent): "a page size of 2^\(exponent) bytes"
    case .malformedCatchKind(let byte): "\(hexadecimal(byte)) is no kind of catch clause"
    case .malformedCastFlags(let byte): "a cast with the flags \(hexadecimal(byte)) is not known"
    case .tooManyLocals(let count): "\(count) locals are more than the format can number"
    case .unknownOpcode(let byte): "\(hexadecimal(byte)) is no instruction"
    case .unknownPrefixedOpcode(let prefix, let number): "\(hexadecimal(prefix)) \(number) is no instruction"
    case .malformedMemoryArgument(let flags): "a memory access with the flags \(hexadecimal(flags)) is not known"
    case .zeroByteExpected: "a zero byte is expected here"
    case .endExpected: "the code ends without the last end"
    case .bytesAfterEnd: "bytes follow the function's last end"
    case .elseWithoutIf: "else without an if"
    case .unsupported(.legacyExceptions): "legacy exception handling is not supported: only try_table and throw_ref are"
    case .unsupported(let feature): "\(feature.title) \(feature.isPlural ? "are" : "is") not enabled"
    case .limit(let what, let found, let maximum): "\(found) \(what), more than the limit of \(maximum)"
    default: invalidMessage
    }
  }

  private var invalidMessage: String {
    switch kind {
    case .multiple(let space, _): "multiple \(space == .memory ? "memories" : "tables") are not enabled"
    case .tooManySupertypes(let count): "a type with \(count) supertypes: more than one is not allowed"
    case .supertypeIsFinal(let index): "type \(index) is final and cannot be a supertype"
    case .supertypeMismatch(let index, let supertype): "type \(index) does not match its supertype \(supertype)"
    case .wrongKindOfType(let index, let expected): "type mismatch: type \(index) is not \(expected)"
    case .fieldIsPacked(true): "a packed field is read with get_s or get_u"
    case .fieldIsPacked(false): "a field that is not packed is read with get"
    case .fieldImmutable: "the field or element is immutable"
    case .arrayOfReferences(true): "type mismatch: the array's elements are references, not numbers or vectors"
    case .arrayOfReferences(false): "type mismatch: the array's elements are not references"
    case .arrayElementMismatch: "type mismatch: the elements of one array cannot be copied to the other"
    case .noDefault(let type): "type mismatch: \(type) has no default value"
    case .localUnset(let index): "uninitialized local \(index): it cannot be null and is not set on every way here"
    case .laneOutOfRange(let lane, let lanes): "invalid lane \(lane): there are \(lanes)"
    case .alignmentNotNatural(let alignment, let natural):
      "an atomic access has the alignment 2^\(alignment), not its natural one, 2^\(natural)"
    case .tagResults: "a tag's type must have no results"
    case .sharedMemoryWithoutMaximum: "a shared memory must have a maximum"
    case .invalidPageSize(let exponent): "a page size of 2^\(exponent) bytes: it must be 1 byte or 65,536"
    case .tailCallResults: "type mismatch: the function called does not give what the calling one does"
    case .labelMismatch(let expected, let found):
      "type mismatch: the label takes \(counted(found, "value")), but is given \(expected)"
    case .tableTooLarge(let elements): "a table of \(elements) elements has more than its addresses can number"
    case .unknownIndex(let space, let index, let count):
      "unknown \(space.rawValue) \(index): there \(count == 1 ? "is" : "are") \(count == 0 ? "none" : "\(count)")"
    case .unknownLabel(let label, let depth): "unknown label \(label): \(counted(depth, "block")) around it"
    case .typeMismatch(let expected, let found): "type mismatch: expected \(expected), found \(found)"
    case .referenceExpected(let found): "type mismatch: expected a reference, found \(found)"
    case .numberExpected(let found): "type mismatch: expected a number, found \(found)"
    case .operandMissing(let expected?): "type mismatch: expected \(expected), but nothing is on the stack"
    case .operandMissing(nil): "type mismatch: an operand is expected, but nothing is on the stack"
    case .operandsLeftOver(let count):
      "type mismatch: \(counted(count, "value")) left on the stack at the end of the block"
    case .elseMissing: "type mismatch: an if without else must give what it takes"
    case .labelArityMismatch(let expected, let found):
      "type mismatch: one label takes \(counted(expected, "value")), another \(found)"
    case .alignmentTooLarge(let alignment, let natural):
      "the alignment 2^\(alignment) is larger than the access, 2^\(natural)"
    case .offsetTooLarge(let offset): "the offset \(offset) does not fit the memory's addresses of 32 bits"
    case .globalImmutable(let index): "global \(index) is immutable"
    case .selectArity(let count): "select gives one value, not \(count)"
    case .undeclaredFunctionReference(let index): "ref.func \(index): the function is not declared to be referred to"
    case .segmentTypeMismatch(let table, let segment):
      "type mismatch: the table holds \(table), the elements are \(segment)"
    case .limitsReversed(let minimum, let maximum): "the minimum \(minimum) is greater than the maximum \(maximum)"
    case .memoryTooLarge(let pages, let maximum): "a memory of \(pages) pages is larger than \(maximum)"
    case .repeatedExport(let name): "a second export named \(quotedName(name))"
    case .startFunctionType: "the start function must take and give nothing"
    case .notConstant(let opcode): "\(opcode.mnemonic) is not constant"
    case .globalNotConstant(let index): "global \(index) is not an immutable one from before, so not constant"
    default: "\(kind)"
    }
  }

  private var notes: [Diagnostic.Note] {
    switch kind {
    case .undeclaredFunctionReference:
      [.init(.help, "export the function, or name it in an element segment")]
    case .unsupported(.legacyExceptions): []
    case .unsupported(let feature), .multiple(_, let feature):
      [.init(.help, "turn it on with --features \(feature.name)")]
    case .isComponent: [.init(.note, "both begin with \\0asm; the layer after the version tells them apart")]
    default: []
    }
  }
}

/// A count and its noun.
private func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
}

private func hexadecimal(_ number: some BinaryInteger) -> String {
  let digits = String(number, radix: 16, uppercase: true)
  return "0x" + (digits.count < 2 ? "0" + digits : digits)
}

extension PackedValueType: CustomStringConvertible {
  /// As the text format writes it.
  package var description: String {
    switch self {
    case .bottom: "any type"
    case .bottomReference: "any reference"
    case .i32: "i32"
    case .i64: "i64"
    case .f32: "f32"
    case .f64: "f64"
    case .v128: "v128"
    case .funcref: "funcref"
    case .externref: "externref"
    default: referenceType?.description ?? "type \(String(rawValue, radix: 16))"
    }
  }
}

extension CoreReferenceType {
  /// As the text format writes it; a defined type by its index or number.
  fileprivate var description: String {
    if isNullable, let keyword = heap.referenceKeyword { return keyword }
    let target = if case .concrete(let index) = heap { "\(index)" } else { heap.keyword ?? "" }
    return isNullable ? "(ref null \(target))" : "(ref \(target))"
  }
}
