import ComponentTypes
import Session

/// What there is to browse.
struct Catalog: Sendable {
  var packages: [Package] = []
  var instances: [InstanceSummary] = []
  /// The worlds of the instances that were made so far.
  var worlds: [String: World] = [:]
}
