import ComponentTypes
import CoreTypes

/// What could stand behind a command. The commands' own descriptions say what they take, so that a new command is
/// completed without a word here.
extension CompletionFinder {
  func commandNames(_ name: Range<Int>) -> InputCompletion {
    let typed = outline.text(name.lowerBound..<max(name.lowerBound, context.cursor))
    let isFollowed = name.upperBound < outline.bytes.count && outline.bytes[name.upperBound] == 0x20
    var list = CandidateCollector(typed)
    for command in Command.allCases {
      let description = command.description
      let blank = description.arguments.isEmpty || isFollowed ? "" : " "
      list.add(
        InputCandidate(
          .command, description.name + blank, label: ":" + description.name, detail: description.summary),
        as: description.name)
    }
    let shortForms = Command.allCases.map(\.description).filter { $0.short == typed && !typed.isEmpty }
    // A short form means its command, whatever else begins so.
    if let command = shortForms.first {
      let blank = command.arguments.isEmpty || isFollowed ? "" : " "
      let candidate = InputCandidate(
        .command, command.name + blank, label: ":" + command.name, detail: command.summary)
      return InputCompletion(name.lowerBound..<context.cursor, [candidate])
    }
    return InputCompletion(name.lowerBound..<context.cursor, list.candidates)
  }

  /// Whether a command's argument is an expression.
  func takesExpression(_ name: String) -> Bool {
    guard case .success(let command) = Command.named(name) else { return false }
    return command == .stub || command.description.takesExpression
  }

  /// What could stand in a command's argument; nil where that is an expression, or nothing is known.
  func argument(of name: String, behind start: Int) -> InputCompletion? {
    guard case .success(let command) = Command.named(name) else { return nil }
    let description = command.description
    let words = ArgumentWords(outline.bytes[min(start, context.cursor)..<context.cursor], from: start)
    let kinds = Set(description.arguments.split { !$0.isLetter && $0 != "-" }.map(String.init))
    if kinds.contains("PATH") {
      if words.previous.last == "as" { return nil }
      return FileCandidates.completion(of: words, at: context.cursor, wants: description.loadsFiles)
    }
    if kinds.contains("KEY") { return settings(words) }
    if command == .stub { return stubArgument(words) }
    if command == .link { return linkArgument(words) }
    if command == .break { return breakArgument(words) }
    if command == .diff, words.previous.count < 2 {
      var list = CandidateCollector(words.current)
      for name in session.instances.names {
        list.add(InputCandidate(.instance, name + " ", label: name, detail: "instance"))
      }
      return completion(words, list)
    }
    var list = CandidateCollector(words.current)
    let fixed = kinds.filter { word in word.allSatisfy { $0.isLowercase || $0 == "-" } && word != "as" && word != "to" }
    for word in fixed.sorted() { list.add(InputCandidate(.keyword, word)) }
    if description.takesExpression { return fixed.isEmpty || list.candidates.isEmpty ? nil : completion(words, list) }
    if command == .sweep, !words.previous.isEmpty { return completion(words, list) }
    if command == .sweep { list = CandidateCollector(words.current) }
    if kinds.contains("NAME") || kinds.contains("TEXT") || kinds.contains("IMPORT") {
      addNames(for: command.rawValue, to: &list)
    }
    return completion(words, list)
  }

  private func completion(_ words: ArgumentWords, _ list: CandidateCollector) -> InputCompletion {
    InputCompletion(words.start..<context.cursor, list.candidates)
  }

  private func settings(_ words: ArgumentWords) -> InputCompletion? {
    var list = CandidateCollector(words.current)
    guard let key = words.previous.first else {
      for setting in Setting.allCases {
        list.add(
          InputCandidate(.setting, setting.rawValue + " ", label: setting.rawValue, detail: setting.summary))
      }
      return completion(words, list)
    }
    guard let setting = Setting(rawValue: key), words.previous.count == 1 else { return nil }
    if setting == .flag {
      addFunctionNames(to: &list)
      return completion(words, list)
    }
    if setting == .features {
      return listed(FeatureChoice.names, whole: ["all", "none"] + FeatureChoice.versions, words)
    }
    if setting == .watchRules { return listed(WatchRule.allCases.map(\.rawValue), whole: ["all", "none"], words) }
    let expected = setting.expectation.split { !$0.isLetter }.map(String.init)
    for word in ["on", "off", "signed", "unsigned", "both", "log", "trap", "none", "all"] where expected.contains(word)
    {
      list.add(InputCandidate(.keyword, word, detail: setting.expectation))
    }
    return list.candidates.isEmpty ? nil : completion(words, list)
  }

