import ArgumentParser
import ComponentRuntime
import Presentation
import Session
import StyledText

/// `witscope call`: evaluates one input.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", _superCommandName: Witscope.name,
    abstract: "Evaluate one input and print its value.",
    usage: "witscope call [<options>] [<path> ...] <expr>",
    discussion: """
      Options come first. The last argument is the input as it stands, also when it begins with -; those before it are \
      paths. The value alone goes to standard output, its bits below it on a terminal or with --bits.
      """)

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Flag(help: "Show the bits below the value.")
  var bits = false

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Paths to load, then the input.", valueName: "arguments"))
  var arguments: [String] = []

  mutating func validate() throws {
    try operands.validate(missing: "an input to evaluate is missing")
  }

  private var operands: TrailingInput { TrailingInput(arguments) }

  func run() throws {
    guard let input = operands.input else { return }
    let output = format.output
    let showsBits = bits || (output.isTerminal && !format.json)
    let watch: WatchMode = showsBits || format.json || overflow.isOn ? .observe : .off
    let session = try SessionSetup.session(
      paths: operands.paths, settings: session.settings(watch: watch), output)
    let reply = SessionSetup.execute(input, on: session)
    if format.json {
      try output.write(text: ReplyJSON(reply).line)
    } else {
      var presentation = output.presentation
      presentation.showsBits = showsBits
      try show(ReplyView(reply, options: presentation), reply, on: output)
    }
    let code = overflow.exitCode(of: reply)
    if code != 0 { throw ExitCode(code) }
  }

  private func show(_ view: ReplyView, _ reply: Reply, on output: CommandLineOutput) throws {
    guard let value = view.valueLine else {
      try output.write(view.outputLines)
      return output.writeError(view.errorLines)
    }
    output.writeError(view.stubCallLines)
    try output.write([value] + view.linesBelowValue)
    output.writeError(view.remarkLines)
  }
}
