package import LineEditing
package import Session
package import StyledText

/// What the loops run inputs on: the session, as lines. It is also the language that the editor completes and colours.
package protocol REPLHost: InputLanguage {
  /// What someone new needs to begin with, shown once before the first prompt.
  ///
  /// - Parameter hasEditor: whether keys are understood, Tab among them.
  func greeting(hasEditor: Bool) -> [StyledLine]
  /// The prompt, such as `interpreted 4> `.
  var prompt: String { get }

  /// Whether something was asked, so that a blank line is an answer.
  var isAsking: Bool { get }

  /// What is to be said before the next prompt, each once, such as that a loaded file changed.
  func notices(width: Int) -> [StyledLine]

  /// The inputs that a submitted text holds: several where lines were pasted that are inputs of their own.
  func inputs(in text: String) -> [String]

  /// Runs one input.
  /// - Parameters:
  ///   - origin: where it comes from, for errors.
  ///   - width: the columns that drawings may take.
  ///   - whileRunning: asked again and again with how far it has come; true ends it.
  func execute(
    _ input: String, from origin: InputOrigin, width: Int, whileRunning: (Progress) -> Bool
  ) -> REPLReply

  /// What is said of an input that runs long; nil where nothing should be.
  func progressLine(_ progress: Progress) -> StyledLine?
}

extension REPLHost {
  package func greeting(hasEditor: Bool) -> [StyledLine] { [] }

  package var isAsking: Bool { false }

  package func notices(width: Int) -> [StyledLine] { [] }

  package func inputs(in text: String) -> [String] { [text] }

  package func progressLine(_ progress: Progress) -> StyledLine? { nil }

  /// Runs one input that nobody watches.
  ///
  /// - Parameter interrupt: polled while it runs; true ends it.
  package func execute(
    _ input: String, from origin: InputOrigin, width: Int, interrupt: () -> Bool
  ) -> REPLReply {
    execute(input, from: origin, width: width) { _ in interrupt() }
  }
}

/// What an input led to, as a loop needs it.
package struct REPLReply: Sendable {
  /// What goes to standard output.
  package var output: [StyledLine]
  /// What goes to standard output as it stands, with a line feed behind it: text for programs.
  package var machineOutput: String?
  /// What is wrong: in a script it goes to standard error.
  package var diagnostics: [StyledLine]
  /// 0 where the input did what it asked; otherwise the exit code that ends a script.
  package var exitCode: Int32
  /// Whether the input asked to quit.
  package var wantsQuit: Bool
  /// Whether the input asked for the other front end.
  package var wantsOtherFrontEnd = false

  package init(
    output: [StyledLine] = [], machineOutput: String? = nil, diagnostics: [StyledLine] = [], exitCode: Int32 = 0,
    wantsQuit: Bool = false
  ) {
    self.output = output
    self.machineOutput = machineOutput
    self.diagnostics = diagnostics
    self.exitCode = exitCode
    self.wantsQuit = wantsQuit
  }
}
