/// Where a cursor stands after a step.
package enum TransferStep: Hashable, Sendable {
  case done
  /// The budget is used up; step again.
  case outOfBudget
  /// `realloc` is to be called with these arguments, in bytes, and the cursor resumed with what it returns.
  case needsRealloc(old: UInt64, oldSize: UInt64, alignment: UInt64, newSize: UInt64)
}

/// What a transfer is told by the canonical options, and its limits.
package struct TransferOptions: Hashable, Sendable {
  package var encoding: StringEncoding
  /// The most that lifted values may take, in bytes: a value counts `bytesPerValue`, text and bytes their length too.
  package var maxLiftedBytes: UInt64

  package init(encoding: StringEncoding = .utf8, maxLiftedBytes: UInt64 = 256 << 20) {
    self.encoding = encoding
    self.maxLiftedBytes = maxLiftedBytes
  }

  /// What one value counts towards the limit, in bytes.
  package static let bytesPerValue: UInt64 = 64
}

/// Where a value stands.
enum TransferPlace: Sendable {
  /// At an address in linear memory, already known to be in bounds and aligned.
  case memory(UInt64)
  /// From an index among the flat core values.
  case flat(Int)

  /// The place of a part of the value here.
  func part(_ child: LayoutChild) -> TransferPlace {
    switch self {
    case .memory(let address): .memory(address + child.offset)
    case .flat(let index): .flat(index + child.flatOffset)
    }
  }

  /// The place of an element of the values that stand here one after another.
  func element(_ number: Int, _ node: LayoutNode) -> TransferPlace {
    switch self {
    case .memory(let address): .memory(address + UInt64(number) * node.size)
    case .flat(let index): .flat(index + number * node.flatCount)
    }
  }
}

/// Carries handles between a component's table and the values outside.
///
/// Source: CanonicalABI.md, `lift_own`, `lift_borrow`, `lower_own`, `lower_borrow` and their like.
package protocol HandleTransfer: AnyObject {
  /// Takes a handle out of, or lends it from, the component's table; returns what it is called outside.
  func lift(_ index: UInt32, _ type: HandleType) throws(CanonicalABIError) -> UInt32
  /// Puts a handle into the component's table; returns its index there.
  func lower(_ handle: UInt32, _ type: HandleType) throws(CanonicalABIError) -> UInt32
}
