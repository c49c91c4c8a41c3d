/// How much of the core modules inside a component is validated while it is decoded.
package enum CoreValidation: Hashable, Sendable {
  /// All of them, whole.
  case everything
  /// Modules up to a size in bytes whole; of larger ones all but the functions' bodies, which are to be validated
  /// before they run.
  case functionsUpTo(bytes: Int)
}
