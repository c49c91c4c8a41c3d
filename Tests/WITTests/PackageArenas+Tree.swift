@testable import WIT

extension PackageArenas {
  /// What the arenas' document says.
  var tree: TreeValue? { JSONReader.read(json) }
}
