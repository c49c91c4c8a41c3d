import CInterpreter
import CoreTypes

// Making structures, arrays and exceptions.

extension Store {
  /// A structure.
  ///
  /// - Parameters:
  ///   - type: its type's number.
  ///   - values: its fields; none for their defaults, which are zeros.
  /// - Returns: the reference.
  /// - Throws: a trap where it is beyond the heap's limit.
  func makeStruct(_ type: UInt32, _ values: [CoreValue]) throws(Trap) -> UInt64 {
    let layout = heap.layout(of: type)
    let (reference, fields) = try makeObject(wi_kind_struct, type, byteCount: UInt64(layout.byteCount))
    for (field, value) in zip(layout.fields, values) {
      (fields + field.offset).store(value, width: field.width)
    }
    return reference
  }

  /// An array of given elements.
  func makeArray(_ type: UInt32, _ values: [CoreValue]) throws(Trap) -> UInt64 {
    let width = heap.layout(of: type).elementWidth
    let (reference, elements) = try makeArray(type, count: UInt64(values.count), width)
    for (index, value) in values.enumerated() { (elements + index * width.rawValue).store(value, width: width) }
    return reference
  }

  /// An array of equal elements.
  ///
  /// - Parameter value: nil for their default, which is zero.
  func makeArray(_ type: UInt32, count: UInt64, filling value: CoreValue?) throws(Trap) -> UInt64 {
    let width = heap.layout(of: type).elementWidth
    let (reference, elements) = try makeArray(type, count: count, width)
    if let value, value.slots.first != 0 || value.slots.second ?? 0 != 0 {
      for index in 0..<Int(count) { (elements + index * width.rawValue).store(value, width: width) }
    }
    return reference
  }

  private func makeArray(
    _ type: UInt32, count: UInt64, _ width: ObjectLayout.Width
  ) throws(Trap) -> (reference: UInt64, fields: UnsafeMutableRawPointer) {
    let size = count.multipliedReportingOverflow(by: UInt64(width.rawValue))
    guard !size.overflow else { throw Trap(.resourceLimit("an array of \(count) elements is beyond the heap limit")) }
    return try makeObject(wi_kind_array, type, byteCount: size.partialValue, count: count)
  }

  /// An exception of a tag, whose payload's slots are copied.
  func makeException(_ tag: CoreTag, _ slots: UnsafePointer<UInt64>) throws(Trap) -> UInt64 {
    let count = tag.payload.slotCount
    let (reference, fields) = try makeObject(wi_kind_exception, tag.number, byteCount: UInt64(count) * 8)
    // SAFETY: the object was made with room for `count` slots, and the payload has as many.
    fields.copyMemory(from: slots, byteCount: count * 8)
    return reference
  }

  private func makeObject(
    _ kind: wi_object_kind, _ type: UInt32, byteCount: UInt64, count: UInt64 = 0
  ) throws(Trap) -> (reference: UInt64, fields: UnsafeMutableRawPointer) {
    try reserveHeap(byteCount)
    guard let made = heap.make(kind, type: type, byteCount: Int(byteCount), count: count) else {
      throw Trap(.resourceLimit("the system has no memory for an object of \(byteCount) bytes"))
    }
    return (made.reference, made.object.fields)
  }
}

extension UnsafeMutableRawPointer {
  /// Writes a value as a field of a width holds it.
  func store(_ value: CoreValue, width: ObjectLayout.Width) {
    let slot = value.slots.first
    switch width {
    case .one: storeBytes(of: UInt8(truncatingIfNeeded: slot), as: UInt8.self)
    case .two: storeBytes(of: UInt16(truncatingIfNeeded: slot), as: UInt16.self)
    case .four: storeBytes(of: UInt32(truncatingIfNeeded: slot), as: UInt32.self)
    case .eight: storeBytes(of: slot, as: UInt64.self)
    case .sixteen:
      storeBytes(of: slot, as: UInt64.self)
      storeBytes(of: value.slots.second ?? 0, toByteOffset: 8, as: UInt64.self)
    }
  }
}
