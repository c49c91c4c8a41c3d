import CoreModule
import CoreTypes

extension WatchedEvent {
  /// - Parameters:
  ///   - x: the first operand's bits
  ///   - y: the second operand's bits, unused where the instruction takes one
  init(_ opcode: Opcode, _ x: UInt64, _ y: UInt64, at location: CodeLocation, count: UInt64, lostSigned: Bool) {
    self.init(
      opcode: opcode, operands: Loss.operandCount(of: opcode) > 1 ? [x, y] : [x], location: location, count: count,
      lostSigned: lostSigned)
  }
}

extension Execution {
  /// The event with the rules that its place is exempt by.
  func classified(_ event: WatchedEvent, in module: Module) -> WatchedEvent {
    let key = WatchedFunctionKey(module: module.range, function: event.location.function)
    let function = store.watchedFunctions[key] ?? WatchedFunction(event.location.function, of: module)
    if store.watchedFunctions.count >= Store.maxWatchedFunctions { store.watchedFunctions.removeAll() }
    store.watchedFunctions[key] = function
    var event = event
    event.exemptions = function.exemptions(at: event.location.offset, event.opcode, operands: event.operands)
    return event
  }
}

/// A function by where its module stands in the file that all modules of a store come from.
struct WatchedFunctionKey: Hashable {
  let module: Range<Int>
  let function: UInt32
}
