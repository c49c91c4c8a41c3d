package import ComponentTypes

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

  /// The most nodes a plan has.
  package static let maxNodes = 1_000_000
  /// The deepest nesting of types.
  package static let maxDepth = 200
  /// Stands for every size, in bytes, that no memory could hold. Sums of a few do not overflow.
  package static let hugeSize: UInt64 = 1 << 40

  /// Lays out types as the fields of one tuple.
  /// - Throws: `CanonicalABIError` for a type that is too large or that no binary can declare.
  package init(_ types: [ValueType]) throws(CanonicalABIError) {
    var builder = TransferPlanBuilder()
    try builder.addRoot(types)
    self = builder.plan
  }

  /// The tuple of all the types.
  package var root: LayoutNode { nodes[rootIndex] }
  var rootIndex: Int { nodes.count - 1 }

  static func saturate(_ size: UInt64) -> UInt64 { min(size, hugeSize) }
}
