import ArgumentParser

/// The root of the command line. Without a subcommand it starts as `StartCommand` says.
struct Witscope: ParsableCommand {
  static let name = "witscope"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Load WebAssembly components, call them, and see what happened down to the bit.",
    usage: """
      witscope [<options>] [<path> ...]
      witscope <subcommand> [<options>] ...
      """,
    discussion: """
      On a terminal this opens the explorer on one screen; witscope repl opens the line REPL, and :tui changes between \
      the two. With --plain or ACCESSIBLE=1 both are lines in words that only ever append. Without a terminal standard \
      input is run as a script, with --json as JSON Lines. witscope help start lists the options.

      PATH is a .wit file, a WIT directory, or a .wasm component or core module; - is standard input. Without a PATH \
      the built-in example is open: arithmetic:overflow, natively and interpreted.

      Exit codes: 0 fine; 1 evaluation error, trap, fuel or timeout; 2 usage; 3 cannot be read or is malformed; \
      4 a check did not match; 5 --fail-on-overflow; 130 interrupted, 143 terminated.
      """,
    version: "0.1.0",
    subcommands: [
      REPLCommand.self, CallCommand.self, RunCommand.self, CheckCommand.self, BitsCommand.self, WITCommand.self,
      ValidateCommand.self, WastCommand.self, WatchCommand.self, SweepCommand.self, StartCommand.self,
    ],
    defaultSubcommand: StartCommand.self)
}
