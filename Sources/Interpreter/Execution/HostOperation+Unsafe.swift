import CInterpreter
import CoreTypes

/// An operation that the dispatch loop leaves to the host: it allocates, or reads a module's segments.
struct HostOperation {
  let word: OperationWord
  /// The second word: one index, or two of 32 bits each with the first in the low half.
  let indices: UInt64
  /// The running frame's slots.
  let slots: UnsafeMutablePointer<UInt64>
  let instance: CoreInstance

  private var first: Int { Int(indices & 0xFFFF_FFFF) }
  private var second: Int { Int(indices >> 32) }

  /// A slot's low 32 bits.
  private func u32(_ slot: UInt16) -> UInt64 { slots[Int(slot)] & 0xFFFF_FFFF }

  /// - Returns: how many bytes or elements it moved.
  /// - Throws: the trap of the wasm instruction.
  ///
  /// Source: core specification, "Memory Instructions" and "Table Instructions".
  func perform() throws(Trap) -> UInt64 {
    switch word.operation {
    case wi_op_memory_grow:
      let old = instance.memories[first].grow(byPages: u32(word.b))
      slots[Int(word.a)] = old ?? 0xFFFF_FFFF
      return 0
    case wi_op_memory_init:
      try instance.initializeMemory(
        second, at: u32(word.a), from: first, offset: u32(word.b), count: u32(word.c))
    case wi_op_data_drop:
      instance.droppedData[first] = true
      return 0
    case wi_op_table_grow:
      let old = instance.tables[first].grow(by: u32(word.c), filling: slots[Int(word.b)])
      slots[Int(word.a)] = old ?? 0xFFFF_FFFF
    case wi_op_table_fill: try fillTable()
    case wi_op_table_copy: try copyTable()
    case wi_op_table_init:
      try instance.initializeTable(
        second, at: u32(word.a), from: first, offset: u32(word.b), count: u32(word.c))
    case wi_op_elem_drop:
      instance.droppedElements[first] = true
      return 0
    default: throw Trap(.implementationLimit("operation \(word.operation)"))
    }
    // Bulk instructions and table.grow have their count in C.
    return u32(word.c)
  }

  private func fillTable() throws(Trap) {
    let table = instance.tables[first]
    let (start, count) = (u32(word.a), u32(word.c))
    guard start + count <= UInt64(table.count) else { throw Trap(.tableOutOfBounds) }
    for index in 0..<Int(count) { table.set(Int(start) + index, to: slots[Int(word.b)]) }
  }

  private func copyTable() throws(Trap) {
    let (target, origin) = (instance.tables[first], instance.tables[second])
    let (to, from, count) = (Int(u32(word.a)), Int(u32(word.b)), Int(u32(word.c)))
    guard to + count <= target.count, from + count <= origin.count else { throw Trap(.tableOutOfBounds) }
    let isForward = to <= from
    for step in 0..<count {
      let index = isForward ? step : count - 1 - step
      if let reference = origin[from + index] { target.set(to + index, to: reference) }
    }
  }
}
