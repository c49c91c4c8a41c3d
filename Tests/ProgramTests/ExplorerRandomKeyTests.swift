import Testing

/// Whatever is pressed, clicked, pasted or resized in a real terminal: the explorer lives on, and the terminal is given
/// back.
@Suite struct ExplorerRandomKeyTests {
  /// How many keys; `WITSCOPE_TERMINAL_KEYS` asks for more, `WITSCOPE_SEED` for others.
  private static let count = Program.number("WITSCOPE_TERMINAL_KEYS") ?? 300
  private static let seed = UInt64(Program.number("WITSCOPE_SEED") ?? 20_261_122)

  @Test func survivesRandomKeys() {
    let folder = ScratchFolder()
    guard let terminal = TmuxTerminal.withShell(), let program = Program.path else { return }
    // Whenever the keys quit the program it begins anew, and an end of any other kind ends the loop. Keys that come
    // between two runs must not reach the shell as signals.
    terminal.enter("cd \(folder.path); ulimit -c 0; stty -isig -ixon")
    terminal.rememberModes()
    terminal.enter("code=0; while [ $code = 0 ]; do \(program) --fuel 1000000; code=$?; done; echo ended:$code")
    terminal.expect("F1 help")

    var keys = RandomTerminalKeys(seed: Self.seed)
    var sent = 0
    while sent < Self.count {
      let batch = keys.next()
      // Between two runs nobody would take them.
      terminal.waitUntil(seconds: 1) { terminal.isFullScreen }
      terminal.send(batch.bytes)
      sent += batch.count
      if let size = keys.nextSize() { terminal.resize(columns: size.columns, rows: size.rows) }
      let screen = terminal.screen
      guard !screen.contains("\nended:"), !screen.contains("Fatal error") else { break }
    }
    terminal.resize(columns: 80, rows: 24)
    // It still answers, and has taken every key before it goes: what is left would be the shell's. A paste that was
    // begun is ended first.
    terminal.send("\u{1b}[201~".utf8)
    let isAlive = terminal.waitUntil(seconds: 20) {
      for key in ["C-c", "C-c", "Escape", "Escape", "e", "C-u"] {
        terminal.press(key)
        if key == "Escape" { terminal.pauseAfterEscape() }
      }
      terminal.type("answer")
      return terminal.waitUntil(seconds: 1) { terminal.cursorLine.contains("answer") }
    }
    #expect(isAlive && sent >= Self.count, "after \(sent) keys, seed \(Self.seed): \(terminal.screen)")
    terminal.signal("TERM")
    terminal.expect("ended:143")
    terminal.expectModesRestored()
  }
}

/// What a terminal sends, at random, in pieces of a few keys.
struct RandomTerminalKeys {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A few keys.
  mutating func next() -> (bytes: [UInt8], count: Int) {
    let count = below(24) + 1
    return ((0..<count).flatMap { _ in key() }, count)
  }

  /// Now and then another size.
  mutating func nextSize() -> (columns: Int, rows: Int)? {
    switch below(12) {
    case 0: (below(200) + 1, below(60) + 1)
    case 1, 2: (80, 24)
    default: nil
    }
  }

  private mutating func key() -> [UInt8] {
    switch below(20) {
    case 0..<9: Array(pick(Self.characters).utf8)
    case 9..<14: Array(pick(Self.sequences).utf8)
    case 14..<16:
      Array("\u{1b}[<\(pick([0, 0, 0, 2, 32, 64, 65]));\(below(130) + 1);\(below(40) + 1)\(pick(["M", "M", "m"]))".utf8)
    case 16:
      // A control character other than Ctrl-Z, which would leave the keys to the shell.
      [UInt8(pick(Array(1...31).filter { $0 != 26 }))]
    case 17: Array("\u{1b}[200~\(pick(Self.texts))\u{1b}[201~".utf8)
    case 18: Array("\u{1b}e\(pick(Self.texts))\r".utf8)
    default: [13]
    }
  }

  private mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

  private mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  private static let characters = "eyzjkhlgGnN/?:1234wWutcor <>[]{}()\",.+-*=019abcxyzs\u{e9}\u{4e2d}\u{1f600}q".map(
    String.init)
  private static let sequences =
    [
      "A", "B", "C", "D", "A", "B", "C", "D", "H", "F", "Z", "5~", "6~", "3~", "2~", "15~", "1;5C", "1;3D", "200~",
      "201~",
    ]
    .map { "\u{1b}[" + $0 } + ["\u{1b}OP", "\u{1b}OA", "\u{1b}", "\t", "\u{7f}"]
  private static let texts = [
    "overflowing-add 2147483647 1", "s8 100 + 50", "a\nb", ":carry 100:s8 + 50:s8", "x = 5", ":wheel 200:u8 + 100",
    ":predict 1 + 1", "1.5:f64", ":compare overflowing-add 1 2", "overflowing-add({x: ", ":help", ":why",
  ]
}
