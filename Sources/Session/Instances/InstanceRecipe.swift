package import ComponentRuntime
package import ComponentTypes

/// How an instance is made, so that it can be made anew.
package struct InstanceRecipe {
  package var kind: InstanceSummary.Kind
  /// Where it was loaded from; nil for what is built in.
  package var path: String?
  /// In bytes; nil for native code.
  package var size: Int?
  /// Its world, as far as it is known without making an instance; nil from the closure or without one where it is not.
  package var world: (() -> World?)?
  /// Validates what was left for later when it was loaded.
  package var validateRest: () throws(SessionError) -> Void
  /// Makes a fresh instance within the limits.
  package var make: (InstantiationContext) throws(SessionError) -> any ComponentInstance

  package init(
    kind: InstanceSummary.Kind, path: String? = nil, size: Int? = nil, world: (() -> World?)? = nil,
    validateRest: @escaping () throws(SessionError) -> Void = {},
    make: @escaping (InstantiationContext) throws(SessionError) -> any ComponentInstance
  ) {
    self.kind = kind
    self.path = path
    self.size = size
    self.world = world
    self.validateRest = validateRest
    self.make = make
  }
}
