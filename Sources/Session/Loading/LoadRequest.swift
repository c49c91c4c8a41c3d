/// A path that was loaded, and the name that was asked for.
struct LoadRequest: Hashable, Sendable {
  var path: String
  /// The name after `as`; nil for the file's own.
  var name: String?
}
