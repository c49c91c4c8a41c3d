import CInterpreter
import CoreTypes

/// An operation that the dispatch loop leaves to the host: it allocates, or reads a module's segments.
struct HostOperation {
  let word: OperationWord
  /// The second word: two further slots.
  let further: UInt64
  /// The third word: two indices.
  let indices: UInt64
  /// The running frame's slots.
  let slots: UnsafeMutablePointer<UInt64>
  let instance: CoreInstance

  var first: Int { Int(indices & 0xFFFF_FFFF) }
  var second: Int { Int(indices >> 32) }

  var a: UInt64 { slots[Int(word.a)] }
  var b: UInt64 { slots[Int(word.b)] }
  var c: UInt64 { slots[Int(word.c)] }
  var d: UInt64 { slots[furtherSlot] }
  var e: UInt64 { slots[Int(further >> 32)] }

  /// The first further slot.
  var furtherSlot: Int { Int(further & 0xFFFF_FFFF) }

  /// - Returns: how many bytes or elements it moved.
  /// - Throws: the trap of the wasm instruction.
  ///
  /// Source: core specification, "Memory Instructions" and "Table Instructions".
  func perform() throws(Trap) -> UInt64 {
    switch word.operation {
    case wi_op_memory_grow:
      let memory = instance.memories[first]
      slots[Int(word.a)] = memory.grow(byPages: b) ?? memory.type.addressType.minusOne
      return 0
    case wi_op_memory_init:
      try instance.initializeMemory(second, at: a, from: first, offset: b, count: c)
      return c
    case wi_op_data_drop:
      instance.droppedData[first] = true
      return 0
    case wi_op_table_grow:
      let table = instance.tables[first]
      slots[Int(word.a)] = table.grow(by: c, filling: b) ?? table.type.addressType.minusOne
      return slots[Int(word.a)] == table.type.addressType.minusOne ? 0 : c
    case wi_op_table_fill:
      try fillTable()
      return c
    case wi_op_table_copy:
      try copyTable()
      return c
    case wi_op_table_init:
      try instance.initializeTable(second, at: a, from: first, offset: b, count: c)
      return c
    case wi_op_elem_drop:
      instance.dropElements(first)
      return 0
    default: return try performOnObjects()
    }
  }

  private func fillTable() throws(Trap) {
    let table = instance.tables[first]
    guard a <= UInt64(table.count), c <= UInt64(table.count) - a else { throw Trap(.tableOutOfBounds) }
    for index in 0..<Int(c) { table.set(Int(a) + index, to: b) }
  }

  private func copyTable() throws(Trap) {
    let (target, origin) = (instance.tables[first], instance.tables[second])
    let (targetCount, originCount) = (UInt64(target.count), UInt64(origin.count))
    guard a <= targetCount, c <= targetCount - a, b <= originCount, c <= originCount - b else {
      throw Trap(.tableOutOfBounds)
    }
    let (to, from, count) = (Int(a), Int(b), Int(c))
    let isForward = to <= from
    for step in 0..<count {
      let index = isForward ? step : count - 1 - step
      if let reference = origin[from + index] { target.set(to + index, to: reference) }
    }
  }
}

extension CoreAddressType {
  /// What growing gives that was refused, in a slot.
  fileprivate var minusOne: UInt64 { self == .i32 ? 0xFFFF_FFFF : .max }
}
