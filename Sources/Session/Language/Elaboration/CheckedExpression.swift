import BitArithmetic
package import ComponentTypes
package import Diagnostics
import WAVE

/// An expression whose names are found and whose types are right; nothing has run yet.
package struct CheckedExpression: Sendable {
  package let source: SourceText
  package let span: SourceSpan
  /// The type of its value; nil for a call of a function without a result, and for a function's name alone.
  package let type: ValueType?
  /// The function, where the expression is a function's name alone: its signature is shown, nothing is called.
  package let signature: CallableFunction?
  /// The function, where the expression is a call and nothing around it.
  package let outermostCall: CallableFunction?
  /// The value, with holes.
  let template: ValueTemplate?
  /// What fills them, by number.
  let operations: [Operation]
}

extension ParsedExpression {
  /// Finds names and checks types; `expected` is the type its value is wanted in, if one is.
  ///
  /// Never calls a function.
  /// - Throws: `LanguageError`.
  package func checked(
    in context: any EvaluationContext, expecting expected: ValueType? = nil
  ) throws(LanguageError) -> CheckedExpression {
    let elaborator = ExpressionElaborator(lexer, context: context, literalType: line.literalType)
    do throws(WAVEError) {
      if expected == nil, line.literalType == nil, let function = try elaborator.functionAlone(line.root) {
        return CheckedExpression(
          source: source, span: span, type: nil, signature: function, outermostCall: nil, template: nil, operations: [])
      }
      let found = try elaborator.findRoot(line.root, expecting: expected)
      var call: CallableFunction?
      if case .hole(let number) = found.template, case .call(let function, _) = elaborator.operations[number].kind {
        call = function
      }
      return CheckedExpression(
        source: source, span: span, type: found.type, signature: nil, outermostCall: call, template: found.template,
        operations: elaborator.operations)
    } catch {
      throw LanguageError(error)
    }
  }
}

extension ExpressionElaborator {
  /// The function, where a whole line is only its name.
  func functionAlone(_ syntax: ValueSyntax) throws(WAVEError) -> CallableFunction? {
    if case .path(let path)? = syntax.expression?.kind {
      guard path.selectors.allSatisfy(\.isName), case .function(let function, _) = try start(of: path) else {
        return nil
      }
      return function
    }
    guard case .label(let isEscaped) = syntax.kind else { return nil }
    let label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
    let name = lexer.text(label.nameSpan)
    if !isEscaped, WAVEKeyword(rawValue: name) != nil || Self.isMaximum(name) != nil { return nil }
    guard try value(named: label) == nil,
      case .found(let function) = context.lookUpFunction(.named(instance: nil, interface: nil, names: [name]))
    else { return nil }
    return function
  }

  /// What a whole line is: only here may a call be without a result.
  func findRoot(_ syntax: ValueSyntax, expecting expected: ValueType?) throws(WAVEError) -> Found {
    if let expected { return Found(try values.elaborate(syntax, as: expected), expected) }
    switch syntax.kind {
    case .labelled(let label, let arguments):
      if let found = try findCall(label, arguments, syntax.span, expecting: nil) { return found }
    case .embedded:
      if case .path(let path)? = syntax.expression?.kind { return try find(path, syntax.span) }
    case .tuple(let elements) where elements.count == 1: return try findRoot(elements[0], expecting: nil)
    default: break
    }
    let value = try values.infer(syntax)
    return Found(value.template, value.type)
  }
}

extension ParsedInput.Assignment {
  /// Checks that the name may be assigned to, then the value.
  /// - Throws: `LanguageError`.
  package func checked(in context: any EvaluationContext) throws(LanguageError) -> CheckedExpression {
    if let obstacle = obstacle(in: context) {
      throw LanguageError(.notAssignable(name, obstacle), value.source, nameSpan)
    }
    let checked = try value.checked(in: context)
    if let function = checked.signature {
      throw LanguageError(.functionNotCalled(function), value.source, value.span)
    }
    if checked.type == nil, let function = checked.outermostCall {
      throw LanguageError(.noResult(function), value.source, value.span)
    }
    return checked
  }

  private func obstacle(in context: any EvaluationContext) -> LanguageError.AssignmentObstacle? {
    if context.instanceExists(name) { return .instance }
    if isEscaped { return nil }
    let words: Set = ["min", "max", "it", "as"]
    if words.contains(name) || WAVEKeyword(rawValue: name) != nil { return .word }
    if TypeResolver.words.contains(name) || !context.lookUpType(name).isEmpty { return .type }
    return nil
  }
}
