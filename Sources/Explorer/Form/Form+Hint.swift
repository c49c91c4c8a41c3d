import ComponentTypes
import Session

extension Form {
  /// The keys that do something on what is in hand, beside those that every field knows.
  var hints: [(key: String, meaning: String)] {
    guard let row = rowInHand else { return [("text", "edits the whole call")] }
    let node = root[row.path]
    var hints: [(key: String, meaning: String)] = []
    switch node.content {
    case .text(let text):
      if !offers(for: node.type).isEmpty {
        hints = [("PgUp PgDn", node.type.resource == nil ? "boundary values" : "what there is")]
      }
      guard text.isEmpty else { return hints }
    case .choice: hints = [("Left Right", "choose")]
    case .flags: hints = [("Space", "toggle")]
    case .list: hints = [("Left Right", "fewer, more"), ("0-9", "length")]
    case .group: break
    }
    if let element = enclosingElement(of: row)?.element { hints.append(("Del", "removes [\(element)]")) }
    return hints
  }

  /// The same as text.
  var hint: String { hints.map { $0.key + " " + $0.meaning }.joined(separator: "   ") }
}
