package import ComponentTypes
package import CoreTypes

/// The layouts of some types and all their parts, computed once: what a cursor walks over.
///
/// The root is a tuple of the types it was made of, since parameters and results that spill to memory lie there as one.
package struct TransferPlan: Sendable {
  /// Parts before the types that hold them; the last one is the root.
  package internal(set) var nodes: [LayoutNode] = []
  /// Fields and cases, those of one type side by side.
  package internal(set) var children: [LayoutChild] = []
  /// What the root flattens to.
  package internal(set) var flat = FlatTypes()
  /// Resources among the types.
  package internal(set) var usesResources = false
  /// Streams, futures or error contexts among the types.
  package internal(set) var usesAsyncValues = false
  /// The type of pointers and lengths: that of the memory's addresses.
  package let pointerType: CoreAddressType

  /// The most nodes a plan has.
  package static let maxNodes = 1_000_000
  /// The deepest nesting of types.
  package static let maxDepth = 200
  /// Stands for every size, in bytes, that no memory could hold. Sums of a few do not overflow.
  package static let hugeSize: UInt64 = 1 << 40

  /// Lays out types as the fields of one tuple.
  /// - Parameter pointerType: the type of the memory's addresses.
  /// - Throws: `CanonicalABIError` for a type that is too large or that no binary can declare.
  package init(_ types: [ValueType], pointerType: CoreAddressType = .i32) throws(CanonicalABIError) {
    var builder = TransferPlanBuilder(pointerType)
    try builder.addRoot(types)
    self = builder.plan
  }

  /// The tuple of all the types.
  package var root: LayoutNode { nodes[rootIndex] }
  var rootIndex: Int { nodes.count - 1 }

  /// A pointer's size, and a length's, in bytes.
  var pointerSize: UInt32 { pointerType == .i32 ? 4 : 8 }
  /// The bit of a `latin1+utf16` string's length that marks UTF-16: the topmost.
  var utf16Tag: UInt64 { 1 << (8 * UInt64(pointerSize) - 1) }

  /// Nothing yet.
  init(pointerType: CoreAddressType) { self.pointerType = pointerType }

  static func saturate(_ size: UInt64) -> UInt64 { min(size, hugeSize) }
}
