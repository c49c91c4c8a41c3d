import ComponentRuntime
package import ComponentTypes
import CoreTypes
import Diagnostics

/// All that a user can do, behind one door: an input goes in, a reply comes out. It knows no terminal.
///
/// A session is used from one thread at a time. Every front end is made of `execute`, `prompt` and the completions.
package final class Session {
  /// What the user set.
  package var settings: Settings
  /// The named instances.
  var instances = InstanceRegistry()
  /// No two instances of a session give their handles the same numbers.
  let handleNumbers = HandleNumbers()
  /// WIT packages that were loaded as text, in order.
  private var loadedPackages: [Package] = []
  /// What was loaded to bring a package: the path, as it was given.
  private(set) var packagePaths: [PackageName: String] = [:]
  /// What they declare, once it was asked for.
  var declarationIndex: DeclarationIndex?
  /// Whether a name that several instances have as the same function means any of them.
  var takesAnyInstance = false
  /// What stands in for functions that nothing provides.
  let stubs = StubRegistry()
  /// Packages of the built-in example, read when they are first needed.
  private var pendingPackages: [() -> [Package]] = []
  /// Variables in the order in which they were first assigned.
  var variables = VariableTable()
  /// The values of earlier inputs, by number.
  var values = ValueHistory()
  /// The last value, which the language calls `it`.
  package internal(set) var lastValue: TypedValue?
  /// The input that gave the last value, with all that is known of it: what `:why` explains.
  var lastEvaluation: Evaluated?
  /// The operation that `:next` and `:back` step through; a front end that shows it keeps the bit in step.
  package var carryInHand: CarryInHand? {
    didSet { walkWasOpenedLast = false }
  }
  /// The call that is walked by steps; nil while none is.
  var walk: Walk?
  /// Whether the walk was shown after the carries were taken in hand, so that `:next` and `:back` mean it.
  package var walkWasOpenedLast = false
  /// Whether a step was shown after the last value, so that `:why` explains it.
  var walkWasShownLast = false
  /// Where walks that continue stop.
  var breakpoints = BreakpointTable()
  /// What `:predict` hid and nobody answered yet.
  var pendingPrediction: PendingPrediction?
  /// How well outcomes were predicted.
  package internal(set) var predictionScore = PredictionScore()
  /// Whether `:tui` was given; the front end clears it when it changes.
  package var wantsOtherFrontEnd = false
  /// Whether there is another front end to change to; a front end that is no terminal's says no.
  package var hasOtherFrontEnd = true
  /// Inputs that were given, without blanks and comments.
  var history = InputHistory()
  /// What `:reload` loads again, with what the files were when they were read.
  var loads = LoadTable()
  /// The input being run; nil between inputs.
  var run: Run?
  /// The number that the next input gets.
  package internal(set) var nextInputNumber = 1
  /// The folder that relative paths are in; nil for the process's own.
  package var workingDirectory: String?
  /// How a reply reads in a session file: its lines at width 80, in ASCII, without colour. A front end knows that.
  package var transcribe: (Reply) -> [String] = { _ in [] }
  /// What the session began with.
  let firstSettings: Settings
  /// What was loaded before the first input.
  var preloads: [LoadRequest] = []
  /// The replies so far, for a recording.
  private(set) var log = SessionLog()
  /// Writes what goes on to a file; nil while nothing is recorded.
  var recorder: SessionRecorder?
  /// The files that the input comes from.
  var openFiles = SessionFileChain()
  /// Whether `:quit` was given.
  package internal(set) var hasQuit = false

  /// The last reply, for those who judge a run by what overflowed in it.
  package private(set) var lastReply: Reply?

  /// An empty session.
  package init(settings: Settings = Settings()) {
    self.settings = settings
    firstSettings = settings
    stubs.instance = { [unowned self] name in try? instances[name]?.instance(surroundings) }
  }

  /// The name of the current instance, for the prompt; nil while there is none.
  package var currentInstanceName: String? { instances.currentName }

  /// Adds an instance that is made by a recipe, and makes it current. One of the same name is replaced.
  package func addInstance(_ name: String, _ recipe: InstanceRecipe) {
    _ = instances.add(name, recipe)
  }

  /// Adds packages that are browsed and searched beside those of the instances.
  package func addPackages(_ packages: [Package]) {
    declarationIndex = nil
    for package in packages {
      if let index = loadedPackages.firstIndex(where: { $0.name == package.name }) {
        loadedPackages[index] = package
      } else {
        loadedPackages.append(package)
      }
    }
  }

  /// Adds packages that a path brought.
  func addPackages(_ packages: [Package], from path: String) {
    addPackages(packages)
    for package in packages { packagePaths[package.name] = path }
  }

  /// Adds packages that are read when they are first needed.
  func addPackages(_ packages: @escaping () -> [Package]) {
    pendingPackages.append(packages)
  }

  /// The packages, in the order in which they were added.
  package var packages: [Package] {
    let pending = pendingPackages
    pendingPackages = []
    for packages in pending { addPackages(packages()) }
    return loadedPackages
  }

  /// What instances are made within: the settings, and the limits of the input that is being run.
  var surroundings: InstantiationContext {
    let run = run
    return InstantiationContext(settings: settings, handles: handleNumbers, responder: stubs) { instructions in
      run?.reasonToStop(after: instructions)
    }
  }

  /// Runs one input: a command, an assignment, an expression or the answer to `:predict`.
  ///
  /// - Parameter poll: asked at least every 20 ms or so while calls and start functions run; true ends the input with an
  ///   interrupt.
  package func execute(_ input: String, from origin: InputOrigin = .prompt, poll: () -> Bool = { false }) -> Reply {
    execute(input, from: origin) { (_: Progress) in poll() }
  }

  /// The same, with how far the input has come.
  package func execute(
    _ input: String, from origin: InputOrigin = .prompt, poll: (Progress) -> Bool
  ) -> Reply {
    let number = nextInputNumber
    let source = origin.source(of: input, number: number)
    // An input that a file holds runs within the one that named the file.
    let outerRun = run
    let place = history.end
    let isAside = isAside(source)
    let isKept = outerRun == nil && !isAside
    var notes = isKept ? recording { recorder throws(SessionError) in try recorder.begin(input) } : []
    return withoutActuallyEscaping(poll) { poll in
      let start = ContinuousClock.now
      run = Run(poll: poll, limits: settings, start: start)
      defer { run = outerRun }
      let outcome = Result { () throws(SessionError) in try perform(source, from: origin, number: number) }
      var reply =
        switch outcome {
        case .success(let outcome): outcome
        case .failure(let error): Outcome(.failure(failure(error, isOneShot: origin == .argument)))
        }
      reply.remarks += run?.remarks ?? []
      let timing = Reply.Timing(elapsed: ContinuousClock.now - start, instructions: run?.instructions ?? 0)
      var counted: Int?
      if case .nothing = reply.content {
      } else if !isAside {
        counted = number
        nextInputNumber = max(nextInputNumber, number + 1)
        history.insert(HistoryEntry(number: number, input: input), at: place)
      }
      var result = Reply(
        input: input, inputNumber: counted, content: reply.content, remarks: reply.remarks, timing: timing,
        stubCalls: stubs.takeUnreported())
      if isKept {
        notes += recording { recorder throws(SessionError) in try recorder.end(result, transcribe: transcribe) }
        log.keep(result)
        result.remarks += notes
      }
      lastReply = result
      return result
    }
  }

  /// What an input came to, before it is numbered and timed.
  struct Outcome {
    var content: Reply.Content
    var remarks: [Diagnostic]

    init(_ content: Reply.Content, remarks: [Diagnostic] = []) {
      self.content = content
      self.remarks = remarks
    }
  }

  private func perform(
    _ source: SourceText, from origin: InputOrigin, number: Int
  ) throws(SessionError) -> Outcome {
    if let answer = try judgement(of: source) { return answer }
    let parsed = try inLanguage { () throws(LanguageError) in try parseInput(source) }
    switch parsed.kind {
    case .empty: return Outcome(.nothing)
    case .command(let command): return try perform(command, in: source, from: origin)
    case .assignment(let assignment): return try perform(assignment, number: number)
    case .expression(let expression): return try perform(expression, number: number)
    }
  }

  /// Turns an error into what the reply says of it; a trap's instance and observations come from the run.
  private func failure(_ error: SessionError, isOneShot: Bool) -> Reply.Failure {
    var diagnostics = error.diagnostics
    if isOneShot {
      // There is no next input that could reset the instance.
      for index in diagnostics.indices { diagnostics[index].notes.removeAll { $0.text.contains(":reset") } }
    }
    return Reply.Failure(
      diagnostics: diagnostics, trap: run?.trap?.trap, instance: run?.trap?.instance,
      report: run?.trap?.report)
  }

  /// Runs a step of the language and wraps its error.
  func inLanguage<Value>(_ body: () throws(LanguageError) -> Value) throws(SessionError) -> Value {
    do { return try body() } catch { throw SessionError(.wrapped(error.diagnostics)) }
  }
}
