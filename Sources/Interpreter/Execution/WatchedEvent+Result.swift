import CoreModule
import CoreTypes

extension WatchedEvent {
  /// - Parameters:
  ///   - x: the first operand's bits
  ///   - y: the second operand's bits, unused where the instruction takes one
  init(_ opcode: Opcode, _ x: UInt64, _ y: UInt64, at location: CodeLocation, count: UInt64, lostSigned: Bool) {
    let low = UInt64(UInt32.max)
    let result: UInt64 =
      switch opcode {
      case .i32Add: (x &+ y) & low
      case .i32Sub: (x &- y) & low
      case .i32Mul: (x &* y) & low
      case .i32Shl: (x &<< (y & 31)) & low
      case .i64Add: x &+ y
      case .i64Sub: x &- y
      case .i64Mul: x &* y
      case .i64Shl: x &<< (y & 63)
      default: x & low
      }
    self.init(
      opcode: opcode, operands: opcode == .i32WrapI64 ? [x] : [x, y], result: result, location: location,
      count: count, lostSigned: lostSigned)
  }
}
