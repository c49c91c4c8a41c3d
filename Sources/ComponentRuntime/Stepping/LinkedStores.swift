import ComponentTypes
import CoreTypes
import Interpreter

/// An instance in wasm, whose calls can be part of another's walk.
protocol WalkedInstance: ComponentInstance {
  var store: RuntimeStore { get }
  /// Whether its state can be kept, so that a walk goes back; otherwise it is called like code that is not wasm.
  var canBeWalked: Bool { get }

  /// A call of one of its functions, that has not begun.
  func activation(of path: FunctionPath, _ arguments: [ComponentValue]) throws(CallError) -> any Activation
}

extension ComponentInstance {
  /// The instance as one that walks go into; nil where they do not.
  var asWalked: (any WalkedInstance)? {
    guard let walked = self as? any WalkedInstance, walked.canBeWalked else { return nil }
    return walked
  }
}

/// The linked instances that a walk went into, and what their stores were before.
final class LinkedStores {
  final class Entry {
    let instance: any WalkedInstance
    let store: RuntimeStore
    /// As the walk found it.
    let first: RuntimeSnapshot
    /// Runs its calls, one after the other: a walk is never in the same store twice.
    private let execution: Execution
    private let idle: ExecutionSnapshot
    private(set) lazy var names = InstanceNames(store)
    private(set) lazy var componentNumbers = store.componentNumbers()
    /// Where walks stop in it.
    var stops: [StoppingPlace] = []
    /// The number of the last run that the walk has begun in it.
    private var runNumber: Int

    fileprivate init(_ instance: any WalkedInstance, _ ledger: ImageLedger) {
      self.instance = instance
      store = instance.store
      first = store.snapshot(sharing: nil, ledger)
      execution = Execution(store: store.core, isFresh: true)
      idle = execution.snapshot(ledger)
      runNumber = store.runCount
      store.core.codeMode = .faithful
    }

    /// What runs its next call, as if it were the first.
    func freshExecution() -> Execution {
      execution.restore(idle)
      return execution
    }

    /// Lets a run of it stop where walks do.
    func arm(_ machine: CallMachine) {
      runNumber = store.runCount
      rearm(machine)
    }

    /// The same for a run that is under way.
    func rearm(_ machine: CallMachine) {
      machine.execution.breakpoints = Set(stops.codePlaces)
      machine.callBreakpoints = Set(stops.callTags)
    }

    /// Whether somebody else has called it since.
    var isLost: Bool { runNumber != store.runCount }
  }

  private(set) var entries: [Entry] = []
  /// Those that the run is in, the outermost first.
  private(set) var underWay: [Entry] = []
  /// The store of the call that is walked through.
  let outermost: RuntimeStore
  /// Where walks stop in an instance.
  var stops: (any ComponentInstance) -> [StoppingPlace] = { _ in [] }
  private let ledger: ImageLedger

  init(_ outermost: RuntimeStore, _ ledger: ImageLedger) {
    self.outermost = outermost
    self.ledger = ledger
  }

  var depth: Int { underWay.count }

  func isUnderWay(_ store: RuntimeStore) -> Bool {
    store === outermost || underWay.contains { $0.store === store }
  }

  /// What is kept of an instance; it is noted as it is now where the walk was never in it.
  func entry(of instance: any WalkedInstance) -> Entry {
    if let known = entries.first(where: { $0.store === instance.store }) { return known }
    let entry = Entry(instance, ledger)
    entry.stops = stops(instance)
    entries.append(entry)
    return entry
  }

  func enter(_ entry: Entry) { underWay.append(entry) }

  func leave() { underWay.removeLast() }

  /// Makes those that the run is in what a chain of machines says.
  func restoreWay(_ machines: some Sequence<CallMachine>) {
    underWay = machines.compactMap { machine in entries.first { $0.store === machine.context.store } }
  }

  /// Lets other calls run fast again.
  func close() {
    for entry in entries where !entry.isLost { entry.store.core.codeMode = .optimised }
  }
}
