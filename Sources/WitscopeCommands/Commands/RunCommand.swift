import ArgumentParser
import LineREPL
import Presentation
import Session

/// `witscope run`: runs a script.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run scripts: one input a line, as they would be typed.",
    discussion: """
      The first error ends it with its exit code, unless --keep-going is given. Each script has a session of its own. A \
      session file (.wits) can be run in a session by :source, and checked by witscope check.
      """)

  @OptionGroup var session: SessionOptions
  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Flag(help: "Go on after an error; the first error's code is still the exit code.")
  var keepGoing = false

  @Argument(help: "The scripts; - is standard input.")
  var scripts: [String]

  func run() throws {
    let output = format.output
    var code: Int32 = 0
    for script in scripts {
      let made = try SessionSetup.session(paths: [], settings: session.settings(), output)
      let found = Script(
        path: script, keepsGoing: keepGoing, format: format.json ? .json : .lines, overflow: overflow
      ).run(on: made, output)
      // A mistake is graver than an overflow that was asked to fail, whichever came first.
      if code == 0 || (code == 5 && found != 0) { code = found }
      if found == 130 || (code != 0 && !keepGoing) { throw ExitCode(found == 130 ? 130 : code) }
    }
    if code != 0 { throw ExitCode(code) }
  }
}
