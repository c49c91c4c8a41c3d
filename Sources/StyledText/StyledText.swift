/// A run of text in one style.
package struct StyledRun: Hashable, Sendable {
  package var text: String
  package var style: Style

  package init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }
}

/// What a piece of text means; a terminal decides the colour, and colour is never the only sign.
package enum Style: Hashable, Sendable, CaseIterable {
  case plain
  /// Less important: hints, types, offsets.
  case dim
  /// Headings and names.
  case strong
  /// Overflow and its marks.
  case overflow
  /// A carry or borrow of 1.
  case carry
  /// The sign bit.
  case sign
  /// A value.
  case value
  /// A type.
  case type
  /// A keyword or command.
  case keyword
  /// An error's heading and carets.
  case error
  /// A warning's or note's heading.
  case warning
  /// A help line.
  case help
  /// The current place: the bit in hand, the instruction, the focused title.
  case current
  /// The row that the cursor of a list is in while another place has the focus.
  case selected
  /// Lines around panes and between them.
  case border
  /// The bracket that belongs to the one at the cursor.
  case bracket
  /// The keys in a line of hints.
  case key
}

/// One line of styled text, without its line break.
package struct StyledLine: Hashable, Sendable, ExpressibleByStringLiteral {
  package var runs: [StyledRun]

  package init(_ runs: [StyledRun] = []) { self.runs = runs }
  package init(_ text: String, _ style: Style = .plain) { runs = [StyledRun(text, style)] }
  package init(stringLiteral text: String) { self.init(text) }

  package mutating func append(_ text: String, _ style: Style = .plain) {
    runs.append(StyledRun(text, style))
  }

  /// The text without its styles.
  package var plainText: String { runs.map(\.text).joined() }
}
