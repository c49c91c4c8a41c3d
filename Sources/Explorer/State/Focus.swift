/// The one place that keys go to.
enum Focus: Hashable, Sendable {
  /// A pane: keys are commands.
  case pane(Tab)
  /// The form below the tree: printable keys type.
  case form
  /// The prompt: printable keys type.
  case prompt
  /// The search line of a pane: printable keys type.
  case search(Tab)

  /// Whether printable keys type.
  var isText: Bool {
    if case .pane = self { false } else { true }
  }
}
