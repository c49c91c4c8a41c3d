import ArgumentParser
import Terminal

/// How output is written.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Write JSON Lines, one object an input.")
  var json = false

  @OptionGroup var appearance: AppearanceOptions

  /// The streams to write to.
  var output: CommandLineOutput { appearance.output }
}

/// How what is written for people looks.
struct AppearanceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("When to use colour: auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(help: "Write lines in words: no explorer, no drawings, no redrawing.")
  var plain = false

  /// The streams to write to.
  var output: CommandLineOutput { CommandLineOutput(color: color, isPlain: plain) }
}

extension ColorChoice: ExpressibleByArgument {}
