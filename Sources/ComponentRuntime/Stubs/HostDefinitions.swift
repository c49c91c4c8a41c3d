package import CoreModule

/// What a host defines for components to import besides functions, which an `ImportResponder` answers.
package protocol HostDefinitions: AnyObject {
  /// The core module that an import gets; nil where there is none.
  ///
  /// - Parameter path: the import's name, and behind it the names of exports of instances that lead to the module.
  func coreModule(at path: [String]) -> Module?
  /// The resource type that an import gets; nil leaves a type that only tells its handles apart.
  ///
  /// - Parameter path: as above.
  func resource(at path: [String]) -> HostResource?
}

/// A resource type that the host defines. It may stand behind several imports, whose handles are then of one type.
package final class HostResource {
  /// The name it is shown by.
  package let name: String
  /// Called with the representation of a resource whose last handle is dropped.
  private let onDrop: (UInt32) -> Void

  package init(_ name: String, didDrop: @escaping (UInt32) -> Void = { _ in }) {
    self.name = name
    onDrop = didDrop
  }

  /// Tells of a drop; a host's representations have 32 bits.
  func didDrop(_ representation: UInt64) { onDrop(UInt32(truncatingIfNeeded: representation)) }
}
