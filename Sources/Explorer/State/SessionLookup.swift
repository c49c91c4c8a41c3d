import LineEditing
import Session
import StyledText

/// What the program asks of the session while it is drawn and typed into: questions that change nothing.
protocol SessionLookup: InputLanguage {
  /// The value of a pure expression, with its operations; nil for anything that would do something.
  func preview(_ text: String) -> ValueReply?
  /// The input language and the commands.
  var helpLines: [StyledLine] { get }
}

extension SessionLookup {
  func preview(_ text: String) -> ValueReply? { nil }
  var helpLines: [StyledLine] { [] }
}
