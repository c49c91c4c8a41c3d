import ComponentRuntime
import ComponentTypes
import Diagnostics

/// `:set`, `:history`, `:complete`, `:tui`, `:help`.
extension Session {
  func changeFrontEnd(_ arguments: CommandArguments, from origin: InputOrigin) throws(SessionError) -> Outcome {
    try arguments.none(of: .tui)
    guard hasOtherFrontEnd, origin == .prompt else {
      throw SessionError(.needsTerminal, at: arguments.place(arguments.nameSpan))
    }
    wantsOtherFrontEnd = true
    return Outcome(.frontEnd(.toggle))
  }

  func listHistory(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let text = arguments.text
    guard !text.isEmpty else { return Outcome(.history(Array(history.entries))) }
    if let count = Int(text), count >= 0 { return Outcome(.history(Array(history.entries.suffix(count)))) }
    let wanted = text.lowercased()
    return Outcome(.history(history.entries.filter { $0.input.lowercased().contains(wanted) }))
  }

  func complete(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    guard !arguments.text.isEmpty else {
      throw SessionError(
        .missingArgument(command: "complete", what: "the beginning of an input"),
        at: arguments.place(arguments.nameSpan))
    }
    let candidates = completion(of: arguments.text, at: arguments.text.utf8.count)?.candidates ?? []
    return Outcome(.candidates(CandidatesReply(text: arguments.text, candidates: candidates)))
  }

  func help(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let name = arguments.text
    guard !name.isEmpty else {
      let commands = Command.allCases.map(\.description)
      return Outcome(.help(.overview(examples: Command.examples, commands: commands)))
    }
    if name.hasPrefix(":") || Command(rawValue: name) != nil {
      switch Command.named(String(name.drop { $0 == ":" })) {
      case .success(let command): return Outcome(.help(.command(command.description)))
      case .failure(let kind): throw SessionError(kind, at: arguments.place(arguments.span))
      }
    }
    // A function's name, as the language reads it.
    if let checked = try? checkedExpression(arguments), let function = checked.signature {
      return Outcome(.help(.function(withCalls(describe(function)))))
    }
    let names = Command.allCases.map(\.rawValue) + knownNames
    throw SessionError(
      .unknownTopic(name, near: nearNames(to: name, among: names)), at: arguments.place(arguments.span))
  }

  // MARK: - Settings

  func set(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let words = arguments.words()
    guard let key = words.first else { return Outcome(.settings(Setting.allCases.map(summary))) }
    guard let setting = Setting(rawValue: key.text) else {
      throw SessionError(
        .unknownSetting(key.text, near: nearNames(to: key.text, among: Setting.allCases.map(\.rawValue))),
        at: arguments.place(key.span))
    }
    let values = Array(words.dropFirst())
    guard !values.isEmpty else { return Outcome(.settings([summary(setting)])) }
    if setting == .flag { return try setFlag(values, arguments) }
    if values.count > (setting == .watch ? 2 : 1) {
      throw SessionError(
        .unexpectedArgument(command: "set", argument: values[1].text), at: arguments.place(values[1].span))
    }
    let text = values.map(\.text).joined(separator: " ")
    guard settings.change(setting, to: text) else {
      throw SessionError(
        .invalidSetting(name: setting.rawValue, value: text, expected: setting.expectation),
        at: arguments.place(values[0].span))
    }
    return Outcome(.settings([summary(setting)]))
  }

  /// `:watch`, alone or with what `:set watch` takes.
  func watch(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let words = arguments.words()
    guard let first = words.first, let last = words.last else {
      return Outcome(.settings([summary(.watch), summary(.watchRules)]))
    }
    let text = words.map(\.text).joined(separator: " ")
    guard settings.change(.watch, to: text) else {
      throw SessionError(
        .invalidSetting(name: Setting.watch.rawValue, value: text, expected: Setting.watch.expectation),
        at: arguments.place(SourceSpan(first.span.start, last.span.end)))
    }
    return Outcome(.settings([summary(.watch)]))
  }

  /// `:set flag NAME PATH`, or `none` as the path.
  private func setFlag(
    _ words: [CommandArguments.Word], _ arguments: CommandArguments
  ) throws(SessionError) -> Outcome {
    guard words.count == 2 else {
      throw SessionError(
        .missingArgument(command: "set", what: "a function's name and a path: :set flag NAME PATH"),
        at: arguments.place(words[0].span))
    }
    let checked = try inLanguage { () throws(LanguageError) in
      try parseExpression(arguments.source, within: words[0].span).checked(in: self)
    }
    guard let function = checked.signature else {
      throw SessionError(.unknownTopic(words[0].text, near: []), at: arguments.place(words[0].span))
    }
    if words[1].text == "none" {
      settings.flags[function.path] = nil
      return Outcome(.settings([summary(.flag)]))
    }
    guard let path = FlagPath.parse(words[1].text), let result = function.type.result,
      FlagPath.type(at: path, in: result) == .bool
    else {
      throw SessionError(
        .invalidSetting(
          name: "the flag of \(words[0].text)", value: words[1].text,
          expected: "a path to a bool in its result, such as 1 or .overflowed"),
        at: arguments.place(words[1].span))
    }
    settings.flags[function.path] = path
    return Outcome(.settings([summary(.flag)]))
  }

  private func summary(_ setting: Setting) -> SettingSummary {
    SettingSummary(name: setting.rawValue, value: settings.text(of: setting), summary: setting.summary)
  }
}
