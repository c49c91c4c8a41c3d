import ComponentTypes
import Session

/// What the program asks of the world outside of it.
enum Effect: Hashable, Sendable {
  /// Run a submitted text: one input, or several that were pasted together.
  case submit(String)
  /// Ask for a form: of the function on an instance, or wherever it is found.
  /// What Enter in it does: call the function, or walk its call.
  case openForm(FunctionPath, instance: String?, walks: Bool = false)
  /// Make a move of the walk.
  case walk(WalkMove)
  /// Make an instance current.
  case use(String)
  /// Make an instance's world known.
  case describe(String)
  /// End the running input.
  case cancel
  /// The carry view of the pane is at a bit now.
  case carryMoved(CarryInHand)
  /// Keep an input in the history's file.
  case remember(String)
  case bell
  /// Draw everything anew.
  case redraw
  case suspend
  case quit
  /// Back to the line REPL that the explorer was called from; nothing is lost.
  case goBack
}
