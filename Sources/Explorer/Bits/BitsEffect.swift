/// What a key in the Bits pane asks of the explorer.
enum BitsEffect: Hashable, Sendable {
  /// The key was used, and the pane may look different.
  case none
  /// The key means nothing to the pane now: the explorer may use it.
  case unused
  /// The key means something, and there is no further to go.
  case bell
  /// One line to be said.
  case message(String)
  /// Why: this event of the call's report is in hand, by its index. The Step tab shows its instruction.
  case showEvent(Int)
  /// The pane climbed back from an event: the Bits tab is what shows.
  case showBits
  /// The carry view is at this bit: the Bits tab is what shows.
  case carryMoved(to: Int)
}
