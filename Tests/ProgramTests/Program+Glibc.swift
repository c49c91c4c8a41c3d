import Glibc

/// The built program, beside the test bundle.
enum Program {
  /// nil where the tests run from somewhere else.
  static let path: String? = {
    guard let bundle = CommandLine.arguments.first, let slash = bundle.lastIndex(of: "/") else { return nil }
    let path = bundle[..<slash] + "/witscope"
    return access(String(path), X_OK) == 0 ? String(path) : nil
  }()

  /// What a shell command prints on standard output, and its exit code.
  static func shell(_ command: String) -> (output: String, exitCode: Int32) {
    guard let pipe = popen(command, "r") else { return ("", -1) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 { bytes += chunk[0..<count] }
    let status = pclose(pipe)
    return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xFF)
  }
}

/// A terminal that tmux holds, with a shell in it.
final class TmuxTerminal {
  /// nil where tmux is missing; the tests say so and pass over.
  static let isAvailable = Program.shell("command -v tmux >/dev/null && echo yes").output.hasPrefix("yes")

  private let socket: String

  init(columns: Int, rows: Int) {
    socket = "witscope-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    tmux("-f /dev/null new-session -d -s t -x \(columns) -y \(rows) 'env PS1=\"ready> \" HOME=/nowhere sh'")
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

  /// The terminal's device, such as `pts/3`.
  var device: String { String(tmux("display-message -p -t t '#{pane_tty}'").dropFirst(5).prefix { $0 != "\n" }) }

  var screen: String { tmux("capture-pane -t t -p -J") }

  /// Waits until the screen is as wanted, at most ten seconds.
  /// - Returns: the screen at the end.
  func waitFor(_ isWanted: (String) -> Bool) -> String {
    var screen = self.screen
    for _ in 0..<200 where !isWanted(screen) {
      usleep(50_000)
      screen = self.screen
    }
    return screen
  }

  @discardableResult
  private func tmux(_ arguments: String) -> String {
    Program.shell("tmux -L \(socket) \(arguments) 2>/dev/null").output
  }
}
