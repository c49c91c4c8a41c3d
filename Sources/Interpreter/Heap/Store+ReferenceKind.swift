import CInterpreter

/// What a reference is, told from its value alone.
package enum ReferenceKind: Hashable, Sendable {
  case null
  /// A function by its number in the store, or a value of the host: the hierarchy tells which.
  case numbered(UInt64)
  case i31(UInt32)
  case structure, array, exception
}

extension Store {
  /// What a reference in a slot is; nil if nothing has that number.
  package func kind(ofReference slot: UInt64) -> ReferenceKind? {
    switch slot >> 62 {
    case 0: return slot == 0 ? .null : .numbered(slot - 1)
    case UInt64(wi_tag_i31): return .i31(UInt32(truncatingIfNeeded: slot) & 0x7FFF_FFFF)
    default:
      switch heap.object(slot)?.kind {
      case wi_kind_struct: return .structure
      case wi_kind_array: return .array
      case wi_kind_exception: return .exception
      default: return nil
      }
    }
  }
}
