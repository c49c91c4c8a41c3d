import CoreTypes
import Interpreter

/// A run as it was at a moment, with those of the linked instances that it was in.
struct MachineSnapshot {
  fileprivate let runtime: RuntimeSnapshot
  fileprivate let execution: ExecutionSnapshot
  fileprivate let stack: [CallMachine.Entry]
  fileprivate let mode: CallMachine.Mode
  fileprivate let end: CallMachine.Progress?
  fileprivate let linkedInstructions: UInt64
  fileprivate let linkedObservations: Observations
  fileprivate let walk: CallMachine.Walk
  fileprivate let answerCount: Int
  fileprivate let childSteps: UInt64
  fileprivate let childMoments: Int
  fileprivate let child: Child?
  /// Operators run before it, over all.
  let operatorsRun: UInt64
  /// The linked instances' stores that the run was not in, by the stores. One that is missing was never entered before.
  fileprivate var linked: [ObjectIdentifier: RuntimeSnapshot] = [:]

  fileprivate final class Child {
    let machine: CallMachine
    let snapshot: MachineSnapshot

    init(_ machine: CallMachine, _ snapshot: MachineSnapshot) {
      self.machine = machine
      self.snapshot = snapshot
    }
  }

  /// A number that differs where the state does, nearly always.
  var fingerprint: Int {
    var hasher = Hasher()
    combine(into: &hasher)
    return hasher.finalize()
  }

  private func combine(into hasher: inout Hasher) {
    hasher.combine(runtime)
    hasher.combine(execution)
    hasher.combine(stack.count)
    hasher.combine(walk.momentCount)
    hasher.combine(walk.isAtOperator)
    hasher.combine(answerCount)
    hasher.combine(childSteps)
    hasher.combine(childMoments)
    child?.snapshot.combine(into: &hasher)
    hasher.combine(linked)
  }

  /// A linked instance's store as it was, where it is known.
  fileprivate func runtime(of store: RuntimeStore) -> RuntimeSnapshot? {
    var next = child
    while let child = next {
      if child.machine.context.store === store { return child.snapshot.runtime }
      next = child.snapshot.child
    }
    return linked[ObjectIdentifier(store)]
  }
}

extension CallMachine {
  /// The run as it is now, between two calls of `advance`; equal parts are shared with an earlier snapshot.
  func snapshot(sharing previous: MachineSnapshot?, _ ledger: ImageLedger) -> MachineSnapshot {
    var snapshot = snapshot(sharing: previous, root: previous, ledger)
    for entry in context.linked?.entries ?? [] where !chain.contains(where: { $0.context.store === entry.store }) {
      snapshot.linked[ObjectIdentifier(entry.store)] = entry.store.snapshot(
        sharing: previous?.runtime(of: entry.store) ?? entry.first, ledger)
    }
    return snapshot
  }

  /// - Parameters:
  ///   - previous: an earlier snapshot on the same store.
  ///   - root: that of the outermost.
  private func snapshot(
    sharing previous: MachineSnapshot?, root: MachineSnapshot?, _ ledger: ImageLedger
  ) -> MachineSnapshot {
    let base = previous?.runtime ?? root?.runtime(of: context.store) ?? context.linked?.first(of: context.store)
    return MachineSnapshot(
      runtime: context.store.snapshot(sharing: base, ledger),
      execution: execution.snapshot(sharing: previous?.execution, ledger), stack: stack, mode: mode, end: end,
      linkedInstructions: linkedInstructions, linkedObservations: linkedObservations, walk: walk,
      answerCount: context.outside.takenCount, childSteps: childSteps, childMoments: childMoments,
      child: child.map { child in
        let isSame = previous?.child?.machine.context.store === child.context.store
        let earlier = isSame ? previous?.child?.snapshot : nil
        return MachineSnapshot.Child(child, child.snapshot(sharing: earlier, root: root, ledger))
      }, operatorsRun: stepsTaken)
  }

  /// A number that differs where the state of the guests does, nearly always. A store that is as the walk found it does not
  /// count, since it is not known before the walk first comes into it.
  var fingerprint: Int {
    var snapshot = snapshot(sharing: nil, ImageLedger())
    for entry in context.linked?.entries ?? [] {
      let store = ObjectIdentifier(entry.store)
      if snapshot.linked[store] == entry.first { snapshot.linked[store] = nil }
    }
    return snapshot.fingerprint
  }

  /// Makes the run, and the stores of the linked instances that it ever was in, what they were.
  func restore(_ snapshot: MachineSnapshot) {
    restoreMachines(snapshot)
    for entry in context.linked?.entries ?? [] where !chain.contains(where: { $0.context.store === entry.store }) {
      entry.store.restore(snapshot.linked[ObjectIdentifier(entry.store)] ?? entry.first)
    }
    context.linked?.restoreWay(chain.dropFirst().filter { $0.end == nil })
    context.outside.goBack(to: snapshot.answerCount)
    context.moments?.pending = []
  }

  private func restoreMachines(_ snapshot: MachineSnapshot) {
    context.store.restore(snapshot.runtime)
    execution.restore(snapshot.execution)
    stack = snapshot.stack
    mode = snapshot.mode
    end = snapshot.end
    linkedInstructions = snapshot.linkedInstructions
    linkedObservations = snapshot.linkedObservations
    walk = snapshot.walk
    childSteps = snapshot.childSteps
    childMoments = snapshot.childMoments
    child = snapshot.child?.machine
    if let inner = snapshot.child { inner.machine.restoreMachines(inner.snapshot) }
  }
}

extension LinkedStores {
  fileprivate func first(of store: RuntimeStore) -> RuntimeSnapshot? { entries.first { $0.store === store }?.first }
}

extension OutsideAnswers {
  /// Whether the run can be left here and come back to: no call outside is under way that has no answer yet.
  var canBeLeft: Bool { call == nil || nextKept != nil }
}
