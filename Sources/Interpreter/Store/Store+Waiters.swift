/// An execution that waits at an address of a shared memory.
final class Waiter {
  /// Where it waits.
  struct Place: Hashable {
    /// The memory's structure.
    var memory: UInt64
    /// In bytes.
    var address: UInt64
  }

  enum State { case waiting, woken, timedOut }

  let place: Place
  /// When it gives up, in nanoseconds of the store's time; nil for never.
  let deadline: UInt64?
  fileprivate(set) var state = State.waiting

  init(_ place: Place, deadline: UInt64?) {
    self.place = place
    self.deadline = deadline
  }
}

// Who waits, in the order in which they came. The store's time goes on only where all that could wake them has been tried.
extension Store {
  func addWaiter(at place: Waiter.Place, timeout: UInt64?) -> Waiter {
    let deadline = timeout.map { timeout in
      let (sum, overflow) = waitingTime.addingReportingOverflow(timeout)
      return overflow ? UInt64.max : sum
    }
    let waiter = Waiter(place, deadline: deadline)
    waiters.append(waiter)
    return waiter
  }

  /// Wakes those who have waited longest at a place.
  ///
  /// - Returns: how many.
  func wakeWaiters(at place: Waiter.Place, atMost count: UInt32) -> UInt32 {
    var woken: UInt32 = 0
    waiters.removeAll { waiter in
      guard woken < count, waiter.place == place else { return false }
      waiter.state = .woken
      woken += 1
      return true
    }
    return woken
  }

  func removeWaiter(_ waiter: Waiter) { waiters.removeAll { $0 === waiter } }

  /// Lets the time pass until the next of those who wait gives up.
  ///
  /// - Returns: false where none ever would.
  package func expireNextWait() -> Bool {
    guard let next = waiters.filter({ $0.deadline != nil }).min(by: { ($0.deadline ?? 0) < ($1.deadline ?? 0) }) else {
      return false
    }
    waitingTime = max(waitingTime, next.deadline ?? 0)
    next.state = .timedOut
    removeWaiter(next)
    return true
  }
}
