import ArgumentParser
import Presentation
import Session

/// `witscope sweep`: a function's arguments tried, at the edges or all of them.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", _superCommandName: Witscope.name,
    abstract: "Try a function's arguments and tell where it overflows and whether its flag is right.",
    usage: "witscope sweep [<options>] [<path> ...] <name>",
    discussion: """
      Options come first. The last argument is the function's name; those before it are paths. All pairs of two 8-bit \
      numbers are tried and drawn as a map, other types at the edges of every parameter.

      Exits with 4 if a flag or a value is not the one computed, and otherwise with 5 if --fail-on-overflow was given \
      and something overflowed.
      """)

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Flag(help: "Read the map of two 8-bit numbers without a sign.")
  var unsigned = false

  @Option(help: ArgumentHelp("The most calls to make, 65536 if not given.", valueName: "n"))
  var calls: String?

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Paths to load, then the function's name.", valueName: "arguments"))
  var arguments: [String] = []

  private var operands: TrailingInput { TrailingInput(arguments) }

  mutating func validate() throws {
    try operands.validate(missing: "the name of a function to sweep is missing")
    if let calls, UInt64(calls).map({ $0 > 0 }) != true {
      throw ValidationError("--calls cannot be '\(calls)': it takes a number")
    }
  }

  func run() throws {
    guard let name = operands.input else { return }
    let output = format.output
    let session = try SessionSetup.session(paths: operands.paths, settings: session.settings(), output)
    let words = [":sweep", name, unsigned ? "unsigned" : nil, calls].compactMap(\.self)
    let reply = SessionSetup.execute(words.joined(separator: " "), on: session)
    if format.json {
      try output.write(text: ReplyJSON(reply).line)
    } else {
      let view = ReplyView(reply, options: output.presentation)
      try output.write(view.outputLines)
      output.writeError(view.errorLines)
    }
    let code = exitCode(of: reply)
    if code != 0 { throw ExitCode(code) }
  }

  /// A flag that lies is a check that did not match.
  private func exitCode(of reply: Reply) -> Int32 {
    if reply.exitCode == 0, case .sweep(let sweep) = reply.content, sweep.mismatchCount > 0 { return 4 }
    return overflow.exitCode(of: reply)
  }
}
