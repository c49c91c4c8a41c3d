import ComponentTypes
import CoreTypes

extension LiftCursor {
  /// Lifts a value that has no parts: a scalar, text, bytes, flags, an enum's case or a handle.
  mutating func leaf(
    _ node: LayoutNode, _ place: TransferPlace, _ bytes: UnsafeGuestBytes, _ handles: (any HandleTransfer)?
  ) throws(CanonicalABIError) -> ComponentValue {
    if trace != nil { try noteLeaf(node, place, bytes) }
    switch node.kind {
    case .string:
      let (pointer, length) = try pointerAndLength(place, bytes)
      return .string(try text(pointer, length, bytes))
    case .bytes:
      let (pointer, length) = try pointerAndLength(place, bytes)
      guard length <= maxListByteLength else { throw .tooLong(byteCount: length, what: .list) }
      try checkRange(pointer, byteCount: length, alignment: 1, .list, memory: bytes.count)
      try charge(length)
      guard let copy = bytes.bytes(at: pointer, count: Int(length)) else {
        throw .outOfBounds(pointer: pointer, byteCount: length, memory: bytes.count, what: .list)
      }
      return .bytes(copy)
    case .enumeration(let count, let size):
      let index = try discriminant(place, byteCount: size, bytes)
      guard index < count else { throw .invalidCase(index, count: count) }
      return .enumeration(index)
    case .flags(let count):
      let bits = try integer(place, byteCount: flagsSize(labelCount: count), bytes)
      try charge(UInt64(count))
      return .flags((0..<count).map { bits >> $0 & 1 == 1 })
    case .handle(let type):
      guard let handles else { throw .unsupportedHandle(type.word) }
      return .handle(try handles.lift(UInt32(truncatingIfNeeded: integer(place, byteCount: 4, bytes)), type))
    default:
      return try scalar(node, integer(place, byteCount: Int(node.size), bytes))
    }
  }

  private mutating func noteLeaf(
    _ node: LayoutNode, _ place: TransferPlace, _ bytes: UnsafeGuestBytes
  ) throws(CanonicalABIError) {
    if case .bytes = node.kind {
      let (pointer, length) = try pointerAndLength(place, bytes)
      trace?.append(TransferTrace(.bytes, .memory(pointer), byteCount: Int(clamping: length)))
    } else {
      trace?.append(TransferTrace(node.tracedContent, place, byteCount: Int(node.size)))
    }
  }

