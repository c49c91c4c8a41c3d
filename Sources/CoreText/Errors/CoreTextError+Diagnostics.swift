package import Diagnostics

// The wording of everything that can be wrong with a core text.
extension CoreTextError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] { [diagnostic(in: nil)] }

  /// The error as a diagnostic in the text that was read; nil where it is not at hand.
  package func diagnostic(in text: SourceText?) -> Diagnostic {
    Diagnostic(
      code, message, failure: isInvalid ? .invalid : .malformed,
      at: text.map { .text($0, [Diagnostic.Label(span, label)]) } ?? .none, notes: notes)
  }

  private var code: DiagnosticCode {
    switch kind {
    case .malformedUTF8, .illegalCharacter, .controlCharacterInString, .unclosedString, .unclosedComment,
      .unclosedBracket, .unexpectedClose, .malformedEscape, .emptyIdentifier:
      .textMalformedToken
    case .emptyAnnotationName, .unclosedAnnotation, .misplacedAnnotation, .repeatedAnnotation, .branchHintTarget,
      .malformedBranchHint:
      .textAnnotation
    case .unexpected, .unknownField, .missingEnd, .mismatchedLabel, .importAfterDefinition, .repeatedStart, .laneCount:
      .textUnexpected
    case .unknownOperator: .textUnknownOperator
    case .unknownIdentifier, .unknownType: .textUnknownIdentifier
    case .repeatedIdentifier: .textRepeatedIdentifier
    case .inlineTypeMismatch: .textInlineType
    case .malformedNumber, .outOfRange, .alignmentNotPowerOfTwo: .textMalformedNumber
    case .limit: .textLimit
    }
  }

  private var message: String {
    switch kind {
    case .malformedUTF8: "this is not UTF-8"
    case .illegalCharacter: "this character stands only in strings and comments"
    case .controlCharacterInString: "a control character in a string must be written as an escape"
    case .unclosedString: "this string is not closed"
    case .unclosedComment: "this comment is not closed"
    case .unclosedBracket: "this bracket is not closed"
    case .unexpectedClose: "this bracket closes nothing"
    case .malformedEscape: "this is not an escape"
    case .emptyIdentifier: "an identifier needs a name after its `$`"
    case .emptyAnnotationName: "an annotation needs a name right after its `(@`"
    case .unclosedAnnotation: "this annotation is not closed"
    case .misplacedAnnotation(let name): "`@\(name)` means nothing here"
    case .repeatedAnnotation(let name): "a second `@\(name)` for one thing"
    case .branchHintTarget: "a branch hint stands before `if` or `br_if` only"
    case .malformedBranchHint: "a branch hint is one byte, 0 or 1"
    case .unexpected(let found?, _): "unexpected \(quotedSource(found))"
    case .unexpected(nil, _): "the text ends too early"
    case .unknownOperator(let name, _): "there is no instruction \(quotedSource(name))"
    case .unknownField(let name, _): "a module has no field \(quotedSource(name))"
    case .missingEnd: "a block is open here: `end` is missing"
    case .mismatchedLabel(let name): "this block's label is not \(quotedSource("$" + name))"
    case .importAfterDefinition: "imports must stand before all functions, tables, memories, globals and tags"
    case .repeatedStart: "a second start function"
    case .laneCount(1): "a lane's number is missing"
    case .laneCount(let count): "\(count) lanes are needed"
    case .unknownIdentifier(let space, let name, _): "there is no \(space.rawValue) \(quotedSource("$" + name))"
    case .repeatedIdentifier(let space, let name): "a second \(space.rawValue) \(quotedSource("$" + name))"
    case .unknownType(let index): "there is no type \(index)"
    case .inlineTypeMismatch: "these parameters and results are not the type's"
    case .malformedNumber: "this is not a number as the text format writes them"
    case .outOfRange: "this number is out of range"
    case .alignmentNotPowerOfTwo: "an alignment is a power of two"
    case .limit(let what, let maximum): "more than \(maximum) \(what)"
    }
  }

  private var label: String {
    switch kind {
    case .unexpected(_, let expected), .malformedNumber(let expected), .outOfRange(let expected):
      "expected \(expected)"
    default: ""
    }
  }

  private var notes: [Diagnostic.Note] {
    switch kind {
    case .unknownOperator(_, let near) where !near.isEmpty, .unknownField(_, let near) where !near.isEmpty:
      [Diagnostic.Note(.help, "did you mean " + near.map { "`\($0)`" }.joined(separator: " or ") + "?")]
    case .unknownIdentifier(_, _, let near) where !near.isEmpty:
      [
        Diagnostic.Note(
          .help, "did you mean " + near.map { quotedSource("$" + $0) }.joined(separator: " or ") + "?")
      ]
    default: []
    }
  }
}

/// A piece of the text in quotes, shortened, with what a terminal could act on escaped.
private func quotedSource(_ source: String) -> String {
  var text = "`"
  for scalar in source.unicodeScalars.prefix(80) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      text += "\\u{\(String(scalar.value, radix: 16))}"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text + "`"
}
