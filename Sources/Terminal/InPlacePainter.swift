package import StyledText

/// Keeps a block of rows at the cursor up to date: computes the bytes that turn the rows drawn last into new ones.
///
/// The block begins in the column 0 the cursor was in when it was first drawn, and scrolls with the screen. Only what
/// fits the screen's height is drawn: the rows around the cursor.
package struct InPlacePainter: Sendable {
  private var drawn: [StyledLine] = []
  private var cursorRow = 0
  private var cursorColumn = 0
  /// Whether the screen shows something else than `drawn`.
  private var isStale = false

  package init() {}

  /// Whether a block is on the screen.
  package var isActive: Bool { !drawn.isEmpty }

  /// Draws rows in the place of the ones drawn before.
  /// - Parameters:
  ///   - rows: each at most `size.columns` columns wide.
  ///   - cursorRow, cursorColumn: where the cursor is put, from 0.
  package mutating func draw(
    _ rows: [StyledLine], cursorRow: Int, cursorColumn: Int, size: ScreenSize,
    with capabilities: TerminalCapabilities
  ) -> [UInt8] {
    let height = max(1, size.rows)
    // The window holds the cursor's row; it moves no more than it must from the end.
    let top = rows.count <= height ? 0 : min(max(0, cursorRow - height + 1), rows.count - height)
    let shown = Array(rows[top..<min(rows.count, top + height)])
    let target = min(max(0, cursorRow - top), max(0, shown.count - 1))

    var bytes: [UInt8] = [0x0D] + capabilities.cursorUp.bytes(self.cursorRow)
    if !isActive || isStale || capabilities.clearToLineEnd.isEmpty {
      bytes += capabilities.clearToScreenEnd
      drawn = []
    }
    let shrinks = drawn.count > shown.count
    for (row, line) in shown.enumerated() {
      let isLast = row == shown.count - 1
      let needsClearing = isLast && shrinks
      if needsClearing || row >= drawn.count || drawn[row] != line {
        // Cleared before it is written: behind a full row some terminals would clear its last character.
        if needsClearing {
          bytes += capabilities.clearToScreenEnd
        } else if row < drawn.count {
          bytes += capabilities.clearToLineEnd
        }
        capabilities.palette.encode(line, into: &bytes)
      }
      if !isLast { bytes += [0x0D, 0x0A] }
    }
    bytes.append(0x0D)
    bytes += capabilities.cursorUp.bytes(shown.count - 1 - target)
    bytes += capabilities.cursorRight.bytes(min(cursorColumn, max(0, size.columns - 1)))
    drawn = shown
    isStale = false
    self.cursorRow = target
    self.cursorColumn = cursorColumn
    return bytes
  }

  /// Leaves the block as it stands and goes to the line below it.
  package mutating func finish() -> [UInt8] {
    guard isActive else { return [] }
    let below = max(0, drawn.count - 1 - cursorRow)
    forget()
    // Line feeds move down in a block that is all on the screen.
    return [UInt8](repeating: 0x0A, count: below) + [0x0D, 0x0A]
  }

  /// Takes the block off the screen, and the cursor to where it began.
  package mutating func erase(with capabilities: TerminalCapabilities) -> [UInt8] {
    guard isActive else { return [] }
    let bytes = [0x0D] + capabilities.cursorUp.bytes(cursorRow) + capabilities.clearToScreenEnd
    forget()
    return bytes
  }

  /// Forgets the block, as after the screen was cleared.
  package mutating func forget() {
    self = InPlacePainter()
  }

  /// Takes in that the window's width changed: terminals break rows anew that no longer fit, so the cursor is lower
  /// than it was. Everything is drawn again.
  package mutating func widthChanged(to columns: Int) {
    guard isActive else { return }
    let width = max(1, columns)
    var row = 0
    for line in drawn.prefix(cursorRow) { row += max(1, (line.displayWidth + width - 1) / width) }
    cursorRow = row + cursorColumn / width
    isStale = true
  }
}
