/// The annotations that mean something here.
///
/// Source: core specification, "Name Annotations" and "Custom Annotations" (appendix); the branch hinting proposal.
package enum AnnotationName: Hashable, Sendable {
  /// `(@name "text")`: a name for people.
  case name
  /// `(@custom "name" (after type) "bytes")`: a custom section.
  case custom
  /// `(@metadata.code.branch_hint "\01")`: whether the branch that follows is likely taken.
  case branchHint

  init?(_ bytes: [UInt8]) {
    switch String(decoding: bytes, as: UTF8.self) {
    case "name": self = .name
    case "custom": self = .custom
    case "metadata.code.branch_hint": self = .branchHint
    default: return nil
    }
  }

  /// The name after the `@`.
  var name: String {
    switch self {
    case .name: "name"
    case .custom: "custom"
    case .branchHint: "metadata.code.branch_hint"
    }
  }
}
