import CoreTypes
import LineEditing
import Session
import StyledText

/// What the program asks of the session while it is drawn and typed into: questions that change nothing.
protocol SessionLookup: InputLanguage {
  /// The value of a pure expression, with its operations; nil for anything that would do something.
  func preview(_ text: String) -> ValueReply?
  /// The instructions around a place in an instance's code, at most so many; nil where they are not at hand.
  func disassembly(around location: CodeLocation, ofInstance name: String, lines: Int) -> InstructionListing?
  /// The input language and the commands.
  var helpLines: [StyledLine] { get }
}

extension SessionLookup {
  func preview(_ text: String) -> ValueReply? { nil }
  func disassembly(around location: CodeLocation, ofInstance name: String, lines: Int) -> InstructionListing? { nil }
  var helpLines: [StyledLine] { [] }
}
