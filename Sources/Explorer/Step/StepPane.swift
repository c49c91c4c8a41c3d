import Session
import StyledText

enum StepEffect: Hashable, Sendable { case none, unused, bell, message(String) }

struct StepPane: Sendable {
  init() {}
  mutating func show(_ report: CallReport?) {}
  mutating func select(event: Int) {}
  mutating func apply(_ key: Key, columns: Int = 80, rows: Int = 14) -> StepEffect { .unused }
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> StepEffect { .unused }
  mutating func scroll(by lines: Int, columns: Int, rows: Int) {}
  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame { PaneFrame() }
  var hints: [(key: String, meaning: String)] { [] }
  var help: [String] { [] }
}
