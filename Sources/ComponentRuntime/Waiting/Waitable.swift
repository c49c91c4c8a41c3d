import CoreTypes

/// Something that a component can wait for: a subtask, or an end of a stream or future.
///
/// Source: CanonicalABI.md, "Waitable State".
struct Waitable {
  enum Kind {
    case subtask(Subtask)
    case end(CopyEnd)
  }

  var kind: Kind
  /// What has happened to it that its component was not told yet.
  private(set) var pendingEvent: PendingEvent?
  /// When that was, among all events.
  private(set) var eventNumber: UInt64 = 0
  var set: WaitableSetNumber?
  /// Whether a thread waits for it alone.
  var hasSyncWaiter = false

  init(_ kind: Kind) { self.kind = kind }

  var subtask: Subtask? {
    get { if case .subtask(let subtask) = kind { subtask } else { nil } }
    set { if let newValue { kind = .subtask(newValue) } }
  }

  var end: CopyEnd? {
    get { if case .end(let end) = kind { end } else { nil } }
    set { if let newValue { kind = .end(newValue) } }
  }

  fileprivate mutating func note(_ event: PendingEvent, _ number: UInt64) {
    if pendingEvent == nil { eventNumber = number }
    pendingEvent = event
  }

  fileprivate mutating func forgetEvent() { pendingEvent = nil }
}

/// What has happened to a waitable. What exactly its component is told depends on how it stands when it is told.
enum PendingEvent: Hashable {
  /// A subtask has begun or has come to its end.
  case progress
  /// A read or write has come to its end, or, where that may go on until it is told of, has moved something.
  case copied(CopyResult, mayGoOn: Bool)
}

/// An event as a component is told of it.
///
/// Source: CanonicalABI.md, "Waitable State" (`EventTuple`).
struct Event: Hashable {
  /// Source: CanonicalABI.md, "Waitable State" (`EventCode`).
  enum Code: UInt32 {
    case none, subtask, streamRead, streamWrite, futureRead, futureWrite, taskCancelled
  }

  var code: Code
  /// The waitable's index in its component.
  var index: UInt32 = 0
  var payload: UInt32 = 0

  var coreValues: [CoreValue] { [.i32(code.rawValue), .i32(index), .i32(payload)] }
}

/// Waitables of which any may be waited for.
///
/// Source: CanonicalABI.md, "Waitable State".
struct WaitableSet {
  /// How many waitables are in it.
  fileprivate(set) var count = 0
  /// How many of them have an event that nobody was told of.
  fileprivate(set) var eventCount = 0
  /// The threads that wait for an event of it.
  var waiterCount = 0
  /// The events that came while their waitables were in it, or came with them, the oldest first; some may have been told.
  fileprivate var events: [(waitable: WaitableNumber, number: UInt64)] = []
  /// How many of those were looked at.
  fileprivate var lookedAt = 0

  fileprivate mutating func append(_ waitable: WaitableNumber, _ number: UInt64) {
    if lookedAt > 64, lookedAt * 2 > events.count {
      events.removeFirst(lookedAt)
      lookedAt = 0
    }
    events.append((waitable, number))
    eventCount += 1
  }
}

extension Concurrency {
  mutating func note(_ event: PendingEvent, of number: WaitableNumber) {
    guard let waitable = waitables[number] else { return }
    let isFirst = waitable.pendingEvent == nil
    let eventNumber = takeNumber()
    waitables[number]?.note(event, eventNumber)
    if isFirst, let set = waitable.set { sets[set]?.append(number, eventNumber) }
  }

  func hasEvent(_ set: WaitableSetNumber) -> Bool { sets[set].map { $0.eventCount > 0 } ?? false }

  /// The oldest event of a set.
  fileprivate mutating func eldestEvent(of set: WaitableSetNumber) -> WaitableNumber? {
    while let known = sets[set], known.lookedAt < known.events.count {
      let (number, eventNumber) = known.events[known.lookedAt]
      if let waitable = waitables[number], waitable.set == set, waitable.pendingEvent != nil,
        waitable.eventNumber == eventNumber
      {
        return number
      }
      sets[set]?.lookedAt += 1
    }
    return nil
  }

  /// Moves a waitable to a set, or to none.
  mutating func join(_ number: WaitableNumber, to set: WaitableSetNumber?) {
    guard let waitable = waitables[number] else { return }
    let hasEvent = waitable.pendingEvent != nil
    if let old = waitable.set {
      sets[old]?.count -= 1
      if hasEvent { sets[old]?.eventCount -= 1 }
    }
    waitables[number]?.set = set
    guard let set else { return }
    sets[set]?.count += 1
    if hasEvent { sets[set]?.append(number, waitable.eventNumber) }
  }

  func isResolved(_ subtask: WaitableNumber) -> Bool { waitables[subtask]?.subtask?.phase.isResolved ?? true }

  fileprivate mutating func takeEvent(of waitable: WaitableNumber) -> PendingEvent? {
    guard let known = waitables[waitable], let event = known.pendingEvent else { return nil }
    waitables[waitable]?.forgetEvent()
    if let set = known.set { sets[set]?.eventCount -= 1 }
    return event
  }
}

extension RuntimeStore {
  /// Tells a component what has happened to a waitable.
  func deliverEvent(of number: WaitableNumber) -> Event {
    guard let pending = concurrency.takeEvent(of: number), let waitable = concurrency.waitables[number] else {
      return Event(code: .none)
    }
    switch waitable.kind {
    case .subtask(let subtask):
      if subtask.phase.isResolved { deliverResolution(of: number) }
      return Event(code: .subtask, index: subtask.index ?? 0, payload: subtask.phase.rawValue)
    case .end(let end):
      guard case .copied(let result, let mayGoOn) = pending else { return Event(code: .none) }
      return deliverCopy(of: number, end, result, mayGoOn: mayGoOn)
    }
  }

  /// Tells a component of the oldest event of a set.
  func deliverEvent(ofSet set: WaitableSetNumber) -> Event {
    concurrency.eldestEvent(of: set).map { deliverEvent(of: $0) } ?? Event(code: .none)
  }
}
