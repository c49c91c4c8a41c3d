import BitArithmetic
package import ComponentTypes
package import Diagnostics
package import WAVE

/// A mistake in an input, or a call that failed.
package struct LanguageError: Error, Sendable {
  /// What is wrong.
  package enum Kind: Sendable {
    /// In a value's text or type; in an argument of the function, where there is one.
    case value(WAVEError, of: CallableFunction?)

    /// A name that nothing has, names like it, and `x - 1` where `x-1` was written and that would make sense.
    case unknownName(String, near: [String], spaced: String?)
    /// A type's name that nothing has, and names like it.
    case unknownType(String, near: [String])
    /// A name that several things have: names that tell them apart.
    case ambiguousName(String, [String])
    case notAssignable(String, AssignmentObstacle)
    /// Arguments behind a variable.
    case notAFunction(String)
    /// An instance's name where a value is expected.
    case instanceIsNoValue(String)
    /// A function's name, not alone on its line, without arguments.
    case functionNotCalled(CallableFunction)
    /// `x -1`: what was probably meant, where that is right.
    case operatorSpacing(String?)
    /// An expression among bare arguments: the call that was probably meant, where that is right.
    case bareExpression(String?, name: String)
    /// `it` before there is a value.
    case noLastValue
    /// `$3` where that input has no value; nil for a number that no input has.
    case noSuchInput(Int?)
    case malformedVersion
    /// A type with arguments it does not take, and how it is written.
    case malformedType(String)

    /// A selector that the value has no part for, and the parts there are.
    case noSuchPart(String, ValueType, parts: [String])
    /// An operator's operand, a shift's count or an index that is no integer; what it is for, in words.
    case notAnInteger(String, ValueType)
    /// Operands of two types.
    case mixedTypes(ValueType, ValueType)
    case cannotConvert(ValueType, ValueType)
    /// A call without a result where a value is expected.
    case noResult(CallableFunction)

    // While it runs.
    case divisionByZero
    /// The index as a number, and how many elements there are.
    case indexOutOfRange(String, count: Int)
    /// A call failed, as the session words it.
    case call(Diagnostic)
  }

  /// Why a name cannot be a variable's.
  package enum AssignmentObstacle: Hashable, Sendable {
    /// A word of the language or of WAVE.
    case word
    case type
    case instance
  }

  package let kind: Kind
  package let source: SourceText
  package let span: SourceSpan

  package init(_ kind: Kind, _ source: SourceText, _ span: SourceSpan) {
    self.kind = kind
    self.source = source
    self.span = span
  }

  /// The mistake that WAVE's rooms found or passed on.
  init(_ error: WAVEError) {
    if case .embedded(let inner) = error.kind, let inner = inner as? LanguageError {
      self = inner
    } else {
      self.init(.value(error, of: nil), error.source, error.span)
    }
  }
}