  /// Names joined by commas, each with or without `-` before it: those that are not in the list yet.
  ///
  /// - Parameter whole: words that `-` cannot stand before.
  private func listed(_ names: [String], whole: [String], _ words: ArgumentWords) -> InputCompletion? {
    guard outline.bytes[words.start..<context.cursor].allSatisfy({ $0 != UInt8(ascii: "\"") }) else { return nil }
    let parts = words.current.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let typed = parts.last ?? ""
    var list = CandidateCollector(typed)
    let sign = typed.hasPrefix("-") ? "-" : ""
    let taken = Set(parts.dropLast().map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 })
    for name in (sign.isEmpty ? whole : []) + names where !taken.contains(name) {
      list.add(InputCandidate(.keyword, sign + name))
    }
    return InputCompletion(context.cursor - typed.utf8.count..<context.cursor, list.candidates)
  }

  /// What can be stubbed, then what a stub does. Behind `=` stands an expression.
  private func stubArgument(_ words: ArgumentWords) -> InputCompletion? {
    var list = CandidateCollector(words.current)
    switch words.previous.count {
    case 0:
      for target in session.stubTargets {
        let function = target.function
        list.add(
          InputCandidate(
            .function, function.name.withoutAnnotation,
            detail: detail(signatureText(function.type.parameters, function.type.result), function.documentation)))
        if let interface = target.path.interface {
          list.add(InputCandidate(.interface, interface.description, detail: "interface"))
          list.add(InputCandidate(.interface, interface.name, detail: "interface \(interface)"))
        }
      }
      addWorlds(to: &list)
      list.add(InputCandidate(.keyword, "all", detail: "whatever is missing"))
      list.add(InputCandidate(.keyword, "off", detail: "take all stubs away"))
    case 1 where words.previous[0] != "all" && words.previous[0] != "off":
      list.add(InputCandidate(.keyword, "= ", label: "= VALUE", detail: "what it returns"), as: "=")
      list.add(InputCandidate(.keyword, "trap", detail: "its callers trap"))
      list.add(InputCandidate(.keyword, "off", detail: "no longer"))
    default: return words.previous.contains { $0.contains("=") } ? nil : completion(words, list)
    }
    return completion(words, list)
  }

  /// Where a walk can stop; behind `off` the breakpoints that there are.
  private func breakArgument(_ words: ArgumentWords) -> InputCompletion? {
    var list = CandidateCollector(words.current)
    switch (words.previous.count, words.previous.first) {
    case (0, _):
      list.add(InputCandidate(.keyword, "overflow", detail: "an instruction that loses something"))
      list.add(InputCandidate(.keyword, "trap", detail: "an instruction that traps"))
      list.add(InputCandidate(.keyword, "off", detail: "take breakpoints away"))
      list.add(InputCandidate(.keyword, "import ", label: "import", detail: "where an import is called"), as: "import")
      addFunctionNames(to: &list)
      // Names that contain blanks would need quotes.
      for name in session.stoppingNames where !name.contains(" ") {
        list.add(InputCandidate(.function, name, detail: "in the code of \(session.instances.currentName ?? "")"))
      }
    case (1, "import"):
      for name in session.importNames { list.add(InputCandidate(.function, name, detail: "import")) }
    case (1, "off"):
      for entry in session.breakpoints.entries {
        list.add(InputCandidate(.keyword, String(entry.number), detail: entry.breakpoint.description))
      }
    default: return nil
    }
    return completion(words, list)
  }

  /// An import, `to`, an instance.
  private func linkArgument(_ words: ArgumentWords) -> InputCompletion {
    var list = CandidateCollector(words.current)
    switch words.previous.count {
    case 0:
      for (instance, item) in session.missingImports(of: session.instances.all) where !item.functions.isEmpty {
        list.add(InputCandidate(.interface, item.name.shortName, detail: "import of \(instance)"))
        list.add(InputCandidate(.interface, item.name.description, detail: "import of \(instance)"))
      }
    case 1:
      list.add(InputCandidate(.keyword, "to ", label: "to", detail: "an instance"))
      list.add(InputCandidate(.keyword, "off", detail: "no longer"))
    case 2 where words.previous[1] == "to":
      for name in session.instances.names { list.add(InputCandidate(.instance, name, detail: "instance")) }
    default: break
    }
    return completion(words, list)
  }

  /// The worlds of packages, by their short names.
  private func addWorlds(to list: inout CandidateCollector) {
    for package in session.packages {
      for world in package.worlds {
        guard let name = world.name else { continue }
        list.add(
          InputCandidate(.interface, name, detail: detail("world of \(package.name)", world.documentation)))
      }
    }
  }

  /// The names that a command's `NAME` can be.
  private func addNames(for command: String, to list: inout CandidateCollector) {
    func addInstances() {
      for name in session.instances.names { list.add(InputCandidate(.instance, name, detail: "instance")) }
    }
    func addVariables() {
      for name in session.variables.names {
        list.add(InputCandidate(.variable, name, detail: session.variables[name]?.type.typeText ?? ""))
      }
    }
    switch command {
    case "use", "reset": addInstances()
    case "exports", "imports":
      addInstances()
      addWorlds(to: &list)
    case "stub": break
    case "sweep":
      addInstances()
      addFunctionNames(to: &list)
    case "drop": addVariables()
    case "help":
      for command in Command.allCases {
        list.add(InputCandidate(.command, command.rawValue, detail: command.description.summary))
      }
      addFunctionNames(to: &list)
    default:
      addVariables()
      addInstances()
      addFunctionNames(to: &list)
      addDeclarations(to: &list)
    }
  }

  private func addFunctionNames(to list: inout CandidateCollector) {
    for instance in [session.instances.current].compactMap(\.self) + session.instances.all {
      for (_, function) in (try? instance.exports(session.surroundings))?.functions ?? []
      where !function.name.hasPrefix("[") {
        list.add(
          InputCandidate(
            .function, function.name, detail: signatureText(function.type.parameters, function.type.result)))
      }
    }
  }

  /// Packages, worlds, interfaces and types.
  private func addDeclarations(to list: inout CandidateCollector) {
    for package in session.packages {
      list.add(InputCandidate(.interface, package.name.description, detail: detail("package", package.documentation)))
      for world in package.worlds {
        if let name = world.name {
          list.add(InputCandidate(.interface, name, detail: detail("world", world.documentation)))
        }
      }
    }
    for interface in session.allInterfaces {
      list.add(
        InputCandidate(
          .interface, interface.name.description, detail: detail("interface", interface.documentation)))
      list.add(
        InputCandidate(.interface, interface.name.name, detail: detail("interface", interface.documentation)))
      for type in interface.types {
        list.add(InputCandidate(.type, type.name, detail: detail("type", type.documentation)))
      }
    }
  }
}

extension CommandDescription {
  /// Whether its argument is an expression or a call.
  var takesExpression: Bool { arguments.contains("EXPR") || arguments.contains("CALL") }

  /// Whether its paths are of components and WIT.
  fileprivate var loadsFiles: Bool { name == "load" }
}

/// The words behind a command up to the cursor, as `CommandArguments` reads them.
struct ArgumentWords {
  /// Those that are complete, without their quotes.
  private(set) var previous: [String] = []
  /// What was typed of the last, without its quotes.
  private(set) var current = ""
  /// Where the last begins in the input, its quote included.
  private(set) var start: Int

  init(_ bytes: ArraySlice<UInt8>, from start: Int) {
    self.start = start
    var word: [UInt8]?
    var isQuoted = false
    for (index, byte) in zip(bytes.indices, bytes) {
      if !isQuoted, CommandArguments.isBlank(byte) {
        if let word { previous.append(String(decoding: word, as: UTF8.self)) }
        word = nil
        self.start = index + 1
        continue
      }
      if word == nil {
        word = []
        self.start = index
      }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() } else { word?.append(byte) }
    }
    current = word.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
