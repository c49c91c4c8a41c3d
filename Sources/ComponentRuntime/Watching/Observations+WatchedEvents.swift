import BitArithmetic
package import CoreModule
package import Interpreter

extension Observations {
  /// What the engine's watch saw, as operations.
  init(_ watched: [WatchedEvent], total: UInt64) {
    self.init(events: watched.compactMap { ObservedEvent($0) }, total: total)
  }
}

extension ObservedEvent {
  /// Nil for an instruction that is no operation known here.
  package init?(_ event: WatchedEvent) {
    guard let operation = Operation(event.opcode) else { return nil }
    self.init(
      operation: operation, instruction: event.opcode.mnemonic, operands: event.operands, result: event.result,
      location: event.location, count: event.count)
  }
}

extension ObservedEvent.Operation {
  /// The operation of an integer instruction that the engine watches.
  package init?(_ opcode: Opcode) {
    switch opcode {
    case .i32Add: self = .arithmetic(.add, width: 32)
    case .i32Sub: self = .arithmetic(.sub, width: 32)
    case .i32Mul: self = .arithmetic(.mul, width: 32)
    case .i32Shl: self = .arithmetic(.shl, width: 32)
    case .i64Add: self = .arithmetic(.add, width: 64)
    case .i64Sub: self = .arithmetic(.sub, width: 64)
    case .i64Mul: self = .arithmetic(.mul, width: 64)
    case .i64Shl: self = .arithmetic(.shl, width: 64)
    case .i32WrapI64: self = .wrap
    default: return nil
    }
  }
}
