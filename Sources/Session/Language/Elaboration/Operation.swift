import BitArithmetic
import ComponentTypes
import Diagnostics
import WAVE

/// What fills a hole of a value: something that happens when the expression is evaluated.
struct Operation: Sendable {
  enum Kind: Sendable {
    /// Operators of one precedence in one type, from left to right.
    case chain(ValueTemplate, [Link], IntegerType)
    case unary(UnaryOperator, ValueTemplate, IntegerType)
    case conversion(ValueTemplate, from: ValueType, to: ValueType)
    case call(CallableFunction, [ValueTemplate])
    /// A field of a record or an element of a tuple.
    case part(ValueTemplate, Int)
    /// An element of a list.
    case element(ValueTemplate, index: ValueTemplate)
  }

  struct Link: Sendable {
    let operation: ArithmeticOperator
    let operand: ValueTemplate
    /// The operand's type: the chain's, or a shift count's own.
    let operandType: ValueType
    let span: SourceSpan
  }

  let kind: Kind
  let span: SourceSpan

  /// The templates it needs.
  var inputs: [ValueTemplate] {
    switch kind {
    case .chain(let first, let links, _): [first] + links.map(\.operand)
    case .unary(_, let operand, _), .conversion(let operand, _, _), .part(let operand, _): [operand]
    case .call(_, let arguments): arguments
    case .element(let list, let index): [list, index]
    }
  }
}

extension ValueTemplate {
  /// The numbers of the holes in it, in order.
  var holes: [Int] {
    switch self {
    case .constant: []
    case .hole(let number): [number]
    case .list(let parts), .record(let parts), .tuple(let parts): parts.flatMap(\.holes)
    case .map(let entries): entries.flatMap { $0.key.holes + $0.value.holes }
    case .variant(_, let payload), .some(let payload), .ok(let payload), .err(let payload): payload.holes
    }
  }
}
