import Glibc
import StyledText
import Testing

@testable import Explorer

/// Whatever is pressed, clicked, pasted or resized, while calls run too: no crash, one place with the focus, the cursor
/// on the screen.
@Suite struct RandomKeyTests {
  /// How many events; `WITSCOPE_RANDOM_KEYS` asks for more, `WITSCOPE_RANDOM_SEED` for others.
  private static let count = number(in: "WITSCOPE_RANDOM_KEYS") ?? 2_000
  private static let seed = number(in: "WITSCOPE_RANDOM_SEED") ?? 20_261_122

  private static func number(in variable: String) -> Int? {
    getenv(variable).flatMap { Int(String(cString: $0)) }
  }

  @Test func survivesRandomKeysMouseAndSizes() {
    let user = RandomUser(seed: UInt64(truncatingIfNeeded: Self.seed))
    var program = user.freshProgram()
    for step in 0..<Self.count {
      user.act(on: program)
      if program.ending != nil {
        program = user.freshProgram()
        continue
      }
      let screen = program.screen
      let size = screen.size
      if let fault = Self.fault(in: screen, of: program.state) {
        let text = screen.text.joined(separator: "\n")
        Issue.record("seed \(Self.seed), step \(step) at \(size.columns)x\(size.rows): \(fault)\n\(text)")
        return
      }
    }
  }

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
