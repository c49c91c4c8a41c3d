package import WIT

/// Writes a tree as JSON over several lines, two blanks a level.
///
/// `JSONEncoder` sorts members or shuffles them. Here their order is the order of declaration, which readers keep.
package struct TreeJSON: Sendable {
  private var text = ""

  /// Resolved packages as one JSON document, without a line break at its end.
  package static func text(of arenas: PackageArenas) -> String { text(of: arenas.tree) }

  /// The tree's text, without a line break at its end.
  package static func text(of tree: TreeValue) -> String {
    var writer = TreeJSON()
    writer.write(tree, depth: 0)
    return writer.text
  }

  /// A tree of WIT nests no deeper than its form does, which is a dozen levels.
  private mutating func write(_ tree: TreeValue, depth: Int) {
    switch tree {
    case .null: text += "null"
    case .number(let number): text += String(number)
    case .text(let value): write(string: value)
    case .list(let elements):
      write(elements, between: "[", "]", depth: depth) { (writer, element) in
        writer.write(element, depth: depth + 1)
      }
    case .members(let members):
      write(members, between: "{", "}", depth: depth) { (writer, member) in
        writer.write(string: member.name)
        writer.text += ": "
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func write<Element>(
    _ elements: [Element], between opening: String, _ closing: String, depth: Int,
    _ write: (inout TreeJSON, Element) -> Void
  ) {
    text += opening
    if !elements.isEmpty {
      var isFirst = true
      for element in elements {
        if !isFirst { text += "," }
        isFirst = false
        indent(depth + 1)
        write(&self, element)
      }
      indent(depth)
    }
    text += closing
  }

  private mutating func indent(_ depth: Int) {
    text += "\n"
    for _ in 0..<depth { text += "  " }
  }

  /// Source: RFC 8259, "Strings".
  private mutating func write(string: String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
