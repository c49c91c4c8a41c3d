import Diagnostics

/// Where an input comes from, so that errors can say so.
package enum InputOrigin: Hashable, Sendable {
  /// The prompt: errors name the input's number.
  case prompt
  /// The command line's EXPR.
  case argument
  /// A script: its name, and the line that the input begins at, from 1.
  case script(name: String, line: Int)

  /// The input as a source.
  func source(of input: String, number: Int) -> SourceText {
    switch self {
    case .prompt: SourceText(name: "<repl:\(number)>", text: input, firstLineNumber: number)
    case .argument: SourceText(name: "<argument>", text: input)
    case .script(let name, let line): SourceText(name: name, text: input, firstLineNumber: line)
    }
  }
}
