package import ComponentTypes

/// How one type lies in linear memory and in flat core values.
///
/// Types that the specification despecializes share a kind here and keep only what tells their values apart.
///
/// Source: CanonicalABI.md, "Despecialization", "Alignment", "Element Size".
package struct LayoutNode: Sendable {
  package var kind: Kind
  /// In bytes; `TransferPlan.hugeSize` stands for every size no memory could hold.
  package var size: UInt64
  /// In bytes: 1, 2, 4 or 8.
  package var alignment: UInt32
  /// How many core values the type flattens to; `maxFlatParameters + 1` stands for every greater number.
  package var flatCount: Int

  /// What kind of type it is, with the indices of its parts.
  package enum Kind: Sendable {
    case bool
    case s8, u8, s16, u16, s32, u32, s64, u64
    case f32, f64
    case char, string
    /// A list; the node of its elements.
    case list(element: Int)
    /// A `list<u8>`.
    case bytes
    case fixedLengthList(element: Int, count: Int)
    /// A map; the node of an entry as a tuple of key and value.
    case map(entry: Int)
    /// The fields' places in the plan's `children`.
    case record(Range<Int>)
    case tuple(Range<Int>)
    case variant(VariantLayout)
    case option(VariantLayout)
    case result(VariantLayout)
    /// How many cases there are.
    case enumeration(count: Int, discriminantSize: Int)
    /// How many labels there are.
    case flags(count: Int)
    case handle(HandleType)
  }
}

/// How a variant's discriminant and payload lie.
package struct VariantLayout: Sendable {
  /// One child a case in the plan's `children`; a case without a payload has the node `LayoutChild.none`.
  package var cases: Range<Int>
  /// In bytes: 1, 2 or 4.
  package var discriminantSize: Int
  /// Where a payload begins, in bytes from the variant's start.
  package var payloadOffset: UInt64
}

/// A part of a record, tuple or variant: which node it is and where it lies in its parent.
package struct LayoutChild: Sendable {
  /// The part's node; `none` for a case without a payload.
  package var node: Int
  /// In bytes from the parent's start.
  package var offset: UInt64
  /// In core values from the parent's first.
  package var flatOffset: Int

  /// The node of a case that has no payload.
  package static let none = -1
}

/// A type whose values are handles.
package enum HandleType: Hashable, Sendable {
  case own(ResourceType)
  case borrow(ResourceType)
  case stream(ValueType?)
  case future(ValueType?)
  case errorContext

  /// The specification's word for it.
  package var word: String {
    switch self {
    case .own: "own"
    case .borrow: "borrow"
    case .stream: "stream"
    case .future: "future"
    case .errorContext: "error-context"
    }
  }
}
