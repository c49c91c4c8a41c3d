package import Interpreter

/// What it may cost to be able to follow a call's result back to the losses that made it.
package struct FollowingLimits: Hashable, Sendable {
  /// The most wasm operators that a call may have run to be run again.
  package var operators: UInt64
  /// The most bytes of memories, tables and objects that an instance may have, since they are kept as they were before each call.
  package var storeBytes = 16 << 20
  /// Bytes that answers of linked instances and stubs may take, roughly.
  package var answerBytes = 1 << 20

  package init(operators: UInt64) { self.operators = operators }
}

/// Why a result was not followed.
package enum FollowingObstacle: Error, Hashable, Sendable {
  /// The call ran more operators than it may have.
  case tooLong(operators: UInt64)
  /// The instance has more memory than is kept.
  case tooLarge(bytes: Int)
  /// The answers from outside were too large to keep.
  case tooManyAnswers
  /// The instance was used since.
  case overtaken
  /// The second run came to something else, or its code is not known: nothing can be said.
  case failed
}

/// A call whose result can be followed back once it has returned.
package protocol FollowableCall: ComponentCall {
  /// Begins to follow what the losses of some places came to. It runs the call again from where it began; the instance is as
  /// it is now once the following is over or dropped, whatever becomes of it. Nothing outside the store happens twice.
  func follow(_ sites: Set<LossSite>) -> Result<CallFollowing, FollowingObstacle>
}

/// A part of a result that came of losses.
package struct FollowedLeaf: Hashable, Sendable {
  /// Its number among the result's values without parts, in the order of the type; a `list<u8>` is one of them.
  package let leaf: Int
  /// The element of a `list<u8>`; nil for another value.
  package let element: Int?
  /// The losses, the last one first.
  package let sources: [FollowedSource]
}

/// A call that runs again, operator by operator, so that its result is followed back.
package final class CallFollowing {
  private let store: RuntimeStore
  private let machine: CallMachine
  private let end: RuntimeSnapshot
  private let operators: UInt64
  private var isOver = false

  init(_ call: InterpretedCall, from beginning: CallBeginning, _ sites: Set<LossSite>) {
    store = beginning.store
    operators = call.operatorsRun
    end = store.snapshot(sharing: beginning.snapshot, store.followingLedger)
    store.restore(beginning.snapshot)
    store.core.codeMode = .faithful
    beginning.outside.goBack(to: 0)
    machine = CallMachine(store, watch: .off, outside: beginning.outside, following: sites, beginning.activation)
  }

  deinit { finish() }

  /// Runs for about `budget` operators.
  ///
  /// - Returns: nil while it is not over.
  package func resume(budget: UInt64) -> Result<[FollowedLeaf], FollowingObstacle>? {
    guard !isOver else { return .failure(.failed) }
    let progress = machine.resume(budget: budget)
    if case .running = progress, machine.execution.instructionsRun <= operators { return nil }
    defer { finish() }
    guard case .finished = progress, machine.execution.instructionsRun == operators,
      let border = machine.context.border,
      border.follower.failure == nil
    else { return .failure(.failed) }
    return .success(Self.leaves(of: border))
  }

  /// Makes the instance what it was before the call was followed.
  private func finish() {
    guard !isOver else { return }
    isOver = true
    store.core.codeMode = .optimised
    store.restore(end)
  }

  private static func leaves(of border: BorderTags) -> [FollowedLeaf] {
    var found: [FollowedLeaf] = []
    for (number, leaf) in border.leaves.enumerated() {
      let isList = border.leafIsList(number)
      let parts = isList ? leaf.indices.map { [leaf[$0]] } : [leaf]
      for (element, tags) in parts.enumerated() {
        let sources = border.follower.sources(of: tags)
        if !sources.isEmpty {
          found.append(FollowedLeaf(leaf: number, element: isList ? element : nil, sources: sources))
        }
      }
    }
    return found
  }
}

/// How a call began: all that is needed to run it again.
struct CallBeginning {
  let store: RuntimeStore
  let snapshot: RuntimeSnapshot
  let activation: any Activation
  let outside: OutsideAnswers
}
