import StyledText

/// A pane drawn: lines for an area, and where its cursor is.
struct PaneFrame: Hashable, Sendable {
  /// At most as many as the area has rows, each at most as wide.
  var lines: [StyledLine]
  /// The cursor, from the area's upper left corner; nil where the pane draws none.
  var cursor: ScreenPosition?
  /// How many lines follow below the area, where that has to be said.
  var linesBelow: Int

  init(lines: [StyledLine] = [], cursor: ScreenPosition? = nil, linesBelow: Int = 0) {
    self.lines = lines
    self.cursor = cursor
    self.linesBelow = linesBelow
  }
}
