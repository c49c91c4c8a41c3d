import LineEditing
import Session
import StyledText

extension ExplorerState {
  /// Takes in what happened.
  /// - Returns: what is to be done outside of the program.
  mutating func update(_ message: Message, in lookup: some SessionLookup) -> [Effect] {
    let effects: [Effect]
    switch message {
    case .key(let key): effects = press(key, in: lookup)
    case .resized(let size):
      self.size = size
      effects = []
    case .surroundings(let surroundings, let catalog):
      self.surroundings = surroundings
      if !surroundings.isWalking { step.walk = nil }
      form?.know(variables: Set(surroundings.variables))
      if let catalog {
        browse.show(catalog)
        renewForm()
      }
      effects = []
    case .world(let name, let world):
      browse.show(world, ofInstance: name)
      effects = []
    case .form(let request):
      open(request)
      effects = []
    case .started(let input):
      transcript.append(TranscriptEntry(input: input, prompt: surroundings.shortPrompt))
      running = Running(input: input)
      effects = []
    case .progress(let progress):
      running?.progress = progress
      effects = []
    case .finished(let reply): effects = take(reply)
    case .recalled(let input, let number, let value):
      recall(input, number, value)
      effects = []
    case .remark(let lines):
      transcript.append(TranscriptEntry(remark: lines))
      effects = []
    case .notice(let text):
      notice = text
      effects = []
    }
    live = livePreview(in: lookup)
    if running == nil, let place = step.wantedPlace {
      step.supply(
        lookup.disassembly(around: place.location, ofInstance: place.instance, lines: StepPane.listingLines))
    }
    settle(in: lookup)
    return effects
  }

  // MARK: - Keys

  private mutating func press(_ key: Key, in lookup: some SessionLookup) -> [Effect] {
    notice = nil
    if case .mouse(let event) = key.code {
      return layout == nil || !surroundings.usesMouse ? [] : mouse(event, in: lookup)
    }
    guard layout != nil else { return pressWhileTooSmall(key) }
    switch key {
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("c"): return interrupt(in: lookup)
    default: break
    }
    if popup != nil { return pressInPopup(key, in: lookup) }
    if case .function(1) = key.code { return openHelp(in: lookup) }
    switch focus {
    case .pane(let tab): return pressInPane(tab, key, in: lookup)
    case .form: return pressInForm(key)
    case .prompt: return pressInPrompt(key, in: lookup)
    case .search(let tab): return pressInSearch(tab, key)
    }
  }

  /// Nothing can be seen, so nothing is done but to leave.
  private mutating func pressWhileTooSmall(_ key: Key) -> [Effect] {
    switch key {
    case .character("q"), .control("d"): surroundings.variables.isEmpty ? [.quit] : [.bell]
    case .control("c"): running == nil ? [] : cancel()
    case .control("z"): [.suspend]
    default: []
    }
  }

  /// Ctrl-C: cancels what runs, closes what is open, clears what is typed, and never ends the program.
  private mutating func interrupt(in lookup: some SessionLookup) -> [Effect] {
    if running != nil { return cancel() }
    if popup != nil {
      popup = nil
      return []
    }
    switch focus {
    case .prompt where !editor.buffer.isEmpty || editor.search != nil: _ = editor.apply(.control("c"), in: lookup)
    case .form:
      if let effect = form?.apply(.control("c")), effect != .none { notice = "Esc leaves the form" }
    case .search: _ = endSearch(keeping: false)
    case .prompt where surroundings.question != nil: notice = "skip gives up"
    case .pane, .prompt:
      notice = isNested ? "q goes back, Ctrl-D at the prompt quits" : "q quits, Ctrl-D at the prompt too"
    }
    return []
  }

  private mutating func cancel() -> [Effect] {
    running?.isCancelled = true
    return [.cancel]
  }

  /// Leaves, or asks first where something would be lost.
  mutating func leave() -> [Effect] {
    if running != nil {
      notice = "a call is running: Ctrl-C cancels it"
      return [.bell]
    }
    guard !surroundings.variables.isEmpty else { return [.quit] }
    popup = .quit(losing: surroundings.variables)
    return []
  }

  // MARK: - The prompt

  private mutating func pressInPrompt(_ key: Key, in lookup: some SessionLookup) -> [Effect] {
    if key == .escape, editor.search == nil, editor.holes == nil {
      focus = .pane(recentTabs[0])
      return []
    }
    return perform(editor.apply(key, in: lookup), in: lookup)
  }

  /// Does what a key asked the prompt's editor for.
  mutating func perform(_ effect: EditorEffect, in lookup: some SessionLookup) -> [Effect] {
    switch effect {
    case .none: return []
    case .submit(let text):
      guard text.contains(where: { !$0.isWhitespace }) || surroundings.question != nil else { return [] }
      return submit(text, isTyped: true)
    case .endOfInput: return leave()
    case .interrupt: return []
    case .listCandidates:
      guard let completion = editor.completionSession(in: lookup), !completion.candidates.isEmpty else {
        return [.bell]
      }
      popup = .candidates(completion, selected: 0)
      return []
    case .bell: return [.bell]
    case .clearScreen: return [.redraw]
    case .suspend: return [.suspend]
    }
  }

  /// Runs a text, unless something runs already.
  mutating func submit(_ text: String, isTyped: Bool) -> [Effect] {
    guard running == nil else {
      if isTyped { editor.setText(text) }
      notice = "a call is running: Ctrl-C cancels it"
      return [.bell]
    }
    return (isTyped ? [.remember(text)] : []) + [.submit(text)]
  }
}

extension Surroundings {
  /// The prompt without the instance, as the transcript has it: `3> `.
  var shortPrompt: String {
    question == nil ? String(prompt.split(separator: " ").last ?? ">") + " " : "? "
  }
}
