import ArgumentParser
import ComponentRuntime
import Presentation
import Session
import StyledText

/// `witscope watch`: a call with everything that the watch saw.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", _superCommandName: Witscope.name,
    abstract: "Make a call and tell what its instructions lost.",
    usage: "witscope watch [<options>] [<path> ...] <call>",
    discussion: """
      Options come first. The last argument is the call as it stands; those before it are paths. Below the value stand \
      the instructions whose exact results did not fit, or that there were none.

      Instructions have no sign: --watch says how their integers are read, and --trap ends the call before the first that \
      loses something, in native components too.

      Exits with 1 after an error or a trap, that of --trap included, and otherwise with 5 if --fail-on-overflow was given \
      and something overflowed.
      """)

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Option(
    help: ArgumentHelp(
      "How integers are read: signed, unsigned, both, or result, in the sign of the call's result.",
      valueName: "reading"))
  var watch: WatchMode.Reading = .result

  @Flag(help: "End the call before an instruction that loses something.")
  var trap = false

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Paths to load, then the call.", valueName: "arguments"))
  var arguments: [String] = []

  private var operands: TrailingInput { TrailingInput(arguments) }

  mutating func validate() throws {
    try operands.validate(missing: "a call to watch is missing")
  }

  func run() throws {
    guard let input = operands.input else { return }
    let output = format.output
    let session = try SessionSetup.session(
      paths: operands.paths, settings: session.settings(watch: WatchMode(reading: watch, traps: trap)), output)
    let reply = SessionSetup.execute(input, on: session)
    if format.json {
      try output.write(text: ReplyJSON(reply).line)
    } else {
      let view = ReplyView(reply, options: output.presentation)
      try output.write(view.outputLines + (reply.isSuccess && !reply.foundOverflow.anywhere ? [Self.silence] : []))
      output.writeError(view.errorLines)
    }
    let code = overflow.exitCode(of: reply)
    if code != 0 { throw ExitCode(code) }
  }

  private static var silence: StyledLine { StyledLine("no overflow, and no wrap observed") }
}

extension WatchMode.Reading: ExpressibleByArgument {}
