import ComponentTypes
import CoreTypes

/// What the two ends of a stream or future share.
///
/// Source: CanonicalABI.md, "Stream State", "Future State" (`SharedStreamImpl`, `SharedFutureImpl`).
struct Channel {
  let isFuture: Bool
  /// Nil for one that only counts.
  let element: ChannelElement?
  /// Whether one end is gone.
  var isDropped = false
  /// The end whose read or write waits for the other's.
  var pending: WaitableNumber?

  /// The specification's word for it.
  var word: String { isFuture ? "future" : "stream" }
}

/// The type of what a stream or future carries, and the instance that the type's resources are known in.
struct ChannelElement {
  let type: ValueType
  /// Kept alive by the `RuntimeStore`.
  unowned let scope: ComponentScope

  /// Whether another component's type is the same: resources are what they are at run time.
  func isSame(as other: ChannelElement) -> Bool { Self.isSame(type, scope, other.type, other.scope) }

  // Recursion is bounded by the depth of the types, which the decoder limits.
  private static func isSame(_ a: ValueType, _ x: ComponentScope, _ b: ValueType, _ y: ComponentScope) -> Bool {
    func same(_ a: ValueType?, _ b: ValueType?) -> Bool {
      guard let a, let b else { return a == nil && b == nil }
      return isSame(a, x, b, y)
    }
    func same(_ a: [ValueType], _ b: [ValueType]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    }
    switch (a.shape, b.shape) {
    case (.own(let a), .own(let b)), (.borrow(let a), .borrow(let b)):
      let (first, second) = (x.resources[a.identity], y.resources[b.identity])
      return first != nil && first === second
    case (.list(let a), .list(let b)), (.option(let a), .option(let b)): return same(a, b)
    case (.fixedLengthList(let a, let count), .fixedLengthList(let b, let other)): return count == other && same(a, b)
    case (.map(let a, let c), .map(let b, let d)): return same([a, c], [b, d])
    case (.record(let a), .record(let b)): return a.map(\.name) == b.map(\.name) && same(a.map(\.type), b.map(\.type))
    case (.tuple(let a), .tuple(let b)): return same(a, b)
    case (.variant(let a), .variant(let b)):
      return a.map(\.name) == b.map(\.name) && zip(a, b).allSatisfy { same($0.payload, $1.payload) }
    case (.result(let a, let c), .result(let b, let d)): return same(a, b) && same(c, d)
    case (.stream(let a), .stream(let b)), (.future(let a), .future(let b)): return same(a, b)
    default: return a == b
    }
  }

  /// Bytes of one, where it is a number: such are copied as they are, and both ends may be in one component.
  ///
  /// Source: CanonicalABI.md, "Stream State" (`none_or_number_type`).
  var numberSize: Int? {
    switch type.shape {
    case .s8, .u8: 1
    case .s16, .u16: 2
    case .s32, .u32, .f32: 4
    case .s64, .u64, .f64: 8
    default: nil
    }
  }

  var isFloat: Bool { type.shape == .f32 || type.shape == .f64 }
}
