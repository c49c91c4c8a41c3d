import ArgumentParser
import Diagnostics
import Presentation
import StyledText
import Terminal

/// The program: arguments in, exit code out.
package enum CommandLineProgram {
  /// Runs the command that the arguments name, without the program's own name in front.
  ///
  /// - Returns: the exit code, as PRODUCT lists them.
  package static func run(_ arguments: [String]) -> Int32 {
    DescriptorOutput.ignoreBrokenPipe()
    do {
      if let request = WITRequest(plain: arguments) {
        try request.run(.standard)
        return 0
      }
      var command = try command(askedForHelp(arguments) ?? arguments.map(spelledForParser))
      try command.run()
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return report(error)
    }
  }

  /// What the arguments ask for.
  ///
  /// A subcommand that is named first reads the rest by itself: the root would build every command's options before,
  /// which takes longer than reading a package. What the subcommand does not understand is the root's to answer.
  static func command(_ arguments: [String]) throws -> any ParsableCommand {
    let subcommands = Witscope.configuration.subcommands
    if let named = subcommands.first(where: { $0.configuration.commandName == arguments.first }),
      let command = try? named.parseAsRoot(Array(arguments.dropFirst())), type(of: command) == named
    {
      return command
    }
    return try Witscope.parseAsRoot(arguments)
  }

  /// `call` and `bits` take their last argument as it stands, but a lone `--help` is a question.
  private static func askedForHelp(_ arguments: [String]) -> [String]? {
    guard arguments.count == 2, ["call", "bits", "watch", "sweep"].contains(arguments[0]),
      ["--help", "-h"].contains(arguments[1])
    else {
      return nil
    }
    return ["help", arguments[0]]
  }

  /// The argument parser knows no option whose value may be left out: such a one is a flag of its own.
  private static func spelledForParser(_ argument: String) -> String {
    argument == "--fail-on-overflow=any" ? "--fail-on-any-overflow" : argument
  }

  /// Help and version are answers; anything else is a usage mistake.
  private static func report(_ error: any Error) -> Int32 {
    let isAnswer = Witscope.exitCode(for: error) == .success
    if isAnswer {
      do {
        try CommandLineOutput.standard.write(text: Witscope.fullMessage(for: error))
      } catch {
        return (error as? ExitCode)?.rawValue ?? 3
      }
      return 0
    }
    let usage = Witscope.usageString(for: error)
    let diagnostic = Diagnostic(
      .usage, Witscope.message(for: error), failure: .usage, notes: usage.map { [.init(.help, $0)] } ?? [])
    CommandLineOutput.standard.write(diagnostics: [diagnostic])
    return diagnostic.exitCode
  }
}

extension Witscope {
  /// What the parser says the right usage is, in one line.
  fileprivate static func usageString(for error: any Error) -> String? {
    let lines = fullMessage(for: error).split(whereSeparator: \.isNewline)
    guard let usage = lines.first(where: { $0.hasPrefix("Usage: ") }) else { return nil }
    return "usage: " + usage.dropFirst("Usage: ".count)
  }
}
