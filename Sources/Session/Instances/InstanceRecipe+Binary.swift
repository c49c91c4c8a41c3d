import ComponentRuntime

extension InstanceRecipe {
  /// An interpreted component.
  static func component(_ bytes: [UInt8], path: String?) -> InstanceRecipe {
    InstanceRecipe(kind: .component, path: path, size: bytes.count) { (settings) throws(SessionError) in
      throw SessionError(.unknownFormat(path ?? "component"))
    }
  }

  /// A core module.
  static func module(_ bytes: [UInt8], path: String?) -> InstanceRecipe {
    InstanceRecipe(kind: .module, path: path, size: bytes.count) { (settings) throws(SessionError) in
      throw SessionError(.unknownFormat(path ?? "module"))
    }
  }
}
