package import ComponentTypes

/// What a front end asks beside running inputs; nothing of it is an input of its own.
extension Session {
  /// The variables' names, in the order of their first assignment.
  package var variableNames: [String] { variables.names }

  /// The input language in examples, and the commands: what `:help` answers.
  package var overview: HelpReply {
    .overview(examples: Command.examples, commands: Command.allCases.map(\.description))
  }

  /// What an instance imports and exports; it is made where that is needed to know.
  ///
  /// - Throws: `SessionError` where there is no such instance or it cannot be made.
  package func madeWorld(ofInstance name: String) throws(SessionError) -> World {
    try instances.named(name).world(surroundings)
  }
}
