/// Where a cursor has read or written something, for whoever follows what becomes of it.
///
/// Values without parts come in the same order from a lift and from the lowering of what was lifted: that of the type.
package struct TransferTrace: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// An index among the flat core values.
    case flat(Int)
    /// An address in the side's linear memory.
    case memory(UInt64)
  }

  package enum Content: Hashable, Sendable {
    /// A value of an integer type.
    case integer(isSigned: Bool)
    /// The elements of a `list<u8>`.
    case bytes
    /// Another value without parts: text, a float, a handle.
    case other
    /// No value of its own: a pointer, a length, a discriminant, or text itself.
    case structure
  }

  package let place: Place
  /// Bytes in memory; of a flat value, the bytes of its type.
  package let byteCount: Int
  package let content: Content

  init(_ content: Content, _ place: TransferPlace, byteCount: Int) {
    self.content = content
    self.byteCount = byteCount
    switch place {
    case .flat(let index): self.place = .flat(index)
    case .memory(let address): self.place = .memory(address)
    }
  }
}

extension LayoutNode {
  /// What a value without parts is to a trace.
  var tracedContent: TransferTrace.Content {
    switch kind {
    case .s8, .s16, .s32, .s64: .integer(isSigned: true)
    case .u8, .u16, .u32, .u64: .integer(isSigned: false)
    case .bytes: .bytes
    default: .other
    }
  }
}
