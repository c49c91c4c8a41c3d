import Session
import StyledText

/// The Bits pane: the bits of a result, or of the operation behind it, to be looked at and played with.
struct BitsPane: Sendable {
  init() {}

  /// Shows a value and, where there is one, its operation and what is known of it.
  ///
  /// - Parameter input: The text that led to it.
  mutating func show(_ value: ValueReply, input: String? = nil) {}

  /// Shows what `:bits` found.
  mutating func show(_ reply: BitsReply, input: String? = nil) {}

  /// Opens the carry view of what `:carry` found.
  mutating func show(_ reply: CarryReply, at bit: Int = 0, input: String? = nil) {}

  /// Does what a key means in an area of this size.
  mutating func apply(_ key: Key, columns: Int = 80, rows: Int = 14) -> BitsEffect { .unused }

  /// Does what a click in a cell of an area of this size means.
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> BitsEffect { .unused }

  /// Scrolls by lines, down where `lines` is positive.
  mutating func scroll(by lines: Int, columns: Int, rows: Int) -> BitsEffect { .unused }

  /// The pane drawn for an area of this size, the cursor on the bit in hand.
  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame { PaneFrame() }

  /// The keys that work now, the most important first.
  var hints: [(key: String, meaning: String)] { [] }

  /// What there is to know here, line by line.
  var help: [String] { [] }
}
