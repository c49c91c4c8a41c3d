import ComponentTypes
import Diagnostics
package import LineEditing
import Presentation
package import Session
package import StyledText

/// The explorer on a session, without a terminal: keys go in, screens come out.
///
/// What is to be done to the terminal is left in `requests` for whoever owns it.
package final class ExplorerProgram {
  /// How the program ended.
  package enum Ending: Hashable, Sendable {
    case quit
    /// `:tui`: to the line REPL, with the same session.
    case lineREPL
  }

  /// What the terminal is asked for.
  package enum Request: Hashable, Sendable {
    case bell, redraw, suspend
  }

  package let session: Session
  /// Asked between the slices of a running input; true cancels it.
  package var whileRunning: (Progress) -> Bool = { _ in false }
  /// Takes every input typed at the prompt, for the history's file.
  package var remember: (String) -> Void = { _ in }
  /// What the terminal is asked for since it was taken.
  package var requests: [Request] = []
  /// Set once the program is over.
  package private(set) var ending: Ending?

  private(set) var state: ExplorerState
  private let lookup: LookupOnSession
  private var isRunning = false
  private var isCancelled = false

  /// - Parameters:
  ///   - isASCII: Whether the terminal shows ASCII only.
  ///   - isNested: Whether it was called from the line REPL, so that `q` goes back there.
  ///   - history: Inputs given before.
  package init(
    _ session: Session, size: ScreenSize, isASCII: Bool = false, isNested: Bool = false, history: History = History()
  ) {
    self.session = session
    session.transcribe = ReplyView.transcript
    lookup = LookupOnSession(session)
    state = ExplorerState(size: size, look: ExplorerState.Look(isASCII: isASCII), isNested: isNested, history: history)
    handle(.surroundings(surroundings, catalog))
    // What the line REPL showed last is there to be looked at.
    if let last = session.lastEvaluated {
      handle(.recalled(input: last.input, number: last.number, last.reply))
    }
  }

  /// The whole screen as it is now.
  package var screen: ScreenBuffer { state.screen }

  /// The inputs given so far, those of earlier runs among them.
  package var history: History { state.editor.history }

  /// Whether the mouse is to be listened to.
  package var usesMouse: Bool { state.surroundings.usesMouse }

  /// Applies a key, a click or a paste.
  package func press(_ key: Key) { handle(.key(key)) }

  /// The window has another size.
  package func resize(to size: ScreenSize) { handle(.resized(size)) }

  /// Takes in how far a running input has come.
  package func show(_ progress: Progress) { handle(.progress(progress)) }

  /// Looks whether loaded files changed, and says so; nothing is loaded by itself.
  package func checkFiles() {
    guard !isRunning else { return }
    let changed = session.changedFiles()
    guard !changed.isEmpty else { return }
    handle(.remark(ChangedFileView(changed, columns: state.size.columns - 2).lines))
  }

  /// Whether an input runs and was asked to end.
  package var wantsCancel: Bool { isCancelled }

  // MARK: - Messages and effects

  func handle(_ message: Message) {
    lookup.isBusy = isRunning
    for effect in state.update(message, in: lookup) { perform(effect) }
  }

  private func perform(_ effect: Effect) {
    switch effect {
    case .submit(let text): run(text)
    case .openForm(let path, let instance, let walks): openForm(path, instance, walks: walks)
    case .walk(let move):
      // Whatever view of carries was looked at since: the keys of the walk mean the walk.
      session.walkWasOpenedLast = true
      run(move.input)
    case .describe(let name): describe(name)
    case .use(let name): run(":use \(name)")
    case .cancel: isCancelled = true
    case .carryMoved(let hand): session.carryInHand = hand
    case .remember(let text): remember(text)
    case .bell: requests.append(.bell)
    case .redraw: requests.append(.redraw)
    case .suspend: requests.append(.suspend)
    case .quit: ending = ending ?? .quit
    case .goBack: ending = ending ?? .lineREPL
    }
  }

  /// How long inputs that were pasted together may run without a look at the user between them.
  private static let patience = Duration.milliseconds(50)

  /// Runs a submitted text, input by input.
  private func run(_ text: String) {
    guard !refusesWhileRunning() else { return }
    var lastLook = ContinuousClock.now
    for input in lookup.inputs(in: text) {
      guard ending == nil, !isCancelled else { break }
      handle(.started(input: input))
      isRunning = true
      let reply = session.execute(input, from: .prompt) { (progress: Progress) in
        // Whoever waits may press keys meanwhile: they come back here as messages.
        lastLook = .now
        return whileRunning(progress) || isCancelled
      }
      // Many short inputs take as long as one long one.
      if ContinuousClock.now - lastLook >= Self.patience {
        if whileRunning(Progress(elapsed: reply.timing.elapsed)) { isCancelled = true }
        lastLook = .now
      }
      isRunning = false
      handle(.finished(reply))
      handle(.surroundings(surroundings, reply.changesCatalog ? catalog : nil))
      if session.hasQuit { ending = ending ?? .quit }
      if session.wantsOtherFrontEnd {
        session.wantsOtherFrontEnd = false
        ending = ending ?? .lineREPL
      }
    }
    isCancelled = false
  }

  private func openForm(_ path: FunctionPath, _ instance: String?, walks: Bool) {
    guard !refusesWhileRunning() else { return }
    guard let reply = session.describe(path, instance: instance) else {
      return handle(.notice("\(path.function) is not there any more"))
    }
    let callee = lookup.callee(path, on: instance, among: reply.instances)
    handle(
      .form(
        FormRequest(
          path: path, instance: instance, callee: callee, title: callee, type: reply.function.type,
          presets: session.presets(for: path), held: session.heldHandles, walks: walks)))
    if reply.instances.isEmpty { handle(.notice("no instance has it yet: :load PATH loads a component that does")) }
  }

  private func describe(_ name: String) {
    guard !refusesWhileRunning() else { return }
    do throws(SessionError) {
      handle(.world(name, try session.madeWorld(ofInstance: name)))
    } catch {
      handle(.notice(error.diagnostics.first?.message ?? "\(name) cannot be made"))
    }
  }

  private func refusesWhileRunning() -> Bool {
    if isRunning { handle(.notice("a call is running: Ctrl-C cancels it")) }
    return isRunning
  }

  // MARK: - The session as the state knows it

  private var surroundings: Surroundings {
    let name = session.currentInstanceName
    let number = session.nextInputNumber
    return Surroundings(
      prompt: (name.map { $0.escapingTerminalControls + " " } ?? "") + "\(number)> ",
      instances: session.instanceSummaries(making: false).map(\.name), current: name,
      variables: session.variableNames, question: session.pendingQuestion, isWalking: session.isWalking,
      usesMouse: session.settings.usesMouse)
  }

  private var catalog: Catalog {
    let instances = session.instanceSummaries(making: false)
    var worlds: [String: World] = [:]
    for instance in instances { worlds[instance.name] = session.world(ofInstance: instance.name) }
    return Catalog(packages: session.packages, instances: instances, worlds: worlds)
  }
}

extension Reply {
  /// Whether there may be something else to browse afterwards.
  fileprivate var changesCatalog: Bool {
    switch content {
    case .loaded, .reset, .using, .dropped, .instances, .stubs, .sourced: true
    case .failure(let failure): failure.trap != nil
    default: false
    }
  }
}
