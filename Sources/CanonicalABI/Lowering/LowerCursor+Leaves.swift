import ComponentTypes
import CoreTypes

extension LowerCursor {
  /// The bits of a value that has no parts, and how many bytes they take in memory.
  ///
  /// As a flat value a signed integer is extended to the 32 bits of an i32, whose upper half the slot leaves zero; in
  /// memory only the low bytes are written.
  func leafBits(_ node: LayoutNode, _ value: ComponentValue) throws(CanonicalABIError) -> (UInt64, byteCount: Int) {
    let bits: UInt64
    switch (node.kind, value) {
    case (.bool, .bool(let x)): bits = x ? 1 : 0
    case (.s8, .s8(let x)): bits = UInt64(UInt32(bitPattern: Int32(x)))
    case (.u8, .u8(let x)): bits = UInt64(x)
    case (.s16, .s16(let x)): bits = UInt64(UInt32(bitPattern: Int32(x)))
    case (.u16, .u16(let x)): bits = UInt64(x)
    case (.s32, .s32(let x)): bits = UInt64(UInt32(bitPattern: x))
    case (.u32, .u32(let x)): bits = UInt64(x)
    case (.s64, .s64(let x)): bits = UInt64(bitPattern: x)
    case (.u64, .u64(let x)): bits = x
    case (.f32, .f32(let x)): bits = UInt64(canonicalNaN(x).bitPattern)
    case (.f64, .f64(let x)): bits = canonicalNaN(x).bitPattern
    case (.char, .char(let x)): bits = UInt64(x.value)
    case (.enumeration(let count, _), .enumeration(let index)):
      guard index < count else { throw .valueDoesNotFitType }
      bits = UInt64(index)
    case (.flags(let count), .flags(let labels)):
      guard labels.count == count else { throw .valueDoesNotFitType }
      bits = labels.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) }
    default: throw .valueDoesNotFitType
    }
    return (bits, Int(node.size))
  }

  /// The bytes of a `list<u8>`, whichever case holds it.
  func byteArray(_ value: ComponentValue) throws(CanonicalABIError) -> [UInt8] {
    switch value {
    case .bytes(let array): return array
    case .list(let values):
      var array: [UInt8] = []
      array.reserveCapacity(values.count)
      for element in values {
        guard case .u8(let byte) = element else { throw .valueDoesNotFitType }
        array.append(byte)
      }
      return array
    default: throw .valueDoesNotFitType
    }
  }
}

extension LayoutNode {
  /// How many parts a record or tuple has.
  var partCount: Int {
    switch kind {
    case .record(let fields), .tuple(let fields): fields.count
    default: 1
    }
  }
}