  /// Reads bits as a scalar; those beyond the type's width are ignored, as in flat values they may be anything.
  private func scalar(_ node: LayoutNode, _ bits: UInt64) throws(CanonicalABIError) -> ComponentValue {
    switch node.kind {
    // A flat bool is a whole i32: any bit set makes it true.
    case .bool: return .bool(bits != 0)
    case .s8: return .s8(Int8(truncatingIfNeeded: bits))
    case .u8: return .u8(UInt8(truncatingIfNeeded: bits))
    case .s16: return .s16(Int16(truncatingIfNeeded: bits))
    case .u16: return .u16(UInt16(truncatingIfNeeded: bits))
    case .s32: return .s32(Int32(truncatingIfNeeded: bits))
    case .u32: return .u32(UInt32(truncatingIfNeeded: bits))
    case .s64: return .s64(Int64(truncatingIfNeeded: bits))
    case .u64: return .u64(bits)
    case .f32: return .f32(canonicalNaN(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
    case .f64: return .f64(canonicalNaN(Double(bitPattern: bits)))
    case .char:
      let value = UInt32(truncatingIfNeeded: bits)
      guard let scalar = Unicode.Scalar(value) else { throw .invalidChar(value) }
      return .char(scalar)
    default: preconditionFailure("only scalars are read as bits")
    }
  }

  /// The bits that stand at a place: from memory so many bytes, from a flat value an i32's or an i64's.
  func integer(
    _ place: TransferPlace, byteCount: Int, _ bytes: UnsafeGuestBytes
  ) throws(CanonicalABIError) -> UInt64 {
    switch place {
    case .memory(let address):
      guard let bits = bytes.integer(at: address, byteCount: byteCount) else {
        throw .outOfBounds(pointer: address, byteCount: UInt64(byteCount), memory: bytes.count, what: .value)
      }
      return bits
    case .flat(let index):
      guard index < flat.count else { throw .missingFlatValue }
      return byteCount == 8 ? flat[index] : flat[index] & 0xffff_ffff
    }
  }

  func discriminant(
    _ place: TransferPlace, byteCount: Int, _ bytes: UnsafeGuestBytes
  ) throws(CanonicalABIError) -> UInt32 {
    UInt32(truncatingIfNeeded: try integer(place, byteCount: byteCount, bytes))
  }

  func pointerAndLength(
    _ place: TransferPlace, _ bytes: UnsafeGuestBytes
  ) throws(CanonicalABIError) -> (pointer: UInt64, length: UInt64) {
    let size = Int(plan.pointerSize)
    let second = LayoutChild(node: LayoutChild.none, offset: UInt64(size), flatOffset: 1)
    let pointer = try integer(place, byteCount: size, bytes)
    return (pointer, try integer(place.part(second), byteCount: size, bytes))
  }

  /// Checks a list's range before anything is made for its elements.
  func checkList(
    _ pointer: UInt64, _ length: UInt64, _ element: LayoutNode, memory: Int
  ) throws(CanonicalABIError) {
    let (byteCount, overflow) = element.size.multipliedReportingOverflow(by: length)
    guard !overflow, byteCount <= maxListByteLength else {
      throw .tooLong(byteCount: overflow ? .max : byteCount, what: .list)
    }
    try checkRange(pointer, byteCount: byteCount, alignment: element.alignment, .list, memory: memory)
  }

  /// Reads a string of so many code units, with the tag where the encoding has one.
  private mutating func text(
    _ pointer: UInt64, _ taggedCodeUnits: UInt64, _ bytes: UnsafeGuestBytes
  ) throws(CanonicalABIError) -> String {
    let form: TextForm
    var units = taggedCodeUnits
    switch options.encoding {
    case .utf8: form = .utf8
    case .utf16: form = .utf16
    case .latin1OrUTF16 where taggedCodeUnits & plan.utf16Tag != 0:
      form = .utf16
      units ^= plan.utf16Tag
    case .latin1OrUTF16: form = .latin1
    }
    let (byteCount, overflow) = units.multipliedReportingOverflow(by: form == .utf16 ? 2 : 1)
    guard !overflow, byteCount <= maxListByteLength else {
      throw .tooLong(byteCount: overflow ? .max : byteCount, what: .string)
    }
    try checkRange(
      pointer, byteCount: byteCount, alignment: options.encoding.alignment, .string, memory: bytes.count)
    try charge(byteCount)
    guard let text = bytes.text(at: pointer, byteCount: Int(byteCount), as: form) else {
      throw .invalidText(options.encoding, pointer: pointer)
    }
    let isTagged = form == .utf16 && options.encoding == .latin1OrUTF16
    texts.note(isNeedlesslyWide: isTagged && text.unicodeScalars.allSatisfy { $0.value <= 0xff })
    return text
  }
}

/// The one NaN that crosses between components; other values as they are.
///
/// Source: CanonicalABI.md, "Loading" (`canonicalize_nan32`); lowering uses it too, as the deterministic profile does.
func canonicalNaN(_ value: Float) -> Float { value.isNaN ? Float(bitPattern: 0x7fc0_0000) : value }

/// The one NaN that crosses between components; other values as they are.
func canonicalNaN(_ value: Double) -> Double { value.isNaN ? Double(bitPattern: 0x7ff8_0000_0000_0000) : value }

/// Checks that a pointer is aligned and that what it points at lies in the memory.
func checkRange(
  _ pointer: UInt64, byteCount: UInt64, alignment: UInt32, _ what: CanonicalABIError.Pointee, memory: Int
) throws(CanonicalABIError) {
  guard pointer & UInt64(alignment - 1) == 0 else {
    throw .misaligned(pointer: pointer, alignment: alignment, what: what)
  }
  let memoryBytes = UInt64(memory)
  guard pointer <= memoryBytes, byteCount <= memoryBytes - pointer else {
    throw .outOfBounds(pointer: pointer, byteCount: byteCount, memory: memory, what: what)
  }
}
