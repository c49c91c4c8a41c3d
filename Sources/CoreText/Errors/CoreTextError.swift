package import Diagnostics

/// Why a text is not a core module, a component or a script, and where. The formats share their tokens, so also what can
/// be wrong with them.
package struct CoreTextError: Error, Hashable, Sendable {
  package var kind: Kind
  /// In the text that was read, in bytes.
  package var span: SourceSpan

  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    // Characters and tokens
    case malformedUTF8
    case illegalCharacter
    case controlCharacterInString
    case unclosedString
    case unclosedComment
    case unclosedBracket
    case unexpectedClose
    case malformedEscape
    case emptyIdentifier

    // Annotations
    case emptyAnnotationName
    case unclosedAnnotation
    /// An annotation by its name where it means nothing.
    case misplacedAnnotation(String)
    case repeatedAnnotation(String)
    /// A branch hint before an instruction that does not branch on a condition.
    case branchHintTarget
    case malformedBranchHint

    // Grammar
    /// `found` is nil at the end of what is read.
    case unexpected(found: String?, expected: String)
    case unknownOperator(String, near: [String])
    case unknownField(String, near: [String])
    case missingEnd
    case mismatchedLabel(String)
    case importAfterDefinition
    case repeatedStart
    case laneCount(expected: Int)

    // Names
    case unknownIdentifier(TextSpace, String, near: [String])
    case repeatedIdentifier(TextSpace, String)
    case inlineTypeMismatch
    /// A type by its number that is not there, so that what is spelled beside it cannot be compared.
    case unknownType(UInt32)

    // Numbers
    case malformedNumber(expected: String)
    case outOfRange(expected: String)
    case alignmentNotPowerOfTwo

    case limit(String, maximum: Int)
  }

  /// Whether the text breaks a rule of validation; otherwise it is malformed.
  package var isInvalid: Bool { kind == .branchHintTarget }
}

/// What an identifier names.
package enum TextSpace: String, Hashable, Sendable {
  case type, function, table, memory, global, tag, local, label, field
  case elementSegment = "element segment"
  case dataSegment = "data segment"
  case module, instance
  case `case`
  case component, value
  case coreFunction = "core function"
  case coreTable = "core table"
  case coreMemory = "core memory"
  case coreGlobal = "core global"
  case coreTag = "core tag"
  case coreType = "core type"
  case coreModule = "core module"
  case coreInstance = "core instance"
}
