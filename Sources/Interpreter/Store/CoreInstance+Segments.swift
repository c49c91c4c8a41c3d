import CoreModule
import CoreTypes

extension CoreInstance {
  /// The value of a validated constant expression, in a slot.
  ///
  /// Source: core specification, "Constant Expressions".
  func evaluate(_ expression: ConstantExpression) throws(Trap) -> UInt64 {
    var reader = InstructionReader(module.bytes, in: expression.range, features: module.features)
    var stack: [UInt64] = []
    while !reader.isAtEnd {
      guard let instruction = try? reader.next() else { break }
      switch instruction.opcode {
      case .end: return stack.last ?? 0
      case .i32Const, .i64Const, .f32Const, .f64Const: stack.append(instruction.immediate)
      case .globalGet:
        let index = Int(instruction.index)
        stack.append(index < globals.count ? globals[index].slot : 0)
      case .refNull: stack.append(0)
      case .refFunc:
        let index = Int(instruction.index)
        stack.append(index < functions.count ? functions[index].reference : 0)
      case .i32Add, .i32Sub, .i32Mul, .i64Add, .i64Sub, .i64Mul:
        guard let y = stack.popLast(), let x = stack.popLast() else { return 0 }
        stack.append(Self.extendedConstant(instruction.opcode, x, y))
      default:
        throw Trap(.implementationLimit("\(instruction.opcode.mnemonic) in a constant expression"))
      }
    }
    return stack.last ?? 0
  }

  private static func extendedConstant(_ opcode: Opcode, _ x: UInt64, _ y: UInt64) -> UInt64 {
    let low = UInt64(UInt32.max)
    return switch opcode {
    case .i32Add: (x &+ y) & low
    case .i32Sub: (x &- y) & low
    case .i32Mul: (x &* y) & low
    case .i64Add: x &+ y
    case .i64Sub: x &- y
    default: x &* y
    }
  }

  /// `memory.init`: copies `count` bytes of a data segment.
  func initializeMemory(
    _ memory: Int, at start: UInt64, from segment: Int, offset: UInt64, count: UInt64
  ) throws(Trap) {
    let range = droppedData[segment] ? 0..<0 : module.data[segment].range
    guard memory < memories.count, offset <= UInt64(range.count), count <= UInt64(range.count) - offset,
      start <= UInt64(memories[memory].byteCount), count <= UInt64(memories[memory].byteCount) - start
    else { throw Trap(.memoryOutOfBounds) }
    let source = range.lowerBound + Int(offset)
    memories[memory].withMutableBytes { bytes in
      module.bytes.withUnsafeBytes { file in
        // SAFETY: both ranges were just checked against their buffers.
        UnsafeMutableRawBufferPointer(rebasing: bytes[Int(start)..<Int(start + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: file[source..<source + Int(count)]))
      }
    }
  }

  /// `table.init`: copies `count` references of an element segment.
  func initializeTable(_ table: Int, at start: UInt64, from segment: Int, offset: UInt64, count: UInt64) throws(Trap) {
    let element = module.elements[segment]
    let available = UInt64(droppedElements[segment] ? 0 : element.count)
    guard table < tables.count, offset <= available, count <= available - offset,
      start <= UInt64(tables[table].count), count <= UInt64(tables[table].count) - start
    else { throw Trap(.tableOutOfBounds) }
    for index in 0..<Int(count) {
      tables[table].set(Int(start) + index, to: try reference(of: element, at: Int(offset) + index))
    }
  }

  private func reference(of element: ElementSegment, at index: Int) throws(Trap) -> UInt64 {
    switch element.items {
    case .functions(let indices):
      let function = Int(indices[index])
      return function < functions.count ? functions[function].reference : 0
    case .expressions(let expressions): return try evaluate(expressions[index])
    }
  }
}
