import CoreModule
import CoreTypes

extension WatchedEvent {
  /// - Parameters:
  ///   - x: the first operand's bits
  ///   - y: the second operand's bits, unused where the instruction takes one
  init(_ opcode: Opcode, _ x: UInt64, _ y: UInt64, at location: CodeLocation, count: UInt64, lostSigned: Bool) {
    self.init(
      opcode: opcode, operands: opcode.isWatchedBinary ? [x, y] : [x], location: location, count: count,
      lostSigned: lostSigned)
  }
}

extension Opcode {
  /// Whether a watched instruction takes two integers.
  fileprivate var isWatchedBinary: Bool {
    switch self {
    case .i32Add, .i32Sub, .i32Mul, .i32Shl, .i32DivS, .i32RemS, .i64Add, .i64Sub, .i64Mul, .i64Shl, .i64DivS,
      .i64RemS:
      true
    default: false
    }
  }
}
