import ComponentTypes

/// What a path held.
enum LoadedSource {
  /// WIT packages, each after those it depends on; the main one is last.
  case packages([Package], main: Package)
  /// A component that is no WIT package.
  case component(ComponentSource)
  /// A core module.
  case module(ModuleSource)
}
