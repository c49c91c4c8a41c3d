import ArgumentParser
import LineREPL
import Session

/// `witscope repl`: the line REPL.
struct REPLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", _superCommandName: Witscope.name,
    abstract: "Open paths in the line REPL; :tui goes on in the explorer.",
    discussion: "Without a terminal at both ends, standard input is run as a script.")

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions

  @Argument(help: "What to load: WIT, components, core modules.")
  var paths: [String] = []

  func run() throws {
    let output = format.output
    let made = try SessionSetup.session(paths: paths, settings: session.settings(), output)
    let lines: SessionHost.Format = format.json ? .json : .lines
    let code =
      output.isInteractive
      ? FrontEnds(output: output, prompt: Prompt(format: lines)).run(on: made, from: .lineREPL)
      : Script(path: "-", keepsGoing: false, format: lines).run(on: made, output)
    if code != 0 { throw ExitCode(code) }
  }
}
