import BitArithmetic
import ComponentTypes
import Diagnostics
import WAVE

/// Evaluates what was checked: the only place that calls functions.
struct Evaluator {
  let expression: CheckedExpression
  let context: any EvaluationContext
  var evaluation = Evaluation()

  mutating func value(of template: ValueTemplate) throws(LanguageError) -> ComponentValue {
    if let constant = template.constant { return constant }
    return try template.filled { (number) throws(LanguageError) in
      guard let value = try result(of: number) else { throw lost(expression.operations[number].span) }
      return value
    }
  }

  /// What an operation gives; nil for a call without a result.
  mutating func result(of number: Int) throws(LanguageError) -> ComponentValue? {
    let operation = expression.operations[number]
    let span = operation.span
    switch operation.kind {
    case .chain(let first, let links, let type): return try chain(first, links, type, span)
    case .unary(let unary, let operand, let type):
      let outcome = IntegerArithmetic.evaluate(unary, type, try bits(of: operand, span))
      record(outcome, span)
      return try integer(outcome.bits, ValueType(type), span)
    case .conversion(let operand, let from, let to): return try conversion(operand, from, to, span)
    case .call(let function, let arguments): return try call(function, arguments, span)
    case .part(let whole, let index):
      switch try value(of: whole) {
      case .record(let parts) where parts.indices.contains(index): return parts[index]
      case .tuple(let parts) where parts.indices.contains(index): return parts[index]
      default: throw lost(span)
      }
    case .element(let list, let index): return try element(of: list, at: index, span)
    }
  }

  private mutating func call(
    _ function: CallableFunction, _ arguments: [ValueTemplate], _ span: SourceSpan
  ) throws(LanguageError) -> ComponentValue? {
    let values = try self.values(of: arguments)
    do throws(CallFailure) {
      return try context.call(function, values)
    } catch {
      switch error {
      case .diagnostic(let diagnostic): throw LanguageError(.call(diagnostic), expression.source, span)
      }
    }
  }

  mutating func values(of templates: [ValueTemplate]) throws(LanguageError) -> [ComponentValue] {
    var values: [ComponentValue] = []
    for template in templates { values.append(try value(of: template)) }
    return values
  }

  private mutating func chain(
    _ first: ValueTemplate, _ links: [Operation.Link], _ type: IntegerType, _ span: SourceSpan
  ) throws(LanguageError) -> ComponentValue {
    var result = try bits(of: first, span)
    for link in links {
      let operand = try value(of: link.operand)
      guard let right = operand.integerBits else { throw lost(link.span) }
      let outcome: IntegerArithmetic.Outcome
      do throws(IntegerArithmetic.Failure) {
        outcome = try IntegerArithmetic.evaluate(link.operation, type, result, right)
      } catch {
        throw LanguageError(.divisionByZero, expression.source, link.span)
      }
      // The only quotient that does not fit: dividing by -1 negates, and is drawn as that.
      if link.operation == .divide, outcome.facts != nil {
        evaluation.notes.append(.divisionWrapped(type, span: link.span))
      }
      record(outcome, link.span)
      if outcome.countWasReduced {
        evaluation.notes.append(
          .shiftCountReduced(
            count: TypedValue(operand, link.operandType), width: type.width, used: Int(right % UInt64(type.width)),
            span: link.span))
      }
      result = outcome.bits
    }
    return try integer(result, ValueType(type), span)
  }

  private mutating func conversion(
    _ operand: ValueTemplate, _ from: ValueType, _ to: ValueType, _ span: SourceSpan
  ) throws(LanguageError) -> ComponentValue {
    let before = try value(of: operand)
    guard let bits = before.integerBits, let source = IntegerType(from), let target = IntegerType(to) else {
      throw lost(span)
    }
    let facts = ConversionFacts(bits, from: source, to: target)
    let after = try integer(facts.result, to, span)
    if !facts.keepsValue {
      evaluation.notes.append(.conversion(from: TypedValue(before, from), to: TypedValue(after, to), span: span))
    }
    return after
  }

  private mutating func element(
    of list: ValueTemplate, at index: ValueTemplate, _ span: SourceSpan
  ) throws(LanguageError) -> ComponentValue {
    let whole = try value(of: list)
    let position = try value(of: index)
    let count: Int
    switch whole {
    case .list(let elements): count = elements.count
    case .bytes(let bytes): count = bytes.count
    default: throw lost(span)
    }
    guard let number = position.nonnegativeInteger, number < UInt64(count) else {
      throw LanguageError(.indexOutOfRange(position.decimal, count: count), expression.source, span)
    }
    switch whole {
    case .list(let elements): return elements[Int(number)]
    case .bytes(let bytes): return .u8(bytes[Int(number)])
    default: throw lost(span)
    }
  }

  private mutating func bits(of template: ValueTemplate, _ span: SourceSpan) throws(LanguageError) -> UInt64 {
    guard let bits = try value(of: template).integerBits else { throw lost(span) }
    return bits
  }

  private func integer(_ bits: UInt64, _ type: ValueType, _ span: SourceSpan) throws(LanguageError) -> ComponentValue {
    guard let value = ComponentValue(integerBits: bits, type) else { throw lost(span) }
    return value
  }

  /// A call gave a value that is not of its function's type.
  private func lost(_ span: SourceSpan) -> LanguageError {
    let error = WAVEError(.untyped("the value"), expression.source, span)
    return LanguageError(.value(error, of: nil), expression.source, span)
  }

  private mutating func record(_ outcome: IntegerArithmetic.Outcome, _ span: SourceSpan) {
    guard let facts = outcome.facts else { return }
    evaluation.operations.append(
      PerformedOperation(
        operation: facts.operation, type: facts.type, operands: facts.operands, result: facts.result, span: span))
  }
}

extension ComponentValue {
  /// The integer, unless it is negative.
  fileprivate var nonnegativeInteger: UInt64? {
    switch self {
    case .s8(let value): UInt64(exactly: value)
    case .s16(let value): UInt64(exactly: value)
    case .s32(let value): UInt64(exactly: value)
    case .s64(let value): UInt64(exactly: value)
    default: integerBits
    }
  }

  /// The integer in decimal.
  fileprivate var decimal: String {
    switch self {
    case .s8(let value): String(value)
    case .s16(let value): String(value)
    case .s32(let value): String(value)
    case .s64(let value): String(value)
    default: integerBits.map { String($0) } ?? ""
    }
  }
}
