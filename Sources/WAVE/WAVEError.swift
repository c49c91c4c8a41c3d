package import ComponentTypes
package import Diagnostics

/// A mistake in a written value: in its text or in its type.
package struct WAVEError: Error, Sendable {
  /// What is wrong.
  package enum Kind: Sendable {
    // The text.
    case unexpectedCharacter(Unicode.Scalar)
    case quotes(QuoteMistake)
    case malformedNumber(NumberMistake)
    case malformedName(String)
    /// What was found, nil at the end, and what was expected, in words.
    case unexpected(String?, expected: String)
    /// A bracket that is not closed by the end of the input; the mark is on it.
    case unclosed(String, expected: String)
    case emptyTuple
    case duplicateField(String)
    case duplicateFlag(String)
    case nestingTooDeep(limit: Int)

    // The type.
    /// What was found, in words.
    case mismatch(expected: ValueType, found: String)
    /// An integer literal outside its type.
    case outOfRange(IntegerLiteral, ValueType)
    /// An integer literal that nothing types, and that does not fit the type it then gets.
    case untypedOutOfRange(IntegerLiteral, ValueType)
    case missingFields([String], ValueType)
    case unknownField(String, ValueType)
    case unknownCase(String, ValueType)
    case unknownFlag(String, ValueType)
    /// A case that is written without the payload it has, and the type of that.
    case missingPayload(String, ValueType)
    case unexpectedPayload(String)
    /// How many elements a tuple or fixed-length list has, and how many were written.
    case wrongCount(expected: Int, found: Int, ValueType)
    /// Parameters without an argument.
    case missingArguments([String])
    /// More arguments than parameters.
    /// With how the only parameter is written, where it is a record or tuple of as many parts as there are arguments.
    case tooManyArguments(expected: Int, found: Int, form: String?)
    /// A value whose type cannot be told from what is written, and what it is, in words.
    case untyped(String)
    /// A value of a type that has no notation, such as a handle.
    case notWritable(ValueType)
    /// A mistake in what the embedding language put in a value's place.
    case embedded(any DiagnosticConvertible & Sendable)
  }

  /// What it is made of, behind one pointer: every level of a nested value that is read holds an error's place on the stack.
  private final class Facts: Sendable {
    let kind: Kind
    let source: SourceText
    let span: SourceSpan
    let mark: SourceSpan?
    let earlier: WAVEError?
    let path: [PathStep]

    init(
      _ kind: Kind, _ source: SourceText, _ span: SourceSpan, mark: SourceSpan?, earlier: WAVEError?, path: [PathStep]
    ) {
      self.kind = kind
      self.source = source
      self.span = span
      self.mark = mark
      self.earlier = earlier
      self.path = path
    }
  }

  private let facts: Facts

  package var kind: Kind { facts.kind }
  package var source: SourceText { facts.source }
  /// The bytes that the mistake covers: those that the reference's reader reports.
  package var span: SourceSpan { facts.span }
  /// What else to mark, where that says more than the span: the escape in a string that could not be read on.
  package var mark: SourceSpan? { facts.mark }
  /// A mistake before this one that could have been read over.
  package var earlier: WAVEError? { facts.earlier }
  /// Where the value stands inside the whole one, outermost first, such as `args`, `.x`, `[2]`.
  package var path: [PathStep] { facts.path }

  package init(_ kind: Kind, _ source: SourceText, _ span: SourceSpan, marking mark: SourceSpan? = nil) {
    facts = Facts(kind, source, span, mark: mark, earlier: nil, path: [])
  }

  private init(_ error: WAVEError, earlier: WAVEError?, path: [PathStep]) {
    facts = Facts(error.kind, error.source, error.span, mark: error.mark, earlier: earlier, path: path)
  }

  /// The same mistake behind one that could have been read over.
  func following(_ first: WAVEError?) -> WAVEError {
    guard let first else { return self }
    return WAVEError(self, earlier: first, path: path)
  }

  /// The same mistake, seen from one level further out.
  package func inside(_ step: PathStep) -> WAVEError {
    WAVEError(self, earlier: earlier, path: [step] + path)
  }

  /// A step from a value into a part of it.
  package enum PathStep: Hashable, Sendable {
    case parameter(String)
    case field(String)
    case element(Int)
    case tupleElement(Int)
  }

  /// The path as it is shown: `args.x`, `points[2].y`; empty at the outermost value.
  package var pathText: String {
    var text = ""
    for step in path {
      switch step {
      case .parameter(let name): text += name
      case .field(let name): text += text.isEmpty ? name : ".\(name)"
      case .element(let index): text += "[\(index)]"
      case .tupleElement(let index): text += ".\(index)"
      }
    }
    return text
  }
}

/// Why a number is none.
package enum NumberMistake: Hashable, Sendable {
  /// Something in it is no digit of its base, or `_` is not between digits.
  case digits(Radix)
  case leadingZero
}

extension WAVEError {
  /// The same mistake where the outermost step of its path is really several.
  package func replacingFirstStep(by steps: [PathStep]) -> WAVEError {
    var path = path
    path.replaceSubrange(0..<min(1, path.count), with: steps)
    return WAVEError(self, earlier: earlier, path: path)
  }
}
