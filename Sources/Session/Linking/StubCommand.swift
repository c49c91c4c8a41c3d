import ComponentRuntime
import ComponentTypes
import Diagnostics

/// `:stub`.
extension Session {
  func stub(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    if let equals = arguments.text.utf8.firstIndex(of: UInt8(ascii: "=")) {
      return try stubValue(arguments, equals: arguments.text.utf8.distance(from: arguments.text.startIndex, to: equals))
    }
    let words = arguments.words()
    guard let name = words.first else { return stubsReply(.none, stubs.all.map(\.path)) }
    if words.count > 2 {
      throw SessionError(
        .unexpectedArgument(command: "stub", argument: words[2].text), at: arguments.place(words[2].span))
    }
    switch (name.text, words.dropFirst().first?.text) {
    case ("off", nil):
      let removed = stubs.all
      stubs.removeAll()
      refreshStubInstance()
      return Outcome(.stubs(StubsReply(change: .removed, stubs: removed)))
    case ("all", nil):
      stubs.includesAll = true
      let paths = missingTargets.map(\.path)
      stubWhatIsMissing()
      return stubsReply(.made, paths)
    case (_, nil): return try addStubs(name, nil, arguments)
    case (_, "trap"?): return try addStubs(name, .trap, arguments)
    case (_, "off"?): return try removeStubs(name, arguments)
    default:
      throw SessionError(
        .unexpectedArgument(command: "stub", argument: words[1].text), at: arguments.place(words[1].span))
    }
  }

  /// `:stub NAME = VALUE`.
  private func stubValue(_ arguments: CommandArguments, equals: Int) throws(SessionError) -> Outcome {
    let words = arguments.cut(to: equals).words()
    guard let name = words.first else {
      throw SessionError(
        .missingArgument(command: "stub", what: "a function's name"), at: arguments.place(arguments.span))
    }
    if words.count > 1 {
      throw SessionError(
        .unexpectedArgument(command: "stub", argument: words[1].text), at: arguments.place(words[1].span))
    }
    let target = try stubbedFunctions(name, arguments)
    guard let first = target.first, let type = first.function.type.result else {
      throw SessionError(.cannotStub(name.text, .noResult), at: arguments.place(name.span))
    }
    let bytes = Array(arguments.text.utf8)
    var start = equals + 1
    while start < bytes.count, CommandArguments.isBlank(bytes[start]) { start += 1 }
    guard start < bytes.count else {
      throw SessionError(
        .missingArgument(command: "stub", what: "a value behind the ="),
        at: arguments.place(SourceSpan(arguments.span.start + equals, arguments.span.start + equals + 1)))
    }
    let span = SourceSpan(arguments.span.start + start, arguments.span.end)
    let checked = try inLanguage { () throws(LanguageError) in
      try parseExpression(arguments.source, within: span).checked(in: self, expecting: type)
    }
    let evaluation = try inLanguage { () throws(LanguageError) in try checked.evaluated(in: self) }
    guard let value = evaluation.value else {
      throw SessionError(.cannotStub(name.text, .noResult), at: arguments.place(span))
    }
    guard value.value.ownedResources(as: type).isEmpty else {
      throw SessionError(.cannotStub(name.text, .handle), at: arguments.place(span))
    }
    for target in target { stubs.add(target.path, target.function, .value(value)) }
    refreshStubInstance()
    return stubsReply(.made, target.map(\.path))
  }

  /// The one function that a name means, in each of its versions.
  private func stubbedFunctions(
    _ name: CommandArguments.Word, _ arguments: CommandArguments
  ) throws(SessionError) -> [StubTarget] {
    switch stubMeaning(of: name.text, wantsFunction: true) {
    case .targets(let targets): return targets
    case .ambiguous(let names): throw ambiguous(name, names, arguments)
    case .awaited, .unknown: throw nothingToStub(name, arguments)
    }
  }

  private func addStubs(
    _ name: CommandArguments.Word, _ behaviour: StubBehaviour?, _ arguments: CommandArguments
  ) throws(SessionError) -> Outcome {
    switch stubMeaning(of: name.text, wantsFunction: false) {
    case .targets(let targets):
      for target in targets { stubs.add(target.path, target.function, behaviour) }
      refreshStubInstance()
      return stubsReply(.made, targets.map(\.path))
    case .awaited(let interface):
      guard behaviour == nil else { throw nothingToStub(name, arguments) }
      stubs.add(interface)
      return Outcome(.stubs(StubsReply(change: .made, stubs: [], awaited: [interface])))
    case .ambiguous(let names): throw ambiguous(name, names, arguments)
    case .unknown: throw nothingToStub(name, arguments)
    }
  }

  private func removeStubs(
    _ name: CommandArguments.Word, _ arguments: CommandArguments
  ) throws(SessionError) -> Outcome {
    switch stubMeaning(of: name.text, wantsFunction: false) {
    case .targets(let targets):
      let paths = Set(targets.map(\.path))
      let removed = stubs.all.filter { paths.contains($0.path) }
      guard !removed.isEmpty else { throw nothingToStub(name, arguments) }
      stubs.remove(paths)
      refreshStubInstance()
      return Outcome(.stubs(StubsReply(change: .removed, stubs: removed)))
    case .awaited(let interface) where stubs.interfaces.contains(interface):
      stubs.remove(interface)
      return Outcome(.stubs(StubsReply(change: .removed, stubs: [], awaited: [interface])))
    case .ambiguous(let names): throw ambiguous(name, names, arguments)
    case .awaited, .unknown: throw nothingToStub(name, arguments)
    }
  }

  private func ambiguous(
    _ name: CommandArguments.Word, _ names: [String], _ arguments: CommandArguments
  ) -> SessionError {
    SessionError(.ambiguousTopic(name.text, candidates: names), at: arguments.place(name.span))
  }

  private func nothingToStub(_ name: CommandArguments.Word, _ arguments: CommandArguments) -> SessionError {
    var names: [String] = []
    for target in stubTargets {
      names.append(target.path.function.withoutAnnotation)
      if let interface = target.path.interface { names.append(interface.name) }
      names += target.worlds.map(\.name)
    }
    return SessionError(
      .nothingToStub(name.text, near: nearNames(to: name.text, among: names)), at: arguments.place(name.span))
  }

  private func stubsReply(_ change: StubsReply.Change, _ paths: [FunctionPath]) -> Outcome {
    let paths = Set(paths)
    return Outcome(
      .stubs(
        StubsReply(
          change: change, stubs: stubs.all.filter { paths.contains($0.path) },
          awaited: change == .none ? stubs.interfaces : [], includesAll: stubs.includesAll,
          instance: stubInstance?.name)))
  }
}
