import CanonicalABI
import ComponentTypes
import CoreTypes

/// `error-context.new`: takes the message.
///
/// Source: CanonicalABI.md, "`canon error-context.new`".
struct ErrorContextNewActivation: Activation {
  private var lift: LiftCursor?
  private var texts: LiftedTexts?
  private let side: TransferSide

  init(_ plan: TransferPlan, _ arguments: [CoreValue], _ side: TransferSide) {
    lift = LiftCursor(plan, flat: arguments, maxFlat: maxFlatParameters, options: side.options)
    self.side = side
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    guard let values = try FunctionActivation.step(&lift, &texts, side, 0, &budget, run) else { return .again }
    guard case .string(let message)? = values.first else { preconditionFailure("a string is lifted as one") }
    let number = run.store.concurrency.takeNumber()
    guard run.store.concurrency.errorContexts.add(number, message, limit: run.store.maxLiftedBytes) else {
      throw .trap(.resourceLimit("messages of error contexts take more than \(run.store.maxLiftedBytes) bytes"))
    }
    guard let index = side.scope.handles.add(.errorContext(number)) else {
      throw .trap(.resourceLimit("more than \(HandleTable.maxLength) handles"))
    }
    return .finish(.core([.i32(index)]))
  }
}
