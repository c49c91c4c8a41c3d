import BitArithmetic
import ComponentRuntime

/// Collects what did not fit while a native function ran.
struct NativeReport: Sendable {
  let watch: WatchMode
  private(set) var observations = Observations()

  init(watch: WatchMode) {
    self.watch = watch
  }

  /// Reports an operation whose exact result, in its type's own sign, did not fit.
  ///
  /// - Parameters:
  ///   - operands: Their bits at the type's width, zero-extended; a shift's count as it was given.
  ///   - result: The wrapped result's bits, also where the function returned something else.
  mutating func doesNotFit(_ operation: IntegerOperation, _ type: IntegerType, operands: [UInt64], result: UInt64) {
    guard watch.isOn else { return }
    let event = ObservedEvent(
      operation: .arithmetic(operation, width: type.width), instruction: "\(type) \(operation.rawValue)",
      operands: operands, result: result, location: nil)
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
