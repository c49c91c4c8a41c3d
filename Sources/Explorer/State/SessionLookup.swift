import LineEditing
import Session

/// What the program asks of the session while it is drawn and typed into: questions that change nothing.
protocol SessionLookup: InputLanguage {
  /// The value of a pure expression, with its operations; nil for anything that would do something.
  func preview(_ text: String) -> ValueReply?
  /// Keys, or commands, that the help of the whole program explains.
  var helpLines: [String] { get }
}

extension SessionLookup {
  func preview(_ text: String) -> ValueReply? { nil }
  var helpLines: [String] { [] }
}
