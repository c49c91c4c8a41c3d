import Diagnostics

/// `:record`, `:source`, `:check`.
extension Session {
  // MARK: - Recording

  /// Whether an input is about what surrounds the session, and no part of it: it takes no number and is not recorded.
  func isAside(_ source: SourceText) -> Bool {
    guard source.text.utf8.first(where: { !CommandArguments.isBlank($0) }) == UInt8(ascii: ":"),
      case .command(let input)? = (try? parseInput(source))?.kind,
      case .success(let command) = Command.named(input.name)
    else { return false }
    return command == .record || command == .tui
  }

  func record(_ arguments: CommandArguments, from origin: InputOrigin) throws(SessionError) -> Outcome {
    guard let word = try arguments.optionalWord(of: .record) else {
      guard let recorder else { return Outcome(.recording(.none)) }
      return Outcome(.recording(.going(path: recorder.path, inputs: recorder.inputCount)))
    }
    return try placed(word, arguments) { () throws(SessionError) in
      if word.text == "off" {
        guard let recorder else { throw SessionError(.recordingRefused(.nothingIsRecorded)) }
        self.recorder = nil
        return Outcome(.recording(.ended(path: recorder.path, inputs: recorder.inputCount)))
      }
      if let recorder { throw SessionError(.recordingRefused(.isGoing(recorder.path))) }
      guard origin != .argument else { throw SessionError(.recordingRefused(.onlyInput)) }
      guard log.isWhole else { throw SessionError(.recordingRefused(.tooLong)) }
      let located = FileSystem.located(word.text, in: workingDirectory)
      try RecordingFile.checkPlace(located, as: word.text)
      guard openFiles.paths.isEmpty else { throw SessionError(.recordingRefused(.insideFile)) }
      let file = try RecordingFile(located, as: word.text)
      let form = RecordedSession(
        preloads: preloads, settings: firstSettings, hasBuiltInExample: hasBuiltInExample,
        here: FileSystem.canonical(workingDirectory ?? "."),
        there: FileSystem.canonical(FileInspection.directory(of: located)))
      let recorder = try SessionRecorder(word.text, in: file, form, earlier: log.replies, transcribe: transcribe)
      self.recorder = recorder
      return Outcome(.recording(.began(path: word.text, earlierInputs: recorder.inputCount)))
    }
  }

  /// Does a step of recording; one that cannot be written ends it, which is said as a remark.
  func recording(_ step: (inout SessionRecorder) throws(SessionError) -> Void) -> [Diagnostic] {
    guard var recorder else { return [] }
    do throws(SessionError) {
      try step(&recorder)
      self.recorder = recorder
      return []
    } catch {
      self.recorder = nil
      return error.diagnostics
    }
  }

  // MARK: - Sourcing

  func source(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let word = try arguments.word(of: .source, called: "a file")
    let (chain, text) = try opened(word, arguments, toCheck: false)
    let inputs = try placed(word, arguments) { () throws(SessionError) in
      try SourcedInput.all(in: text, path: word.text, isUnfinished: isUnfinished)
    }
    let (outerFiles, outerFolder) = (openFiles, workingDirectory)
    openFiles = chain
    workingDirectory = chain.directory
    defer { (openFiles, workingDirectory) = (outerFiles, outerFolder) }
    // The inputs of the file are counted after the one that names it.
    nextInputNumber += 1
    let poll = run?.poll ?? { _ in false }
    var reply = SourceReply(path: word.text, replies: [])
    for input in inputs where !hasQuit {
      let origin = InputOrigin.script(name: word.text, line: input.line)
      let answer = execute(input.text, from: origin, poll: poll)
      if case .nothing = answer.content { continue }
      reply.replies.append(answer)
      // A session file says which of its inputs fail.
      guard let failure = answer.failure,
        answer.exitCode == 130 || input.status?.admits(ExpectedStatus(of: answer)) != true
      else { continue }
      reply.failure = failure
      break
    }
    return Outcome(.sourced(reply))
  }

  // MARK: - Checking

  func check(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let word = try arguments.word(of: .check, called: "a session file")
    let (chain, text) = try opened(word, arguments, toCheck: true)
    let poll = run?.poll ?? { _ in false }
    let check = SessionCheck(
      SessionFile(text, path: word.text), chain: chain, settings: firstSettings, transcribe: transcribe, poll: poll)
    let result = check.played()
    if result.wasInterrupted { throw SessionError(.interrupted) }
    return Outcome(.checked(check.reply(result, path: word.text)))
  }

  /// A file's text, and the chain with it in it.
  private func opened(
    _ word: CommandArguments.Word, _ arguments: CommandArguments, toCheck: Bool
  ) throws(SessionError) -> (SessionFileChain, String) {
    try placed(word, arguments) { () throws(SessionError) in
      let text = try FileInspection.text(of: word.text, in: workingDirectory)
      let located = FileSystem.located(word.text, in: workingDirectory)
      // What is being written is not complete.
      if let recorder, recorder.place == FileSystem.canonical(located) {
        throw SessionError(.fileLeadsToItself(word.text))
      }
      return (try openFiles.opening(located, as: word.text, toCheck: toCheck), text)
    }
  }
}
