import ArgumentParser
import LineREPL
import Session

/// `witscope [PATH…]`: the explorer on a terminal; otherwise standard input is a script.
struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", _superCommandName: Witscope.name,
    abstract: "Open paths: in the explorer on a terminal, otherwise with standard input as a script.",
    usage: "witscope [<options>] [<path> ...]",
    shouldDisplay: false)

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Flag(help: "Go on after an error in a script.")
  var keepGoing = false

  @Argument(help: "What to load: WIT, components, core modules.")
  var paths: [String] = []

  func run() throws {
    let output = format.output
    let made = try SessionSetup.session(paths: paths, settings: session.settings(), output)
    let code =
      output.isInteractive
      ? FrontEnds(output: output, prompt: Prompt(format: format.json ? .json : .lines)).run(on: made, from: .explorer)
      : Script(path: "-", keepsGoing: keepGoing, format: format.json ? .json : .lines, overflow: overflow)
        .run(on: made, output)
    if code != 0 { throw ExitCode(code) }
  }
}
