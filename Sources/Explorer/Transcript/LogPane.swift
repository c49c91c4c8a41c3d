import Session
import StyledText

/// The whole transcript, to be scrolled and searched. Only the entries on the screen are laid out.
struct LogPane: Sendable {
  /// A row: an entry's number, counted from the first ever, and a row in it.
  struct Place: Hashable, Comparable, Sendable {
    var entry: Int
    var row: Int

    static func < (a: Place, b: Place) -> Bool { (a.entry, a.row) < (b.entry, b.row) }
  }

  /// The topmost row shown; nil shows the end, whatever comes.
  private(set) var top: Place?
  /// The row in hand.
  private(set) var cursor = Place(entry: 0, row: 0)
  private(set) var query = ""
  /// Layouts of the entries that were shown last.
  private var layouts: [Int: WrappedText] = [:]

  /// How many layouts are kept, and how many rows they may have together.
  private static let layoutCapacity = 64
  private static let rowCapacity = 300_000

  /// Shows the end from here on.
  mutating func follow(_ transcript: Transcript, columns: Int, height: Int) {
    top = nil
    cursor = lastPlace(transcript, columns: columns)
    settle(transcript, columns: columns, height: height)
  }

  /// Shows the latest entry from its beginning.
  mutating func showLatest(_ transcript: Transcript, columns: Int, height: Int) {
    cursor = Place(entry: max(transcript.dropped, transcript.dropped + transcript.entries.count - 1), row: 0)
    top = cursor
    settle(transcript, columns: columns, height: height)
  }

  mutating func move(by distance: Int, in transcript: Transcript, columns: Int, height: Int) {
    cursor = place(cursor, movedBy: distance, in: transcript, columns: columns)
    settle(transcript, columns: columns, height: height)
  }

  mutating func moveToStart(_ transcript: Transcript, columns: Int, height: Int) {
    cursor = Place(entry: transcript.dropped, row: 0)
    settle(transcript, columns: columns, height: height)
  }

  /// Keeps the row in hand on the screen.
  mutating func settle(_ transcript: Transcript, columns: Int, height: Int) {
    let height = max(1, height)
    let last = lastPlace(transcript, columns: columns)
    cursor = min(max(cursor, Place(entry: transcript.dropped, row: 0)), last)
    cursor.row = min(cursor.row, max(0, (layout(cursor.entry, transcript, columns)?.rows.count ?? 1) - 1))
    let lowest = place(last, movedBy: 1 - height, in: transcript, columns: columns)
    var start = min(top ?? lowest, lowest)
    if cursor < start { start = cursor }
    let end = place(start, movedBy: height - 1, in: transcript, columns: columns)
    if cursor > end { start = place(cursor, movedBy: 1 - height, in: transcript, columns: columns) }
    top = start >= lowest ? nil : start
    trim(around: start)
  }

  /// Moves what is shown, and the cursor with it.
  mutating func scroll(by distance: Int, in transcript: Transcript, columns: Int, height: Int) {
    let last = lastPlace(transcript, columns: columns)
    let lowest = place(last, movedBy: 1 - max(1, height), in: transcript, columns: columns)
    let start = min(place(top ?? lowest, movedBy: distance, in: transcript, columns: columns), lowest)
    top = start
    let end = place(start, movedBy: max(1, height) - 1, in: transcript, columns: columns)
    cursor = min(max(cursor, start), end)
    settle(transcript, columns: columns, height: height)
  }

  /// Shows the page before or after; where there is none, goes to the first or last row.
  mutating func turnPage(_ direction: Int, in transcript: Transcript, columns: Int, height: Int) {
    let before = top
    let distance = direction * max(1, height - 1)
    scroll(by: distance, in: transcript, columns: columns, height: height)
    if top == before { move(by: distance, in: transcript, columns: columns, height: height) }
  }

  /// Takes the row into hand that is drawn in a row of the pane.
  mutating func click(row: Int, in transcript: Transcript, columns: Int, height: Int) {
    let last = lastPlace(transcript, columns: columns)
    let start = top ?? place(last, movedBy: 1 - max(1, height), in: transcript, columns: columns)
    cursor = place(start, movedBy: max(0, row), in: transcript, columns: columns)
    settle(transcript, columns: columns, height: height)
  }

