/// A call of a component-level function in a store, by the order in which the calls began.
typealias CallNumber = UInt64

/// What the calls in flight have borrowed and lent, as a value, so that a store can go back to an earlier moment.
///
/// Source: CanonicalABI.md, "Task State" (`num_borrows`), "Subtask State" (`lenders`).
struct Borrows: Hashable {
  private var lastCall: CallNumber = 0
  private var calls: [CallNumber: Call] = [:]

  private struct Call: Hashable {
    /// Borrowed handles that the callee has not dropped yet.
    var borrowCount = 0
    /// The handles that the caller lends for the length of the call.
    var lenders: [Lender] = []
  }

  /// A handle that is lent: where it is.
  struct Lender: Hashable {
    /// Whose table it is in; nil for the host's.
    let scope: Unretained<ComponentScope>?
    let number: UInt32
  }

  /// A number for a call that begins.
  mutating func beginCall() -> CallNumber {
    lastCall += 1
    return lastCall
  }

  /// How many handles a call borrowed and has not dropped.
  func borrowCount(of call: CallNumber) -> Int { calls[call]?.borrowCount ?? 0 }

  mutating func changeBorrowCount(of call: CallNumber, by difference: Int) {
    calls[call, default: Call()].borrowCount += difference
  }

  mutating func note(_ lender: Lender, for call: CallNumber) { calls[call, default: Call()].lenders.append(lender) }

  /// Forgets a call.
  ///
  /// - Returns: what was lent to it.
  mutating func end(_ call: CallNumber) -> [Lender] { calls.removeValue(forKey: call)?.lenders ?? [] }
}

extension RuntimeStore {
  /// Lends a handle to a call.
  ///
  /// - Parameter scope: whose table it is in; nil for the host's.
  func lend(_ number: UInt32, of scope: ComponentScope?, to call: CallNumber) {
    changeLendCount(of: number, in: scope, by: 1)
    borrows.note(Borrows.Lender(scope: scope.map { Unretained($0) }, number: number), for: call)
  }

  /// Ends all lending to a call.
  func endBorrows(of call: CallNumber) {
    for lender in borrows.end(call) { changeLendCount(of: lender.number, in: lender.scope?.object, by: -1) }
  }

  private func changeLendCount(of number: UInt32, in scope: ComponentScope?, by difference: Int) {
    if let scope {
      scope.handles.changeLendCount(of: number, by: difference)
    } else {
      hostHandles.changeLendCount(of: number, by: difference)
    }
  }
}
