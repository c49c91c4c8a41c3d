import StyledText

/// What a click on some columns of a form's line does.
enum FormTarget: Hashable, Sendable {
  /// A boundary value, by its index.
  case boundary(Int)
  /// The case before or after; one element fewer or more.
  case previous, next
  /// Sets or clears the flag.
  case toggle
}

/// One line of a form while it is put together: its text, where the cursor is and what clicks do.
struct FormLine {
  var line = StyledLine()
  /// The columns written so far.
  private(set) var width = 0
  /// The cursor's column.
  var cursor: Int?
  private(set) var targets: [(columns: Range<Int>, target: FormTarget)] = []

  mutating func write(_ text: String, _ style: Style = .plain, target: FormTarget? = nil) {
    line.extend(text, style)
    let start = width
    width += text.displayWidth
    if let target { targets.append((start..<width, target)) }
  }

  mutating func pad(to column: Int) {
    guard width < column else { return }
    write(String(repeating: " ", count: column - width))
  }

  /// What a click on a column does; nil where it only selects the row.
  func target(at column: Int) -> FormTarget? {
    targets.first { $0.columns.contains(column) }?.target
  }
}
