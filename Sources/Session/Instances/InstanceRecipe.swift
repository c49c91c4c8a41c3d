package import ComponentRuntime

/// How an instance is made, so that it can be made anew.
package struct InstanceRecipe {
  package var kind: InstanceSummary.Kind
  /// Where it was loaded from; nil for what is built in.
  package var path: String?
  /// In bytes; nil for native code.
  package var size: Int?
  /// Makes a fresh instance within the limits.
  package var make: (InstantiationContext) throws(SessionError) -> any ComponentInstance

  package init(
    kind: InstanceSummary.Kind, path: String? = nil, size: Int? = nil,
    make: @escaping (InstantiationContext) throws(SessionError) -> any ComponentInstance
  ) {
    self.kind = kind
    self.path = path
    self.size = size
    self.make = make
  }
}
