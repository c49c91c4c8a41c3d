import ComponentTypes

/// What a path held.
enum LoadedSource {
  /// WIT packages, each after those it depends on; the main one is last.
  case packages([Package], main: Package)
  /// A component's binary.
  case component([UInt8])
  /// A core module.
  case module(ModuleSource)
}
