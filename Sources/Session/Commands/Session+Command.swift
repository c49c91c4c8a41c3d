import Diagnostics

extension Session {
  /// Runs a command.
  func perform(
    _ input: ParsedInput.Command, in source: SourceText, from origin: InputOrigin
  ) throws(SessionError) -> Outcome {
    let arguments = CommandArguments(input, in: source)
    let command: Command
    switch Command.named(input.name) {
    case .success(let found): command = found
    case .failure(let kind): throw SessionError(kind, at: arguments.place(input.nameSpan))
    }
    switch command {
    case .load: return try load(arguments)
    case .reload: return try reload(arguments)
    case .reset: return try reset(arguments)
    case .instances: return try listInstances(arguments)
    case .use: return try use(arguments)
    case .browse: return try browse(arguments)
    case .exports: return try items(arguments, .exports)
    case .imports: return try items(arguments, .imports)
    case .type: return try showType(arguments)
    case .info: return try info(arguments)
    case .find: return try find(arguments)
    case .wit: return try showWIT(arguments)
    case .vars: return try listVariables(arguments)
    case .bits: return try showBits(arguments)
    case .carry: return try showCarry(arguments)
    case .wheel: return try showWheel(arguments)
    case .why: return try explain(arguments)
    case .predict: return try predict(arguments)
    case .step: return try step(arguments)
    case .next where meansCarries(arguments): return try stepCarry(arguments, .next)
    case .back where meansCarries(arguments): return try stepCarry(arguments, .back)
    case .next, .back, .over, .out, .continue, .goto: return try move(command, arguments)
    case .break: return try setBreakpoint(arguments)
    case .compare: return try compare(arguments)
    case .bench: return try bench(arguments)
    case .measure: return try measure(arguments)
    case .sweep: return try sweep(arguments)
    case .trace: return try trace(arguments)
    case .diff: return try diff(arguments)
    case .link: return try link(arguments)
    case .stub: return try stub(arguments)
    case .record: return try record(arguments, from: origin)
    case .source: return try self.source(arguments)
    case .check: return try check(arguments)
    case .watch: return try watch(arguments)
    case .set: return try set(arguments)
    case .history: return try listHistory(arguments)
    case .complete: return try complete(arguments)
    case .drop: return try drop(arguments)
    case .tui: return try changeFrontEnd(arguments, from: origin)
    case .help: return try help(arguments)
    case .quit:
      try arguments.none(of: .quit)
      endWalk()
      hasQuit = true
      return Outcome(.quit)
    }
  }
}
