import ComponentTypes
import Diagnostics

/// `:load`, `:reload`, `:reset`, `:instances`, `:use`.
extension Session {
  func load(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    var words = arguments.words()
    var name: CommandArguments.Word?
    if words.count >= 3, words[words.count - 2].text == "as" {
      name = words[words.count - 1]
      words.removeLast(2)
      if words.count > 1 {
        throw SessionError(
          .unexpectedArgument(command: "load", argument: "several paths as one name"),
          at: arguments.place(arguments.span))
      }
    }
    guard !words.isEmpty else {
      throw SessionError(.missingArgument(command: "load", what: "a path"), at: arguments.place(arguments.nameSpan))
    }
    do {
      return Outcome(
        .loaded(
          try load(words.map { LoadRequest(path: $0.text, directory: workingDirectory, name: name?.text) })))
    } catch {
      var error = error
      if case .none = error.location {
        // What is wrong is about one of the paths, or the name.
        let word = if case .invalidInstanceName = error.kind { name } else { words.first { $0.text == error.path } }
        error.location = arguments.place((word ?? words[0]).span)
      }
      throw error
    }
  }

  func reload(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    try arguments.none(of: .reload)
    let current = instances.currentName
    let reply = try load(loads.all.map(\.request))
    if let current, instances[current] != nil { _ = try instances.use(current) }
    return Outcome(.loaded(reply))
  }

  func reset(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let name = try arguments.optionalWord(of: .reset)
    let loaded = try placed(name, arguments) { () throws(SessionError) in try instances.named(name?.text) }
    if walk?.instance == loaded.name { endWalk() }
    loaded.reset()
    // Made now, so that a failure shows here and not at the next call.
    _ = try loaded.instance(surroundings)
    return Outcome(.reset([summary(of: loaded)]))
  }

  func listInstances(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    try arguments.none(of: .instances)
    return Outcome(.instances(instanceSummaries()))
  }

  func use(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let name = try arguments.word(of: .use, called: "an instance's name")
    let loaded = try placed(name, arguments) { () throws(SessionError) in try instances.use(name.text) }
    return Outcome(.using(summary(of: loaded)))
  }

  /// Points an error that has no place yet at a word.
  func placed<Value>(
    _ word: CommandArguments.Word?, _ arguments: CommandArguments, _ body: () throws(SessionError) -> Value
  ) throws(SessionError) -> Value {
    do { return try body() } catch {
      var error = error
      if case .none = error.location { error.location = arguments.place(word?.span ?? arguments.nameSpan) }
      throw error
    }
  }
}
