import CInterpreter
import CoreModule
import CoreTypes

// Structures and arrays. Their types come as numbers of the store.

extension HostOperation {
  private var store: Store { instance.store }
  private var type: UInt32 { UInt32(truncatingIfNeeded: first) }
  private var layout: ObjectLayout { store.heap.layout(of: type) }

  /// Source: core specification, "Aggregate Instructions".
  func performOnObjects() throws(Trap) -> UInt64 {
    switch word.operation {
    case wi_op_struct_new:
      try give(try store.makeStruct(type, values(widths: layout.fields.map(\.width))))
      return UInt64(layout.fields.count)
    case wi_op_struct_new_default:
      try give(try store.makeStruct(type, []))
      return 0
    case wi_op_array_new:
      let count = c & 0xFFFF_FFFF
      try give(try store.makeArray(type, count: count, filling: value(at: Int(word.b), layout.elementWidth)))
      return count
    case wi_op_array_new_default:
      let count = b & 0xFFFF_FFFF
      try give(try store.makeArray(type, count: count, filling: nil))
      return count
    case wi_op_array_new_fixed:
      let widths = [ObjectLayout.Width](repeating: layout.elementWidth, count: second)
      try give(try store.makeArray(type, values(widths: widths)))
      return UInt64(second)
    case wi_op_array_new_data: return try newFromData()
    case wi_op_array_new_elem: return try newFromElements()
    case wi_op_array_fill: return try fill()
    case wi_op_array_copy: return try copy()
    case wi_op_array_init_data: return try initializeFromData()
    case wi_op_array_init_elem: return try initializeFromElements()
    default: throw Trap(.implementationLimit("operation \(word.operation)"))
    }
  }

  private func give(_ reference: UInt64) throws(Trap) { slots[Int(word.a)] = reference }

  /// The values in the slots from the first further one on.
  private func values(widths: [ObjectLayout.Width]) -> [CoreValue] {
    var slot = furtherSlot
    return widths.map { width in
      defer { slot += width == .sixteen ? 2 : 1 }
      return value(at: slot, width)
    }
  }

  private func value(at slot: Int, _ width: ObjectLayout.Width) -> CoreValue {
    width == .sixteen ? .v128(low: slots[slot], high: slots[slot + 1]) : .i64(slots[slot])
  }

  /// - Parameter size: of all elements, in bytes; nil where it does not fit.
  private func byteCount(_ count: UInt64) -> UInt64 { count * UInt64(layout.elementWidth.rawValue) }

  private func newFromData() throws(Trap) -> UInt64 {
    let (offset, count) = (b & 0xFFFF_FFFF, c & 0xFFFF_FFFF)
    let source = try instance.bytes(of: second, offset: offset, count: byteCount(count))
    let reference = try store.makeArray(type, count: count, filling: nil)
    if let object = store.heap.object(reference) { copyBytes(source, to: object.fields) }
    try give(reference)
    return count
  }

  private func copyBytes(_ range: Range<Int>, to destination: UnsafeMutableRawPointer) {
    instance.module.bytes.withUnsafeBytes { file in
      // SAFETY: the range lies in the file, and the destination has room for it: both were checked.
      if let base = file.baseAddress { destination.copyMemory(from: base + range.lowerBound, byteCount: range.count) }
    }
  }

  private func newFromElements() throws(Trap) -> UInt64 {
    let (offset, count) = (b & 0xFFFF_FFFF, c & 0xFFFF_FFFF)
    let references = try instance.references(of: second, offset: offset, count: count)
    try give(try store.makeArray(type, references.map { .reference($0) }))
    return count
  }

  /// The array that a slot refers to, with a range of its elements checked.
  private func array(
    _ reference: UInt64, from start: UInt64, count: UInt64
  ) throws(Trap) -> UnsafeMutablePointer<wi_object> {
    guard let object = store.heap.object(reference) else { throw Trap(.nullReference) }
    let available = object.pointee.count
    guard start <= available, count <= available - start else { throw Trap(.arrayOutOfBounds) }
    return object
  }

  private func fill() throws(Trap) -> UInt64 {
    let (start, count) = (b & 0xFFFF_FFFF, d & 0xFFFF_FFFF)
    let object = try array(a, from: start, count: count)
    let width = layout.elementWidth
    let value = value(at: Int(word.c), width)
    for index in Int(start)..<Int(start + count) { (object.fields + index * width.rawValue).store(value, width: width) }
    return count
  }

  private func copy() throws(Trap) -> UInt64 {
    let (to, from, count) = (b & 0xFFFF_FFFF, d & 0xFFFF_FFFF, e & 0xFFFF_FFFF)
    guard a != 0, c != 0 else { throw Trap(.nullReference) }
    let destination = try array(a, from: to, count: count)
    let source = try array(c, from: from, count: count)
    // SAFETY: both ranges were checked; they may overlap, which copying memory allows.
    (destination.fields + Int(byteCount(to))).copyMemory(
      from: source.fields + Int(byteCount(from)), byteCount: Int(byteCount(count)))
    return count
  }

  private func initializeFromData() throws(Trap) -> UInt64 {
    let (to, from, count) = (b & 0xFFFF_FFFF, c & 0xFFFF_FFFF, d & 0xFFFF_FFFF)
    let object = try array(a, from: to, count: count)
    copyBytes(
      try instance.bytes(of: second, offset: from, count: byteCount(count)), to: object.fields + Int(byteCount(to)))
    return count
  }

  private func initializeFromElements() throws(Trap) -> UInt64 {
    let (to, from, count) = (b & 0xFFFF_FFFF, c & 0xFFFF_FFFF, d & 0xFFFF_FFFF)
    let object = try array(a, from: to, count: count)
    let references = try instance.references(of: second, offset: from, count: count)
    for (index, reference) in references.enumerated() {
      (object.fields + (Int(to) + index) * 8).storeBytes(of: reference, as: UInt64.self)
    }
    return count
  }
}
