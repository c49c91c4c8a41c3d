import Glibc
import Session
import StyledText
import Testing

@testable import Explorer

/// Whatever is pressed, clicked, pasted or resized: no crash, one place with the focus, the cursor on the screen.
@Suite struct RandomKeyTests {
  /// How many events; `WITSCOPE_RANDOM_KEYS` asks for more.
  private static var count: Int {
    getenv("WITSCOPE_RANDOM_KEYS").flatMap { Int(String(cString: $0)) } ?? 2_000
  }

  @Test func survivesRandomKeysMouseAndSizes() {
    var generator = SplitMix(seed: 20_261_122)
    var program = Self.fresh()
    for step in 0..<Self.count {
      Self.disturb(program, &generator)
      if program.ending != nil {
        program = Self.fresh()
        continue
      }
      let screen = program.screen
      let size = screen.size
      if let fault = Self.fault(in: screen, of: program.state) {
        Issue.record("step \(step) at \(size.columns)x\(size.rows): \(fault)\n\(screen.text.joined(separator: "\n"))")
        return
      }
    }
  }

  private static func fresh() -> ExplorerProgram {
    let session = Session(settings: Settings(fuel: 1_000_000))
    session.addBuiltInExample()
    return ExplorerProgram(session, size: ScreenSize(rows: 24, columns: 80))
  }

  private static func disturb(_ program: ExplorerProgram, _ generator: inout SplitMix) {
    switch Int.random(in: 0..<40, using: &generator) {
    case 0:
      program.resize(
        to: ScreenSize(
          rows: Int.random(in: 1...100, using: &generator), columns: Int.random(in: 1...300, using: &generator)))
    case 1: program.resize(to: ScreenSize(rows: 24, columns: 80))
    case 2..<6:
      let actions: [MouseEvent.Action] = [.press, .press, .press, .release, .drag, .wheelUp, .wheelDown, .other]
      let size = program.screen.size
      program.press(
        Key(
          .mouse(
            MouseEvent(
              actions.randomElement(using: &generator) ?? .press,
              row: Int.random(in: -1...size.rows + 1, using: &generator),
              column: Int.random(in: -1...size.columns + 1, using: &generator)))))
    case 6:
      program.press(.paste(texts.randomElement(using: &generator) ?? ""))
    case 7..<20: program.press(keys.randomElement(using: &generator) ?? .enter)
    case 20..<23:
      let letter = "abcdefghijklnpqrstuvwxyz_/<>".randomElement(using: &generator) ?? "a"
      program.press(Bool.random(using: &generator) ? .control(letter) : .alt(letter))
    default: program.press(.character(characters.randomElement(using: &generator) ?? "a"))
    }
  }

  private static let keys: [Key] =
    [
      .enter, .enter, .enter, .altEnter, .tab, .tab, .backTab, .backspace, .delete, .home, .end, .pageUp, .pageDown,
      .up,
      .down, .left, .right, .up, .down, .left, .right, .insert, .unknown, .altBackspace, .escape, .escape,
      Key(.right, .control), Key(.left, .alt),
    ] + (1...4).map { Key(.function($0)) }
  private static let characters = Array(
    "eyzqjkhlgGnN/?:1234wWutcor <>[]{}()\"'\\,.+-*=0123456789abcxyzsu\u{e9}\u{301}\u{4e2d}\u{1f600}\u{200d}")
  private static let texts = [
    "overflowing-add 2147483647 1", "s8 100 + 50", "a\nb\r\nc", ":carry 100:s8 + 50:s8", "x = 5", ":wheel 200:u8 + 100",
    "\u{1b}[31mred\u{7}", String(repeating: "long ", count: 400), ":predict 1 + 1", "f64", "1.5:f64", ":bits 1.5:f32",
    ":compare overflowing-add 1 2", "overflowing-add({x: \"\u{4e2d}\"", ":help", ":why", "[1:u8, 2, 3]",
  ]

  /// What is wrong, if anything.
  private static func fault(in screen: ScreenBuffer, of state: ExplorerState) -> String? {
    guard let cursor = screen.cursor else { return "no cursor" }
    guard (0..<screen.size.rows).contains(cursor.row), (0..<screen.size.columns).contains(cursor.column) else {
      return "the cursor is at \(cursor)"
    }
    for (row, cells) in screen.rows.enumerated() {
      guard cells.count == screen.size.columns else { return "row \(row) has \(cells.count) cells" }
      for (column, cell) in cells.enumerated() {
        let isHalf = cell.character == nil
        if isHalf, column == 0 || cells[column - 1].character?.displayWidth != 2 {
          return "half a character at \(row),\(column)"
        }
        if let character = cell.character, character.unicodeScalars.contains(where: \.isTerminalControl) {
          return "a control character at \(row),\(column)"
        }
      }
    }
    guard state.layout != nil, state.popup == nil else { return nil }
    switch state.focus {
    case .form where state.form == nil: return "the focus is in a form that is not there"
    case .pane(let tab) where state.column(showing: tab) == nil: return "the focus is in \(tab), which is not shown"
    case .search(let tab) where state.column(showing: tab) == nil: return "the search of \(tab) is not shown"
    case .form where state.layout?.form == nil: return "the form in focus is not shown"
    default: return nil
    }
  }
}

/// A small generator that gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
