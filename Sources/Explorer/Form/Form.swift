import ComponentTypes
import StyledText

enum FormEffect: Hashable, Sendable { case none, call(String), leave, bell, message(String) }

struct Form: Hashable, Sendable {
  var callee: String
  init(callee: String, title: String, function: FunctionType, presets: [ComponentValue?] = []) { self.callee = callee }
  mutating func apply(_ key: Key) -> FormEffect { key == .enter ? .call(callText) : key == .escape ? .leave : .none }
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> FormEffect { .none }
  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame { PaneFrame() }
  var callText: String { callee + "({x: 2147483647, y: 1})" }
  var hint: String { "" }
}
