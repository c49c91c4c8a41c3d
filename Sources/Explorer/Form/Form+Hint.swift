import ComponentTypes

extension Form {
  /// The keys that do something on what is in hand, beside those that every field knows.
  var hint: String {
    guard let row = rowInHand else { return "edits the whole call" }
    let node = root[row.path]
    var hint: String
    switch node.content {
    case .text(let text):
      hint = BoundaryValue.values(of: node.type).isEmpty ? "" : "PgUp PgDn boundary values"
      guard text.isEmpty else { return hint }
    case .choice: hint = "Left Right choose"
    case .flags: hint = "Space toggle"
    case .list: hint = "Right one more   Left one fewer   0-9 length"
    case .group: hint = ""
    }
    if let element = enclosingElement(of: row)?.element {
      hint += (hint.isEmpty ? "" : "   ") + "Del removes [\(element)]"
    }
    return hint
  }
}
