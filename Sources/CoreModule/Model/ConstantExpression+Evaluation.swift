extension ConstantExpression {
  /// The expression's value as a 64-bit slot, laid out as ``CoreTypes/CoreValue/slot``.
  ///
  /// - Parameters:
  ///   - module: the module that it belongs to.
  ///   - global: the slot of a global, by index.
  ///   - function: the slot of a reference to a function, by index.
  /// - Returns: nil if the expression is not constant, which validation refuses.
  package func evaluate(
    in module: Module, global: (UInt32) -> UInt64, function: (UInt32) -> UInt64
  ) -> UInt64? {
    var reader = InstructionReader(module.bytes, in: range, features: module.features)
    var stack: [UInt64] = []
    while let instruction = try? reader.next() {
      switch instruction.opcode {
      case .end: return stack.popLast()
      case .i32Const, .i64Const, .f32Const, .f64Const: stack.append(instruction.immediate)
      case .refNull: stack.append(0)
      case .refFunc: stack.append(function(instruction.index))
      case .globalGet: stack.append(global(instruction.index))
      default:
        guard let right = stack.popLast(), let left = stack.popLast(),
          let result = Self.apply(instruction.opcode, left, right)
        else { return nil }
        stack.append(result)
      }
    }
    return nil
  }

  private static func apply(_ opcode: Opcode, _ left: UInt64, _ right: UInt64) -> UInt64? {
    switch opcode {
    case .i32Add: UInt64(UInt32(truncatingIfNeeded: left &+ right))
    case .i32Sub: UInt64(UInt32(truncatingIfNeeded: left &- right))
    case .i32Mul: UInt64(UInt32(truncatingIfNeeded: left &* right))
    case .i64Add: left &+ right
    case .i64Sub: left &- right
    case .i64Mul: left &* right
    default: nil
    }
  }
}
