import LineEditing
import StyledText

/// Keys written as text: `abc<C-a><M-f><Enter><Paste:a b>`; `<lt>` is `<`.
func keys(_ script: String) -> [Key] {
  var keys: [Key] = []
  var rest = Substring(script)
  while let character = rest.popFirst() {
    guard character == "<", let end = rest.firstIndex(of: ">") else {
      keys.append(.character(character))
      continue
    }
    keys.append(key(named: String(rest[..<end])))
    rest = rest[rest.index(after: end)...]
  }
  return keys
}

private func key(named name: String) -> Key {
  if name.hasPrefix("Paste:") { return .paste(String(name.dropFirst(6))) }
  if name.hasPrefix("C-M-"), let letter = name.last { return Key(.character(letter), [.control, .alt]) }
  if name.hasPrefix("C-"), name.count == 3, let letter = name.last { return .control(letter) }
  if name.hasPrefix("M-"), name.count == 3, let letter = name.last { return .alt(letter) }
  switch name {
  case "M-lt": return .alt("<")
  case "M-gt": return .alt(">")
  case "lt": return .character("<")
  case "gt": return .character(">")
  case "Enter": return .enter
  case "M-Enter": return .altEnter
  case "Tab": return .tab
  case "S-Tab": return .backTab
  case "BS": return .backspace
  case "C-BS": return Key(.backspace, .control)
  case "C-Del": return Key(.delete, .control)
  case "M-BS": return .altBackspace
  case "Del": return .delete
  case "M-Del": return Key(.delete, .alt)
  case "Home": return .home
  case "End": return .end
  case "C-Home": return Key(.home, .control)
  case "C-End": return Key(.end, .control)
  case "Up": return .up
  case "Down": return .down
  case "Left": return .left
  case "Right": return .right
  case "C-Left": return Key(.left, .control)
  case "C-Right": return Key(.right, .control)
  case "PgUp": return .pageUp
  case "PgDn": return .pageDown
  case "Esc": return .escape
  case "F1": return Key(.function(1))
  default: return .unknown
  }
}

/// A small language: brackets must close; words complete from a list.
struct Words: InputLanguage {
  var words = ["overflowing-add(", "overflowing-sub(", "wrapping-add(", "größe", "größer"]

  func isUnfinished(_ text: String) -> Bool {
    text.count { $0 == "(" } > text.count { $0 == ")" }
  }

  func completion(of text: String, at cursor: Int) -> Completion? {
    let before = text.utf8.prefix(cursor)
    let start = before.lastIndex { $0 == 0x20 }.map { before.distance(from: before.startIndex, to: $0) + 1 } ?? 0
    let typed = String(decoding: before.dropFirst(start), as: UTF8.self)
    return Completion(start..<cursor, words.filter { $0.hasPrefix(typed) }.map { CompletionCandidate($0) })
  }
}

extension Editor {
  /// Applies keys and returns the effects other than `.none`.
  @discardableResult
  mutating func type(_ script: String) -> [EditorEffect] {
    keys(script).map { apply($0, in: Words()) }.filter { $0 != .none }
  }

  /// The text with `|` where the cursor is.
  var marked: String {
    String(Array(text)[..<cursor]) + "|" + String(Array(text)[cursor...])
  }
}

/// The text with `|` at the cursor after some keys, typed into an editor with a history of `one`, `two`, `three`.
func marked(_ script: String) -> String {
  var editor = Editor(history: sampleHistory)
  editor.type(script)
  return editor.marked
}

var sampleHistory: History {
  var history = History()
  for entry in ["one", "two (2)", "three"] { history.append(entry) }
  return history
}
