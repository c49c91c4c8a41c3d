/// Which features of `@unstable` gates are switched on.
///
/// Source: WIT.md, "Feature Gates".
package struct FeatureSelection: Hashable, Sendable {
  /// The names that are on.
  package var names: Set<String>
  /// Whether every feature is on.
  package var includesAll: Bool

  package init(_ names: Set<String> = [], includesAll: Bool = false) {
    self.names = names
    self.includesAll = includesAll
  }

  /// No unstable feature.
  package static let stable = FeatureSelection()
  /// Every feature.
  package static let all = FeatureSelection(includesAll: true)

  /// Whether an item gated by this feature is kept.
  package func contains(_ feature: String) -> Bool {
    includesAll || names.contains(feature)
  }
}