  /// Goes to the next row that holds a text.
  mutating func search(
    _ text: String, isForward: Bool, staying: Bool, in transcript: Transcript, columns: Int, height: Int
  ) -> Bool {
    query = text
    let wanted = text.lowercased()
    guard !wanted.isEmpty, !transcript.entries.isEmpty else { return wanted.isEmpty }
    let count = transcript.entries.count
    for step in 0...count {
      let offset = cursor.entry - transcript.dropped
      let index = ((offset + (isForward ? step : -step)) % count + count) % count
      let number = index + transcript.dropped
      guard let rows = layout(number, transcript, columns)?.rows else { continue }
      let candidates = rows.indices.filter { row in
        guard step == 0, number == cursor.entry else { return true }
        return isForward ? row > cursor.row || (staying && row == cursor.row) : row < cursor.row
      }
      let hit = { (row: Int) in rows[row].plainText.lowercased().contains(wanted) }
      if let row = isForward ? candidates.first(where: hit) : candidates.last(where: hit) {
        cursor = Place(entry: number, row: row)
        settle(transcript, columns: columns, height: height)
        return true
      }
    }
    return false
  }

  /// The rows on the screen.
  func frame(_ transcript: Transcript, columns: Int, rows height: Int, hasFocus: Bool) -> PaneFrame {
    guard !transcript.entries.isEmpty else {
      return PaneFrame(
        lines: flow(
          [StyledLine("nothing was called yet; Enter on a function in 1 Browse opens a form for it", .dim)], indent: 0,
          columns: max(8, columns)),
        cursor: ScreenPosition(row: 0, column: 0))
    }
    var copy = self
    let last = copy.lastPlace(transcript, columns: columns)
    var place = top ?? copy.place(last, movedBy: 1 - max(1, height), in: transcript, columns: columns)
    var lines: [StyledLine] = []
    var cursorRow: Int?
    while lines.count < height, place <= last, let layout = copy.layout(place.entry, transcript, columns) {
      for row in place.row..<max(place.row, layout.rows.count) where lines.count < height {
        if Place(entry: place.entry, row: row) == cursor { cursorRow = lines.count }
        lines.append(layout.rows[row])
      }
      place = Place(entry: place.entry + 1, row: 0)
    }
    return PaneFrame(lines: lines, cursor: ScreenPosition(row: cursorRow ?? max(0, lines.count - 1), column: 0))
  }

  // MARK: - Places

  private mutating func layout(_ entry: Int, _ transcript: Transcript, _ columns: Int) -> WrappedText? {
    let index = entry - transcript.dropped
    guard transcript.entries.indices.contains(index) else { return nil }
    if let known = layouts[entry], known.columns == max(2, columns) { return known }
    let made = WrappedText(transcript.entries[index].wholeLines(columns: columns), columns: columns)
    // A search comes by every entry: those behind it are not wanted any more.
    let rows = layouts.values.reduce(made.rows.count) { $0 + $1.rows.count }
    if rows > Self.rowCapacity || layouts.count >= 2 * Self.layoutCapacity { layouts = [:] }
    layouts[entry] = made
    return made
  }

  /// Forgets the layout of an entry that changed.
  mutating func forget(entry: Int) { layouts[entry] = nil }

  private mutating func trim(around place: Place) {
    guard layouts.count > Self.layoutCapacity else { return }
    layouts = layouts.filter { abs($0.key - place.entry) <= Self.layoutCapacity / 2 }
  }

  private mutating func lastPlace(_ transcript: Transcript, columns: Int) -> Place {
    let entry = transcript.dropped + transcript.entries.count - 1
    guard entry >= transcript.dropped else { return Place(entry: transcript.dropped, row: 0) }
    let rows = layout(entry, transcript, columns)?.rows.count ?? 1
    return Place(entry: entry, row: max(0, rows - 1))
  }

  private mutating func place(
    _ place: Place, movedBy distance: Int, in transcript: Transcript, columns: Int
  ) -> Place {
    var place = place
    var left = abs(distance)
    while left > 0 {
      if distance > 0 {
        let rows = layout(place.entry, transcript, columns)?.rows.count ?? 1
        if place.row + left < rows { return Place(entry: place.entry, row: place.row + left) }
        guard place.entry + 1 < transcript.dropped + transcript.entries.count else {
          return Place(entry: place.entry, row: max(0, rows - 1))
        }
        left -= max(1, rows - place.row)
        place = Place(entry: place.entry + 1, row: 0)
      } else {
        if place.row >= left { return Place(entry: place.entry, row: place.row - left) }
        guard place.entry > transcript.dropped else { return Place(entry: place.entry, row: 0) }
        left -= place.row + 1
        let rows = layout(place.entry - 1, transcript, columns)?.rows.count ?? 1
        place = Place(entry: place.entry - 1, row: max(0, rows - 1))
      }
    }
    return place
  }
}
