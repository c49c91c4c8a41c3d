import CanonicalABI
import ComponentTypes
import CoreTypes

/// `task.return`: lifts the result first.
///
/// Source: CanonicalABI.md, "`canon task.return`".
struct TaskReturnActivation: Activation {
  private let number: CallNumber
  private let side: TransferSide
  private var lift: LiftCursor?
  private var texts: LiftedTexts?

  init(_ number: CallNumber, _ plan: TransferPlan, _ side: TransferSide, _ arguments: [CoreValue]) {
    self.number = number
    self.side = side
    lift = LiftCursor(plan, flat: arguments, maxFlat: maxFlatParameters, options: side.options)
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    if case .finished = input { return .finish(.core([])) }
    guard let values = try FunctionActivation.step(&lift, &texts, side, number, &budget, run) else { return .again }
    return .start(ResultActivation(number, values.first, texts))
  }
}
