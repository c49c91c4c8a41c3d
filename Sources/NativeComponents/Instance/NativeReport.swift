import BitArithmetic
import ComponentRuntime
import CoreTypes

/// Collects what did not fit while a native function ran, and ends the call where the watch traps.
struct NativeReport: Sendable {
  let watch: WatchMode
  private(set) var observations = Observations()
  /// What the watch ended the call with, before an operation that loses something in a reading that counts.
  private(set) var trap: Trap?

  init(watch: WatchMode) {
    self.watch = watch
  }

  /// Reports an operation that was computed.
  ///
  /// Once the watch has ended the call, nothing more is taken in: what comes after did not happen.
  ///
  /// - Parameters:
  ///   - operands: Their bits at the type's width, zero-extended; a shift's count as it was given.
  ///   - result: The wrapped result's bits, also where the function returned something else.
  ///   - fits: Whether the exact result, in the type's own sign, is the wrapped one.
  mutating func computed(
    _ operation: IntegerOperation, _ type: IntegerType, operands: @autoclosure () -> [UInt64], result: UInt64,
    fits: Bool
  ) {
    // The other sign counts only where the user asked for a sign.
    guard watch.isOn, trap == nil, !fits || watch.reading != .result else { return }
    var event = ObservedEvent(
      operation: .arithmetic(operation, width: type.width), instruction: "\(type) \(operation.rawValue)",
      operands: operands(), result: result, location: nil)
    let losses = watch.readings(resultIsSigned: type.isSigned).filter { event.loses(asSigned: $0) }
    guard !fits || !losses.isEmpty else { return }
    if watch.traps, let isSigned = losses.first {
      event.didRun = false
      trap = Trap(event.watchedLoss(asSigned: isSigned))
    }
    add(event)
  }

  private mutating func add(_ event: ObservedEvent) {
    observations.total += 1
    // A place is an operation at a type here; a function that repeats one counts it.
    if let index = observations.events.firstIndex(where: { $0.instruction == event.instruction }) {
      let count = observations.events[index].count + 1
      observations.events[index] = event
      observations.events[index].count = count
    } else {
      observations.events.append(event)
    }
  }
}
