/// The scripts of the shared suite that are not run, with the reasons.
enum SkippedScripts {
  /// By the beginning of their paths in the suite's folder.
  static let reasons: [(prefix: String, reason: String)] = [
    ("legacy/", "the withdrawn form of exceptions, which no finished edition has"),
    ("proposals/custom-descriptors/", "a proposal that is not finished and not supported"),
  ]

  static func reason(_ path: String) -> String? {
    reasons.first { path.hasPrefix($0.prefix) }?.reason
  }
}
