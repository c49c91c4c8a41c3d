import CoreModule
import CoreTypes

extension CoreInstance {
  /// `memory.init`: copies `count` bytes of a data segment.
  func initializeMemory(
    _ memory: Int, at start: UInt64, from segment: Int, offset: UInt64, count: UInt64
  ) throws(Trap) {
    let source = try bytes(of: segment, offset: offset, count: count)
    guard memory < memories.count, start <= UInt64(memories[memory].byteCount),
      count <= UInt64(memories[memory].byteCount) - start
    else { throw Trap(.memoryOutOfBounds) }
    memories[memory].withMutableBytes { bytes in
      module.bytes.withUnsafeBytes { file in
        // SAFETY: both ranges were just checked against their buffers.
        UnsafeMutableRawBufferPointer(rebasing: bytes[Int(start)..<Int(start + count)])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: file[source]))
      }
    }
  }

  /// `table.init`: copies `count` references of an element segment.
  func initializeTable(_ table: Int, at start: UInt64, from segment: Int, offset: UInt64, count: UInt64) throws(Trap) {
    guard table < tables.count, start <= UInt64(tables[table].count), count <= UInt64(tables[table].count) - start
    else {
      throw Trap(.tableOutOfBounds)
    }
    let references = try references(of: segment, offset: offset, count: count)
    for (index, reference) in references.enumerated() { tables[table].set(Int(start) + index, to: reference) }
  }

  /// Some of an element segment's references.
  func references(of segment: Int, offset: UInt64, count: UInt64) throws(Trap) -> [UInt64] {
    let element = module.elements[segment]
    let available = UInt64(droppedElements[segment] ? 0 : element.count)
    guard offset <= available, count <= available - offset else { throw Trap(.tableOutOfBounds) }
    let range = Int(offset)..<Int(offset + count)
    switch element.items {
    case .functions(let indices):
      return indices[range].map { Int($0) < functions.count ? functions[Int($0)].reference : 0 }
    case .expressions: return elements[segment].map { Array($0[range]) } ?? []
    }
  }

  func dropElements(_ segment: Int) {
    droppedElements[segment] = true
    elements[segment] = nil
  }

  /// Where some bytes of a data segment stand in the file.
  func bytes(of segment: Int, offset: UInt64, count: UInt64) throws(Trap) -> Range<Int> {
    let range = droppedData[segment] ? 0..<0 : module.data[segment].range
    guard offset <= UInt64(range.count), count <= UInt64(range.count) - offset else { throw Trap(.memoryOutOfBounds) }
    let start = range.lowerBound + Int(offset)
    return start..<start + Int(count)
  }
}
