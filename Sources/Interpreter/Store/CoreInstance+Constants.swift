import CInterpreter
import CoreModule
import CoreTypes

extension CoreInstance {
  /// The value of a validated constant expression.
  ///
  /// Source: core specification, "Constant Expressions".
  func evaluate(_ expression: ConstantExpression) throws(Trap) -> CoreValue {
    var reader = InstructionReader(module.bytes, in: expression.range, features: module.features)
    var stack: [CoreValue] = []
    while let instruction = try? reader.next() {
      if instruction.opcode == .end, let value = stack.last { return value }
      guard let value = try evaluate(instruction, &stack) else { break }
      stack.append(value)
    }
    throw Trap(.implementationLimit("an expression that is not constant"))
  }

  /// The value that an instruction pushes; nil if it is not constant.
  private func evaluate(_ instruction: Instruction, _ stack: inout [CoreValue]) throws(Trap) -> CoreValue? {
    let index = instruction.index
    switch instruction.opcode {
    case .i32Const: return .i32(UInt32(truncatingIfNeeded: instruction.immediate))
    case .i64Const: return .i64(instruction.immediate)
    case .f32Const: return .f32(UInt32(truncatingIfNeeded: instruction.immediate))
    case .f64Const: return .f64(instruction.immediate)
    case .v128Const:
      let bits = instruction.vector(in: module.bytes)
      return .v128(low: bits.low, high: bits.high)
    case .refNull: return .reference(0)
    case .refFunc: return Int(index) < functions.count ? .reference(functions[Int(index)].reference) : nil
    case .globalGet: return Int(index) < globals.count ? globals[Int(index)].value : nil
    case .refI31: return stack.popLast().map { .reference(Self.i31($0.slots.first)) }
    case .anyConvertExtern, .externConvertAny: return stack.popLast()
    case .structNew:
      return try makeObject(index, popping: store.heap.layout(of: number(index)).fields.count, from: &stack)
    case .structNewDefault: return .reference(try store.makeStruct(number(index), []))
    case .arrayNewFixed: return try makeObject(index, popping: Int(instruction.second), from: &stack)
    case .arrayNew:
      guard let count = stack.popLast(), let value = stack.popLast() else { return nil }
      return .reference(try store.makeArray(number(index), count: count.slots.first, filling: value))
    case .arrayNewDefault:
      guard let count = stack.popLast() else { return nil }
      return .reference(try store.makeArray(number(index), count: count.slots.first, filling: nil))
    default:
      guard let right = stack.popLast(), let left = stack.popLast() else { return nil }
      return Self.apply(instruction.opcode, left, right)
    }
  }

  private func makeObject(
    _ type: UInt32, popping count: Int, from stack: inout [CoreValue]
  ) throws(Trap) -> CoreValue? {
    guard count <= stack.count else { return nil }
    let values = Array(stack.suffix(count))
    stack.removeLast(count)
    let isArray = module.types[Int(type)].isArray
    return .reference(
      isArray ? try store.makeArray(number(type), values) : try store.makeStruct(number(type), values))
  }

  static func i31(_ slot: UInt64) -> UInt64 { UInt64(wi_tag_i31) << 62 | slot & 0x7FFF_FFFF }

  private static func apply(_ opcode: Opcode, _ left: CoreValue, _ right: CoreValue) -> CoreValue? {
    let (x, y) = (left.slots.first, right.slots.first)
    return switch opcode {
    case .i32Add: .i32(UInt32(truncatingIfNeeded: x &+ y))
    case .i32Sub: .i32(UInt32(truncatingIfNeeded: x &- y))
    case .i32Mul: .i32(UInt32(truncatingIfNeeded: x &* y))
    case .i64Add: .i64(x &+ y)
    case .i64Sub: .i64(x &- y)
    case .i64Mul: .i64(x &* y)
    default: nil
    }
  }
}

extension CoreSubType {
  fileprivate var isArray: Bool {
    if case .array = composite { true } else { false }
  }
}
