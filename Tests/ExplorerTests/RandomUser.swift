import Glibc
import Session
import StyledText

@testable import Explorer

/// Presses, clicks, pastes and resizes without sense, between inputs and while they run.
final class RandomUser {
  private var generator: SplitMix
  /// Texts that load what is there to be loaded, and those that play with it.
  private let texts: [String]
  /// How many inputs run inside each other: one.
  private var isInCall = false

  init(seed: UInt64) {
    generator = SplitMix(seed: seed)
    texts = Self.ownTexts + Self.loads(of: Self.fixtures + Self.sharedComponents)
  }

  /// A program with the built-in example, whose running inputs are disturbed too.
  func freshProgram() -> ExplorerProgram {
    let session = Session(settings: Settings(fuel: 1_000_000))
    session.addBuiltInExample()
    let program = ExplorerProgram(session, size: ScreenSize(rows: 24, columns: 80))
    program.whileRunning = { [weak self, weak program] progress in
      guard let self, let program, !self.isInCall else { return false }
      self.isInCall = true
      defer { self.isInCall = false }
      for _ in 0..<self.pick(0...4) { self.act(on: program) }
      program.show(progress)
      _ = program.screen
      return program.wantsCancel || program.ending != nil
    }
    return program
  }

  /// Does one thing.
  func act(on program: ExplorerProgram) {
    switch pick(0...39) {
    case 0: program.resize(to: ScreenSize(rows: pick(1...100), columns: pick(1...300)))
    case 1: program.resize(to: ScreenSize(rows: 24, columns: 80))
    case 2...5:
      let actions: [MouseEvent.Action] = [.press, .press, .press, .release, .drag, .wheelUp, .wheelDown, .other]
      let size = program.screen.size
      let event = MouseEvent(
        any(of: actions), row: pick(-1...size.rows + 1), column: pick(-1...size.columns + 1))
      program.press(Key(.mouse(event)))
    case 6: program.press(.paste(any(of: texts)))
    case 7:
      // Something that is meant: an input of its own.
      program.press(.escape)
      program.press(.character("e"))
      program.press(.control("u"))
      program.press(.paste(any(of: texts)))
      program.press(.enter)
    case 8...19: program.press(any(of: Self.keys))
    case 20...22:
      let letter = any(of: Array("abcdefghijklnpqrstuvwxyz_/<>"))
      program.press(pick(0...1) == 0 ? .control(letter) : .alt(letter))
    case 23: program.checkFiles()
    default: program.press(.character(any(of: Self.characters)))
    }
  }

  private func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  private func any<Element>(of elements: [Element]) -> Element { elements[pick(0...elements.count - 1)] }

  // MARK: - What is at hand

  private static let keys: [Key] =
    [
      .enter, .enter, .enter, .altEnter, .tab, .tab, .backTab, .backspace, .delete, .home, .end, .pageUp, .pageDown,
      .up, .down, .left, .right, .up, .down, .left, .right, .insert, .unknown, .altBackspace, .escape, .escape,
      Key(.right, .control), Key(.left, .alt),
    ] + (1...4).map { Key(.function($0)) }

  private static let characters = Array(
    "eyzqjkhlgGnN/?:1234wWutcor <>[]{}()\"'\\,.+-*=0123456789abcxyzsu\u{e9}\u{301}\u{4e2d}\u{1f600}\u{200d}")

  private static let ownTexts = [
    "overflowing-add 2147483647 1", "s8 100 + 50", "a\nb\r\nc", ":carry 100:s8 + 50:s8", "x = 5", ":wheel 200:u8 + 100",
    "\u{1b}[31mred\u{7}\u{0}\u{202e}", String(repeating: "long ", count: 400), ":predict 1 + 1", "f64", "1.5:f64",
    ":bits 1.5:f32", ":compare overflowing-add 1 2", "overflowing-add({x: \"\u{4e2d}\"", ":help", ":why",
    "[1:u8, 2, 3]", ":next", ":back", ":reload", ":reset", ":instances", ":use native", ":use interpreted", ":vars",
    ":wit", ":browse", ":drop x", ":set watch off", "it", "$1", "-1 0", "skip", "endless.spin()", "echo.spin()",
    "echo.deep()", "echo.wrap 2147483647 1", "echo-bytes(\(list(of: 2_000, "7")))",
    "echo.echo-strings(\(list(of: 300, "\"a\\u{1b}[2J\u{202e}\u{301}\"")))",
    "echo-utf8 \"\(String(repeating: "\u{4e2d}", count: 3_000))\"", ":find e", ":history", ":exports", ":imports",
    ":compare wrap 2147483647 1", "s = \"\(String(repeating: "s", count: 5_000))\"", "s",
    String(repeating: "[", count: 300), String(repeating: "(", count: 50) + "1" + String(repeating: ")", count: 50),
  ]

  private static func list(of count: Int, _ element: String) -> String {
    "[" + Array(repeating: element, count: count).joined(separator: ", ") + "]"
  }

  private static func loads(of paths: [String]) -> [String] { paths.map { ":load \"\($0)\"" } }

  private static var fixtures: [String] {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    parts.append("Fixtures")
    let folder = parts.joined(separator: "/")
    let components = ["echo", "endless", "forever", "leaving", "nested", "numbers", "resources", "spinning", "imports"]
    return components.map { "\(folder)/ComponentRuntime/\($0).wasm" } + ["\(folder)/Explorer/shapes.wit", "/none.wasm"]
  }

  /// Components that others compiled, where `WITSCOPE_SHARED` names the folder that has them.
  private static var sharedComponents: [String] {
    guard let folder = getenv("WITSCOPE_SHARED").map({ String(cString: $0) }) else { return [] }
    let names = [
      "zoo-c.wasm", "overflow-rust.wasm", "composed-c-rust.wasm", "consumer-c.wasm", "wit/wit", "cli-c.wasm",
    ]
    return names.map { "\(folder)/components/\($0)" }
  }
}
