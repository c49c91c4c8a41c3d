import ArgumentParser
import Presentation
import Session

/// `witscope bits`: the bit view without any component.
struct BitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bits", _superCommandName: Witscope.name,
    abstract: "Show the bits of an expression, without any component.",
    usage: "witscope bits [<options>] <expr>",
    discussion: "For example: witscope bits '100:s8 + 50'")

  @OptionGroup var format: OutputOptions
  @OptionGroup var overflow: OverflowOptions

  @Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("The expression as it stands.", valueName: "expr"))
  var arguments: [String] = []

  mutating func validate() throws {
    guard !operands.isEmpty else { throw ValidationError("an expression is missing") }
    guard operands.count == 1 else {
      throw ValidationError("the expression is one argument: quote it, as in witscope bits '100:s8 + 50'")
    }
  }

  private var operands: [String] {
    arguments.first == "--" ? Array(arguments.dropFirst()) : arguments
  }

  func run() throws {
    guard let expression = operands.first else { return }
    let output = format.output
    let reply = SessionSetup.execute(":bits " + expression, on: Session())
    if format.json {
      try output.write(text: ReplyJSON(reply).line)
    } else {
      let view = ReplyView(reply, options: output.presentation)
      if reply.isSuccess { try output.write(view.lines) } else { output.writeError(view.lines) }
    }
    let code = overflow.exitCode(of: reply)
    if code != 0 { throw ExitCode(code) }
  }
}
