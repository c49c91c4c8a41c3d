// The rules for composite types; scalars state theirs where their nodes are made.
//
// Source: CanonicalABI.md, "Element Size".

/// A record or tuple as its fields are laid out one after another, each at its own alignment.
struct RecordExtent {
  private(set) var size: UInt64 = 0
  private(set) var alignment: UInt32 = 1

  /// Places a field of a size and alignment; returns where it begins.
  mutating func place(size fieldSize: UInt64, alignment fieldAlignment: UInt32) -> UInt64 {
    let offset = align(size, to: fieldAlignment)
    size = TransferPlan.saturate(offset + fieldSize)
    alignment = max(alignment, fieldAlignment)
    return offset
  }

  /// The whole, padded to its alignment.
  var paddedSize: UInt64 { TransferPlan.saturate(align(size, to: alignment)) }
}

/// A variant as its cases' payloads lie over one another behind the discriminant.
struct VariantExtent {
  let discriminantSize: Int
  private var payloadSize: UInt64 = 0
  private var payloadAlignment: UInt32 = 1

  init(caseCount: Int) {
    discriminantSize = CanonicalABI.discriminantSize(caseCount: caseCount)
  }

  /// Makes room for one case's payload.
  mutating func include(size: UInt64, alignment: UInt32) {
    payloadSize = max(payloadSize, size)
    payloadAlignment = max(payloadAlignment, alignment)
  }

  var alignment: UInt32 { max(UInt32(discriminantSize), payloadAlignment) }
  var payloadOffset: UInt64 { align(UInt64(discriminantSize), to: payloadAlignment) }
  var paddedSize: UInt64 { TransferPlan.saturate(align(payloadOffset + payloadSize, to: alignment)) }
}
