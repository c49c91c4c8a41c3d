import BitArithmetic
package import CoreTypes

extension ObservedEvent {
  /// Whether the exact result does not fit, in a reading.
  package func loses(asSigned isSigned: Bool) -> Bool {
    switch operation {
    case .arithmetic(let operation, let width): facts(operation, width)?.overflowed(asSigned: isSigned) ?? false
    case .wideSum(let isDifference):
      WideSumFacts(halves: operands, isDifference: isDifference)?.overflowed(asSigned: isSigned) ?? false
    case .lanes(let operation, let width):
      LaneFacts(operation, laneWidth: width, words: operands)?.losses(asSigned: isSigned).isEmpty == false
    case .narrowing(_, let from, let to): narrowing(from, to).map { !$0.fits(asSigned: isSigned) } ?? false
    case .division, .remainder: isSigned
    case .truncation(_, let target, _): target.isSigned == isSigned
    }
  }

  /// The exact result in a reading, the type that does not hold it, and what is left of it.
  func loss(asSigned isSigned: Bool) -> (exact: String, type: String, wrapped: String) {
    let exact: String
    let type: IntegerType
    switch operation {
    case .arithmetic(let operation, let width):
      exact = facts(operation, width)?.exact(asSigned: isSigned).description ?? "?"
      type = IntegerType(width: width, isSigned: isSigned) ?? .s32
    case .wideSum(let isDifference):
      guard let facts = WideSumFacts(halves: operands, isDifference: isDifference) else { return ("?", "?", "?") }
      return (
        facts.exact(asSigned: isSigned), WideSumFacts.typeName(asSigned: isSigned),
        WideSumFacts.decimal(facts.result, asSigned: isSigned)
      )
    case .lanes(let operation, let width):
      guard let facts = LaneFacts(operation, laneWidth: width, words: operands) else { return ("?", "?", "?") }
      let lost = facts.first(asSigned: isSigned).facts
      return (lost.exact.description, lost.type.description, lost.type.decimal(lost.result))
    case .narrowing(_, let from, let to):
      exact = narrowing(from, to)?.exact(asSigned: isSigned).description ?? "?"
      type = IntegerType(width: to, isSigned: isSigned) ?? .s32
    case .division(let width), .remainder(let width):
      type = IntegerType(width: width, isSigned: true) ?? .s32
      exact = (-type.minimum).description
    case .truncation(let from, let target, let isSaturating):
      type = target
      exact =
        operands.first.flatMap { TruncationFacts($0, from: from, to: target, isSaturating: isSaturating)?.decimal }
        ?? "?"
    }
    return (exact, type.description, type.decimal(result))
  }

  /// The trap that ends a run before it, as a reading has it.
  package func watchedLoss(asSigned isSigned: Bool) -> TrapCode {
    let loss = loss(asSigned: isSigned)
    let name = location == nil ? "the native \(instruction)" : instruction
    return .watchedLoss(instruction: name, exact: loss.exact, type: loss.type, wrapped: loss.wrapped)
  }

  private func facts(_ operation: IntegerOperation, _ width: Int) -> OperationFacts? {
    IntegerType(width: width, isSigned: true).flatMap { OperationFacts(operation, $0, operands: operands) }
  }

  private func narrowing(_ from: Int, _ to: Int) -> NarrowingFacts? {
    operands.first.flatMap { NarrowingFacts($0, from: from, to: to) }
  }
}
