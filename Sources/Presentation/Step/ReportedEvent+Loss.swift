import BitArithmetic
package import Session

extension ReportedEvent {
  /// What was lost, as it is read: `2147483647 + 1 = 2147483648 -> -2147483648`.
  package var loss: String {
    switch facts {
    case .narrowing(let facts):
      let type = facts.resultType(asSigned: isReadSigned)
      return "\(facts.exact(asSigned: isReadSigned)) -> \(type.decimal(facts.result))"
    case .wideSum(let facts):
      let operands = facts.operands.map { WideSumFacts.decimal($0, asSigned: isReadSigned) }
      return "\(operands.joined(separator: " \(facts.operation.symbol) ")) = \(facts.exact(asSigned: isReadSigned))"
        + " -> \(wrapped(asSigned: isReadSigned))"
    case .quotient(let facts):
      return "\(facts.type.minimum) / -1 = \(facts.exact)" + (facts.isRemainder ? ", remainder 0" : "")
    case .truncation(let facts):
      return "\(facts.decimal) -> \(facts.isSaturating ? facts.target.decimal(facts.saturated) : "trap")"
    case .lanes(let facts):
      let first = facts.first(asSigned: isReadSigned)
      return "lane \(first.lane): \(Self.loss(first.facts))"
    case .arithmetic(let facts):
      return Self.loss(facts.type.isSigned == isReadSigned ? facts : facts.counterpart)
    }
  }

  private static func loss(_ own: OperationFacts) -> String {
    let x = own.type.decimal(own.x)
    let expression =
      switch own.operation {
      case .neg: "0 - \(x)"
      case .shl: "\(x) << \(own.shiftCount)"
      case .add, .sub, .mul: "\(x) \(own.operation.symbol) \(own.type.decimal(own.y))"
      }
    return "\(expression) = \(own.exact) -> \(own.type.decimal(own.result))"
  }

  /// The marks of what was lost, in the reading that it is told in.
  package var marks: [String] {
    switch facts {
    case .narrowing, .truncation: [OverflowMark.lost.rawValue]
    case .quotient(let facts): facts.isRemainder ? [] : [OverflowMark.v.rawValue]
    case .lanes(let facts): facts.first(asSigned: isReadSigned).facts.marks(asSigned: isReadSigned).map(\.rawValue)
    case .wideSum(let facts): facts.marks(asSigned: isReadSigned).map(\.rawValue)
    case .arithmetic(let facts): facts.marks(asSigned: isReadSigned).map(\.rawValue)
    }
  }
}
