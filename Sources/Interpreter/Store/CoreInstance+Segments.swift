import CoreModule
import CoreTypes

extension CoreInstance {
  /// The value of a validated constant expression, in a slot.
  ///
  /// Source: core specification, "Constant Expressions".
  func evaluate(_ expression: ConstantExpression) throws(Trap) -> UInt64 {
    let value = expression.evaluate(
      in: module, global: { Int($0) < globals.count ? globals[Int($0)].slot : 0 },
      function: { Int($0) < functions.count ? functions[Int($0)].reference : 0 })
    guard let value else { throw Trap(.implementationLimit("an expression that is not constant")) }
    return value
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
