import ArgumentParser
import CoreModule
import CoreText
import Diagnostics
import Session
import SpecScripts
import StyledText
import Terminal

/// `witscope wast`: runs specification scripts.
struct WastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wast",
    abstract: "Run specification scripts of core modules and components.",
    discussion: """
      Prints a line a file: how many directives passed, failed and were skipped. What failed is told on standard error \
      with its line, and the exit code is 1. A file's own lines ";; RUN: ... -f=names" and ";;! name = true" turn features \
      on and off; a file with the former is for a validator, so what it says of runs is tried, and skipped where it does \
      not hold. Threads take turns, always in the same order. WAST_STRICT_COMPONENT_INDICES=1 in the environment refuses \
      references to core definitions in components without the word "core", as "(realloc (func $f))"; where it is not set \
      they are read.
      """)

  @OptionGroup var appearance: AppearanceOptions

  @Option(
    help: ArgumentHelp(
      "The features that are on, such as wasm2,simd,-threads,-cm-async; without it all, or what a file says.",
      valueName: "names"))
  var features: String?

  @Flag(name: .shortAndLong, help: "Print a line for each directive.")
  var verbose = false

  @Argument(help: "Scripts: .wast files.")
  var files: [String]

  mutating func validate() throws {
    _ = try chosenFeatures()
  }

  func run() throws {
    let output = appearance.output
    let chosen = try chosenFeatures()
    try? Interrupts.listen()
    var code: Int32 = 0
    for path in files {
      // What cannot be read is graver than what fails.
      code = max(code, try run(path, chosen, output))
      if Interrupts.isRequested { throw ExitCode(130) }
    }
    if code != 0 { throw ExitCode(code) }
  }

  /// What says how component text may refer to core definitions.
  private static let indicesVariable = "WAST_STRICT_COMPONENT_INDICES"

  private func chosenFeatures() throws -> ScriptFeatures? {
    guard let features else { return nil }
    do throws(UnknownCoreFeature) {
      return try ScriptFeatures(list: features)
    } catch {
      let known = UnknownCoreFeature.known.joined(separator: ", ")
      throw ValidationError("--features cannot have '\(error.name)': it takes \(known)")
    }
  }

  private func run(_ path: String, _ features: ScriptFeatures?, _ output: CommandLineOutput) throws -> Int32 {
    let text: SourceText
    do throws(SessionError) {
      text = SourceText(name: path, text: try FileInspection.text(of: path))
    } catch {
      output.write(diagnostics: error.diagnostics)
      return error.diagnostics.first?.exitCode ?? 3
    }
    let indices = ScriptConfiguration.Indices(
      environment: ProcessEnvironment.variables([Self.indicesVariable])[Self.indicesVariable])
    let report: ScriptReport
    do throws(CoreTextError) {
      report = try runScript(text, features: features, indices: indices) { Interrupts.isRequested }
    } catch {
      output.write(diagnostics: [error.diagnostic(in: text)])
      return 3
    }
    for outcome in report.outcomes {
      let place = "\(path):\(outcome.line): \(outcome.directive)"
      switch outcome.verdict {
      case .passed: if verbose { try output.write([StyledLine("\(place): passed".escapingTerminalControls)]) }
      case .skipped(let reason):
        if verbose { try output.write([StyledLine("\(place): skipped: \(reason)".escapingTerminalControls)]) }
      case .failed(let reason):
        output.writeError([StyledLine("\(place): \(reason)".escapingTerminalControls, .error)])
      }
    }
    let counts = "\(report.passed) passed, \(report.failed) failed, \(report.skipped) skipped"
    try output.write([StyledLine("\(path): \(counts)".escapingTerminalControls, report.failed > 0 ? .error : .plain)])
    return report.failed > 0 ? 1 : 0
  }
}
