@testable import WIT

extension PackageArenas {
  /// What the arenas' document says; null, which equals no arenas, where it is no JSON.
  var tree: TreeValue { JSONReader.read(json) ?? .null }
}
