import CanonicalABI
import ComponentTypes
import CoreTypes

/// A task returns: its result goes to whoever called.
///
/// Source: CanonicalABI.md, "Tasks" (`return_`), "`canon lower`" (`on_resolve`).
struct ResultActivation: Activation {
  private let number: CallNumber
  private let value: ComponentValue?
  private let texts: LiftedTexts?
  private var lower: LowerCursor?
  private var phase = Phase.begin

  private enum Phase {
    case begin
    case lower(WaitableNumber, LoweredFunction)  // the caller's realloc may be running
  }

  init(_ number: CallNumber, _ value: ComponentValue?, _ texts: LiftedTexts?) {
    self.number = number
    self.value = value
    self.texts = texts
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch phase {
    case .begin:
      guard let task = store.concurrency.tasks[number], task.phase != .resolved else {
        throw .trap(.canonicalABI("task.return called by a task that has returned"))
      }
      try store.checkBorrows(of: number)
      guard case .subtask(let subtask) = task.caller else {
        store.concurrency.tasks[number]?.result = value
        return finish(store)
      }
      guard let record = store.concurrency.waitables[subtask]?.subtask, let function = record.function else {
        store.advance(subtask, to: .returned)
        return finish(store)
      }
      let plan = try FunctionActivation.plan(function.signature, function.side.pointerType)
      let maxFlat = function.maxFlatResults
      let outPointer = plan.result.flat.count > maxFlat ? record.arguments.last?.slots.first : nil
      lower = LowerCursor(
        plan.result, value.map { [$0] } ?? [], maxFlat: maxFlat, outPointer: outPointer, textSource: texts,
        options: function.side.options)
      phase = .lower(subtask, function)
      return .again
    case .lower(let subtask, let function):
      switch try FunctionActivation.step(&lower, input, function.side, number, &budget, run) {
      case .again: return .again
      case .realloc(let directive): return directive
      case .done(let flat):
        store.advance(subtask, to: .returned, flat)
        return finish(store)
      }
    }
  }

  private func finish(_ store: RuntimeStore) -> Directive {
    store.concurrency.tasks[number]?.phase = .resolved
    return .finish(.core([]))
  }
}
