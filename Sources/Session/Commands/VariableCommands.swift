import ComponentRuntime
import ComponentTypes
import Diagnostics

/// `:vars` and `:drop`.
extension Session {
  func listVariables(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    try arguments.none(of: .vars)
    return Outcome(.variables(variables.summaries))
  }

  func drop(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let word = try arguments.word(of: .drop, called: "a variable's name")
    let name = word.text.hasPrefix("$") || word.text.hasPrefix("%") ? String(word.text.dropFirst()) : word.text
    guard let value = variables[name] else {
      throw SessionError(
        .unknownVariable(name, near: nearNames(to: name, among: variables.names)), at: arguments.place(word.span))
    }
    // Forgotten first: a destructor that traps does not bring it back.
    variables.remove(name)
    var resources: [DropReply.Resource] = []
    for handle in Self.resources(in: value) {
      let fate = try drop(handle.number, called: handle.name, at: arguments.place(word.span))
      resources.append(DropReply.Resource(name: handle.name, number: handle.number, fate: fate))
    }
    let dropped = Set(resources.map(\.number))
    let stale = variables.summaries.filter { variable in
      Self.resources(in: variable.value).contains { dropped.contains($0.number) }
    }
    return Outcome(
      .dropped(DropReply(variable: name, resources: resources, staleVariables: stale.map(\.name))))
  }

  /// The resources that a value owns, each once.
  private static func resources(in value: TypedValue) -> [(name: String, number: UInt32)] {
    var seen: Set<UInt32> = []
    return value.value.ownedResources(as: value.type)
      .filter { seen.insert($0.number).inserted }
      .map { (name: $0.type.name, number: $0.number) }
  }

  /// Drops a handle on the instance that knows it: handles of a session have a number each.
  private func drop(
    _ handle: UInt32, called name: String, at place: Diagnostic.Location
  ) throws(SessionError) -> DropReply.Fate {
    for loaded in instances.all {
      // An instance that is walked is in the middle of a call: dropping what it gave away gives that up.
      if let walk, walk.instance == loaded.name, loaded.liveInstance?.holds(handle) == true { endWalk() }
      guard let instance = loaded.liveInstance, instance.trap == nil, let call = try? instance.startDrop(handle) else {
        continue
      }
      var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
      let outcome = current.complete(call)
      if case .failure(let trap) = outcome { current.trap = (trap, loaded.name, nil) }
      run = current
      if case .failure(let trap) = outcome {
        throw SessionError(.trapped(trap, function: "the destructor of \(name)", instance: loaded.name), at: place)
      }
      return .dropped
    }
    return .gone
  }
}
