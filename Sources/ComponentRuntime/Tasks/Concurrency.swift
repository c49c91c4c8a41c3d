import ComponentTypes
import CoreTypes

/// What tells apart the tasks, threads, waitables and other things of a store, in the order in which they were made.
typealias ThreadNumber = UInt64
typealias WaitableNumber = UInt64
typealias WaitableSetNumber = UInt64
typealias ChannelNumber = UInt64
typealias ErrorContextNumber = UInt64

/// The tasks of a store and all that they wait for.
///
/// Everything refers to everything else by number, so that the whole is a value.
///
/// Source: CanonicalABI.md, "Concurrency", "Runtime State".
struct Concurrency {
  var tasks: [CallNumber: ComponentTask] = [:]
  var threads: [ThreadNumber: ComponentThread] = [:]
  /// The threads that wait, in the order in which they began to: whoever is ready first in it goes on first.
  private(set) var waiting: [ThreadNumber] = []
  var waitables: [WaitableNumber: Waitable] = [:]
  var sets: [WaitableSetNumber: WaitableSet] = [:]
  var channels: [ChannelNumber: Channel] = [:]
  var errorContexts = ErrorContexts()
  /// Ends of streams and futures, and error contexts, on their way from one component to another or held by the host.
  private(set) var inTransit: [UInt32: AsyncValue] = [:]
  /// The thread that runs; nil while none of a task's does, as when components are instantiated.
  var current: ThreadNumber?
  /// What code that no task runs keeps in its context slots.
  var otherStorage = ContextStorage()
  /// Who called the reallocs that run, with the context slots of code without a task as they were.
  private var interrupted: [(thread: ThreadNumber?, storage: ContextStorage)] = []
  private var lastNumber: UInt64 = 0
  private var lastTransit: UInt32 = 0

  /// The most threads of one store, each of which may have a stack of its own.
  static let maxThreads = 10_000
  /// The most values that are on their way or held by the host.
  static let maxInTransit = 100_000

  mutating func takeNumber() -> UInt64 {
    lastNumber += 1
    return lastNumber
  }

  // MARK: Current thread

  /// The task whose thread runs.
  var currentTask: CallNumber? { current.flatMap { threads[$0]?.task } }

  /// The context slots of the code that runs.
  var currentStorage: ContextStorage {
    get { current.flatMap { threads[$0]?.storage } ?? otherStorage }
    set { if let current { threads[current]?.storage = newValue } else { otherStorage = newValue } }
  }

  /// A guest's realloc begins: a task of its own, that cannot wait for anything.
  mutating func beginRealloc() {
    interrupted.append((current, otherStorage))
    current = nil
    otherStorage = ContextStorage()
  }

  mutating func endRealloc() {
    guard let last = interrupted.popLast() else { return }
    current = last.thread
    otherStorage = last.storage
  }

  // MARK: Waiting

  mutating func beginWaiting(_ thread: ThreadNumber, for condition: ReadyCondition) {
    threads[thread]?.state = .waiting(condition)
    waiting.append(thread)
  }

  mutating func endWaiting(_ thread: ThreadNumber) {
    if let index = waiting.firstIndex(of: thread) { waiting.remove(at: index) }
    threads[thread]?.state = .suspended
  }

  // MARK: Values in transit

  /// Keeps a value on its way; nil where no number is left.
  mutating func send(_ value: AsyncValue) -> UInt32? {
    guard lastTransit < .max, inTransit.count < Self.maxInTransit else { return nil }
    lastTransit += 1
    inTransit[lastTransit] = value
    return lastTransit
  }

  /// Takes a value that was on its way.
  mutating func receive(_ number: UInt32) -> AsyncValue? { inTransit.removeValue(forKey: number) }
}

/// An end of a stream or future that can be read, or an error context, while no component has it.
enum AsyncValue: Hashable {
  case readable(ChannelNumber)
  case errorContext(ErrorContextNumber)
}

/// What a thread keeps for `context.get` and `context.set`.
///
/// Source: CanonicalABI.md, "Threads" (`storage`).
struct ContextStorage: Hashable {
  private var slots: (UInt64, UInt64) = (0, 0)

  subscript(slot: UInt32) -> UInt64 {
    get { slot == 0 ? slots.0 : slots.1 }
    set { if slot == 0 { slots.0 = newValue } else { slots.1 = newValue } }
  }

  static func == (a: ContextStorage, b: ContextStorage) -> Bool { a.slots == b.slots }

  func hash(into hasher: inout Hasher) {
    hasher.combine(slots.0)
    hasher.combine(slots.1)
  }
}
