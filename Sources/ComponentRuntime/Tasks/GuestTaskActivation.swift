import ComponentTypes
import CoreTypes
import Interpreter

/// A call by a guest of a component's function, where there are tasks; or of a destructor.
///
/// Source: CanonicalABI.md, "`canon lower`", "`canon resource.drop`".
struct GuestTaskActivation: Activation {
  private let callee: ComponentTask.Callee
  /// Whose function it is.
  private unowned let entered: ComponentScope
  /// Who calls.
  private unowned let caller: ComponentScope
  /// Whether the caller goes on although the function has not returned.
  private let isAsync: Bool
  private let number: CallNumber
  private let subtask: WaitableNumber
  private var phase = Phase.begin

  private enum Phase {
    case begin, begun, awaitingResolution
  }

  /// A call through `canon lower`.
  init(
    _ function: LoweredFunction, _ callee: ComponentTask.Callee, _ arguments: [CoreValue], _ store: RuntimeStore
  ) throws(ComponentRuntimeError) {
    guard function.side.scope.mayLeave else {
      throw .trap(.canonicalABI("an import called while the instance may not be left"))
    }
    self.callee = callee
    caller = function.side.scope
    // What the host does happens in no component.
    if case .lifted(let lifted, _) = callee { entered = lifted.side.scope } else { entered = caller }
    isAsync = function.isAsync
    number = store.borrows.beginCall()
    subtask = store.addWaitable(.subtask(Subtask(number, function, arguments)))
  }

  /// A call of a destructor.
  init(
    _ destructor: CoreFunction, _ arguments: [CoreValue],
    _ entering: (Unretained<ComponentScope>, from: Unretained<ComponentScope>), _ store: RuntimeStore
  ) {
    callee = .destructor(destructor, arguments)
    entered = entering.0.object
    caller = entering.from.object
    isAsync = false
    number = store.borrows.beginCall()
    subtask = store.addWaitable(.subtask(Subtask(number, nil, [])))
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch phase {
    case .begin:
      guard entered.enter(from: caller) else {
        throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
      }
      phase = .begun
      let thread = try store.beginTask(callee, in: entered, for: .subtask(subtask), number)
      return .resume(thread, isCancelled: false)
    case .begun:
      if let next = try store.nextThread(whileWaitingFor: number, in: entered, &budget) {
        return .resume(next, isCancelled: false)
      }
      entered.leave(to: caller)
      if store.concurrency.isResolved(subtask) { return finish(store) }
      guard isAsync else {
        phase = .awaitingResolution
        return .block(Blocking(condition: .resolution(subtask)))
      }
      guard let index = caller.handles.add(.waitable(subtask)) else {
        throw .trap(.resourceLimit("more than \(HandleTable.maxLength) handles"))
      }
      store.concurrency.waitables[subtask]?.subtask?.index = index
      let state = store.concurrency.waitables[subtask]?.subtask?.phase.rawValue ?? 0
      return .finish(.core([.i32(state | index << 4)]))
    case .awaitingResolution: return finish(store)
    }
  }

  private func finish(_ store: RuntimeStore) -> Directive {
    store.deliverResolution(of: subtask)
    let results = store.concurrency.waitables.removeValue(forKey: subtask)?.subtask?.flatResults ?? []
    return .finish(.core(isAsync ? [.i32(Subtask.Phase.returned.rawValue)] : results))
  }
}

extension RuntimeStore {
  func addWaitable(_ kind: Waitable.Kind) -> WaitableNumber {
    let number = concurrency.takeNumber()
    concurrency.waitables[number] = Waitable(kind)
    return number
  }
}
