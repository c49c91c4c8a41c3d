import Glibc

/// A terminal that tmux holds, with a shell in it.
final class TmuxTerminal {
  /// nil where tmux is missing; the tests say so and pass over.
  static let isAvailable = Program.shell("command -v tmux >/dev/null && echo yes").output.hasPrefix("yes")

  private let socket: String

  init(columns: Int, rows: Int) {
    socket = "witscope-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    // No history is kept below a home directory that is none.
    let shell = "env -u XDG_STATE_HOME PS1=\"ready> \" HOME=/dev/null sh"
    tmux("-f /dev/null new-session -d -s t -x \(columns) -y \(rows) '\(shell)'")
    _ = waitFor { $0.contains("ready>") }
  }

  deinit { tmux("kill-server") }

  func type(_ text: String) { tmux("send-keys -t t -l '\(text)'") }
  func press(_ key: String) { tmux("send-keys -t t \(key)") }
  func resize(columns: Int, rows: Int) { tmux("resize-window -t t -x \(columns) -y \(rows)") }

  /// Types a line and Enter.
  func enter(_ line: String) {
    type(line)
    press("Enter")
  }

  /// Waits until an Escape is a key of its own: one that follows at once would be taken with it.
  func pauseAfterEscape() { usleep(100_000) }

  /// Sends bytes as they are, as a terminal does for keys and mouse.
  func send(_ bytes: some Sequence<UInt8>) {
    tmux("send-keys -t t -H " + bytes.map { String($0, radix: 16) }.joined(separator: " "))
  }

  /// What a terminal says of the mouse: button 0 is the left one, 64 and 65 are the wheel. Rows and columns are from 0.
  func mouse(_ button: Int, row: Int, column: Int) {
    send("\u{1b}[<\(button);\(column + 1);\(row + 1)M".utf8)
    if button < 64 { send("\u{1b}[<\(button);\(column + 1);\(row + 1)m".utf8) }
  }

  /// Pastes a text, marked as a paste where the program asked for that.
  func paste(_ text: String) {
    tmux("set-buffer '\(text)'")
    tmux("paste-buffer -p -d -t t")
  }

  /// Keeps every byte that is written to the terminal from here on.
  func record(to path: String) { tmux("pipe-pane -t t 'cat >\(path)'") }

  /// Takes the window away, as closing a terminal does.
  func closeWindow() { tmux("kill-pane -t t") }

  /// The terminal's device, such as `pts/3`.
  var device: String { String(value(of: "pane_tty").dropFirst(5)) }

  /// The screen's rows, without the blanks at their ends.
  var screen: String {
    tmux("capture-pane -t t -p -J").split(separator: "\n", omittingEmptySubsequences: false).map { row in
      row.lastIndex { $0 != " " }.map { String(row[...$0]) } ?? ""
    }.joined(separator: "\n")
  }

  /// The screen with the escape sequences that make its colours and attributes.
  var styledScreen: String { tmux("capture-pane -t t -p -e") }

  /// Whether a text stands on the screen in reverse.
  func isReversed(_ text: String) -> Bool {
    guard let start = styledScreen.firstRange(of: text)?.lowerBound else { return false }
    // The sequences directly before it say in what it differs from its neighbour: `0;7` for one in reverse.
    let before = styledScreen[..<start]
    let sequences = before.reversed().prefix { $0 == "\u{1b}" || $0 == "[" || $0 == ";" || $0 == "m" || $0.isNumber }
    return String(sequences.reversed()).split { "\u{1b}[m".contains($0) }.contains { $0.hasSuffix("7") }
  }

  /// Where the cursor is, from 0.
  var cursor: (row: Int, column: Int) {
    let numbers = value(of: "cursor_y},#{cursor_x").split(separator: ",").compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : (-1, -1)
  }

  /// The text of the row that the cursor is in.
  var cursorLine: String {
    let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
    let row = cursor.row
    return lines.indices.contains(row) ? String(lines[row]) : ""
  }

  /// Whether the program has taken the alternate screen.
  var isFullScreen: Bool { value(of: "alternate_on") == "1" }
  /// Whether the program listens to the mouse.
  var reportsMouse: Bool { value(of: "mouse_any_flag") == "1" }
  var showsCursor: Bool { value(of: "cursor_flag") == "1" }

  /// Waits until the screen is as wanted, at most ten seconds.
  /// - Returns: the screen at the end.
  @discardableResult
  func waitFor(_ isWanted: (String) -> Bool) -> String {
    var screen = self.screen
    waitUntil {
      screen = self.screen
      return isWanted(screen)
    }
    return screen
  }

  /// Waits until something holds, at most so many seconds.
  /// - Returns: whether it does.
  @discardableResult
  func waitUntil(seconds: Int = 10, _ holds: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !holds() {
      guard ContinuousClock.now < end else { return false }
      usleep(20_000)
    }
    return true
  }

  private func value(of variable: String) -> String {
    String(tmux("display-message -p -t t '#{\(variable)}'").prefix { $0 != "\n" })
  }

  @discardableResult
  private func tmux(_ arguments: String) -> String {
    Program.shell("tmux -L \(socket) \(arguments) 2>/dev/null").output
  }
}
