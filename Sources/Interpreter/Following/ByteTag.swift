/// Which byte of which loss's result a byte is a copy of. Zero means that it is none that is followed.
///
///     31          11 10       6 5    4 3     0
///     number of the  passages   kind   byte
///     loss, from 1
package struct ByteTag: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// What a followed byte is.
  enum Kind: UInt32 {
    /// A byte of the result.
    case value = 0
    /// A zero above it: it was extended, or its upper bits were masked off.
    case zeroFill = 1
    /// A copy of its sign above it.
    case signFill = 2
  }

  package static let none = ByteTag(rawValue: 0)
  /// The highest number of a loss.
  static let maximumChain = 1 << 21 - 1

  init(chain: Int, byte: Int, _ kind: Kind = .value, _ passages: Passages = []) {
    rawValue =
      UInt32(truncatingIfNeeded: chain) << 11 | passages.rawValue << 6 | kind.rawValue << 4
      | UInt32(truncatingIfNeeded: byte) & 15
  }

  /// The number of the loss.
  var chain: Int { Int(rawValue >> 11) }
  /// Which byte of the loss's result, the lowest being 0; 0 for what only fills.
  var byte: Int { Int(rawValue & 15) }
  var isFill: Bool { rawValue & 0x30 != 0 }
  /// Whether it is a byte of the result itself.
  var isValue: Bool { rawValue != 0 && !isFill }
  var isZeroFill: Bool { rawValue & 0x30 == Kind.zeroFill.rawValue << 4 }
  var passages: Passages { Passages(rawValue: rawValue >> 6 & 31) }

  /// The same byte when it went through more.
  package func adding(_ passages: Passages) -> ByteTag {
    rawValue == 0 ? self : ByteTag(rawValue: rawValue | passages.rawValue << 6)
  }

  /// What fills the bytes above this one when it is the topmost of an integer that is extended.
  func fill(isSigned: Bool) -> ByteTag {
    guard rawValue != 0 else { return .none }
    if isZeroFill { return self }
    return ByteTag(
      chain: chain, byte: 0, isSigned ? .signFill : .zeroFill, passages.union(.extension))
  }
}

/// What a value went through on its way, besides being moved.
package struct Passages: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// It was stored in a linear memory.
  package static let memory = Passages(rawValue: 1)
  /// It was made wider.
  package static let `extension` = Passages(rawValue: 2)
  /// Upper bytes of it were dropped.
  package static let truncation = Passages(rawValue: 4)
  /// It went from one component to another.
  package static let border = Passages(rawValue: 8)
}
