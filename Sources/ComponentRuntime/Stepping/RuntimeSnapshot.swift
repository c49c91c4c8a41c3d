import CoreTypes
import Interpreter

/// All that a run can change in its store, component instances' state included, as it was at a moment.
struct RuntimeSnapshot: Hashable {
  fileprivate let core: StoreSnapshot
  fileprivate let scopes: [ScopeState]
  fileprivate let hostHandles: HostHandles
  fileprivate let borrows: Borrows
  fileprivate let lastStubRepresentation: UInt32
  fileprivate let trap: Trap?

  /// A component instance's state.
  fileprivate struct ScopeState: Hashable {
    let handles: HandleTable
    let mayEnter: Bool
    let mayLeave: Bool
  }
}

extension RuntimeStore {
  /// Everything as it is now; equal parts are shared with an earlier snapshot.
  func snapshot(sharing previous: RuntimeSnapshot?, _ ledger: ImageLedger) -> RuntimeSnapshot {
    RuntimeSnapshot(
      core: core.snapshot(sharing: previous?.core, ledger),
      scopes: scopes.map {
        RuntimeSnapshot.ScopeState(handles: $0.handles, mayEnter: $0.mayEnter, mayLeave: $0.mayLeave)
      },
      hostHandles: hostHandles, borrows: borrows, lastStubRepresentation: lastStubRepresentation, trap: trap)
  }

  /// Makes everything what it was.
  func restore(_ snapshot: RuntimeSnapshot) {
    core.restore(snapshot.core)
    for (scope, state) in zip(scopes, snapshot.scopes) {
      scope.handles = state.handles
      scope.mayEnter = state.mayEnter
      scope.mayLeave = state.mayLeave
    }
    hostHandles = hostHandles.restoring(snapshot.hostHandles)
    borrows = snapshot.borrows
    lastStubRepresentation = snapshot.lastStubRepresentation
    trap = snapshot.trap
  }

  /// Bytes that a snapshot takes besides what its ledger counts, roughly.
  var snapshotBytes: Int { scopes.reduce(4_096) { $0 + 96 + $1.handles.byteCount } }
}
