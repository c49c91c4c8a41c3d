import ArgumentParser
import LineREPL
import Presentation
import Session

/// `witscope run`: runs a script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", _superCommandName: Witscope.name,
    abstract: "Run a script: one input a line, as they would be typed.",
    discussion: "The first error ends the script with its exit code, unless --keep-going is given.")

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Flag(help: "Go on after an error; the first error's code is still the exit code.")
  var keepGoing = false

  @Argument(help: "The script; - is standard input.")
  var script: String

  func run() throws {
    let output = format.output
    let made = try SessionSetup.session(paths: [], settings: session.settings(), output)
    let code = Script(
      path: script, keepsGoing: keepGoing, format: format.json ? .json : .lines, overflow: overflow
    ).run(on: made, output)
    if code != 0 { throw ExitCode(code) }
  }
}
