import LineEditing
import StyledText

/// What lies over the screen and takes the keys until it is closed.
enum Popup: Sendable {
  /// Help, to be scrolled.
  case help(title: String, lines: [StyledLine], top: Int)
  /// The candidates for the place of the prompt's cursor.
  case candidates(Completion, selected: Int)
  /// Whether to leave although something would be lost.
  case quit(losing: [String])
}
