extension Session {
  /// The commands' full names without their colons, for completion.
  package static var commandNames: [String] { Command.allCases.map(\.rawValue) }
}
