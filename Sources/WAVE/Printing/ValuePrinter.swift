package import ComponentTypes

extension TypedValue {
  /// The value as WAVE text; where `limit` UTF-8 bytes do not hold it, it ends in `…`.
  package func waveText(limit: Int = .max) -> String {
    ""
  }
}
