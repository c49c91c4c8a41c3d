/// The scripts about components that do not pass, with the reasons.
enum KnownFailures {
  /// By their paths in the shared data.
  static let reasons: [(path: String, reason: String)] = []

  static func reason(_ path: String) -> String? { reasons.first { $0.path == path }?.reason }
}
