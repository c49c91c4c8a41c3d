package import WIT

/// Writes a tree as JSON over several lines, two blanks a level.
///
/// `JSONEncoder` sorts members or shuffles them. Here their order is the order of declaration, which readers keep.
package struct TreeJSON: Sendable {
  /// The text in UTF-8.
  private var bytes: [UInt8] = []
  /// The line break and the blanks that the deepest line so far begins with.
  private var lineBeginning = [UInt8(ascii: "\n")]

  /// Resolved packages as one JSON document, without a line break at its end.
  package static func text(of arenas: PackageArenas) -> String { text(of: arenas.tree) }

  /// The tree's text, without a line break at its end.
  package static func text(of tree: TreeValue) -> String {
    var writer = TreeJSON()
    writer.write(tree, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// A tree of WIT nests no deeper than its form does, which is a dozen levels.
  private mutating func write(_ tree: TreeValue, depth: Int) {
    switch tree {
    case .null: write("null")
    case .number(let number): write(String(number))
    case .text(let value): write(string: value)
    case .list(let elements):
      write(elements, between: UInt8(ascii: "["), UInt8(ascii: "]"), depth: depth) { (writer, element) in
        writer.write(element, depth: depth + 1)
      }
    case .members(let members):
      write(members, between: UInt8(ascii: "{"), UInt8(ascii: "}"), depth: depth) { (writer, member) in
        writer.write(string: member.name)
        writer.write(": ")
        writer.write(member.value, depth: depth + 1)
      }
    }
  }

  private mutating func write(_ text: String) { bytes += text.utf8 }

  private mutating func write<Element>(
    _ elements: [Element], between opening: UInt8, _ closing: UInt8, depth: Int,
    _ write: (inout TreeJSON, Element) -> Void
  ) {
    bytes.append(opening)
    if !elements.isEmpty {
      var isFirst = true
      for element in elements {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        indent(depth + 1)
        write(&self, element)
      }
      indent(depth)
    }
    bytes.append(closing)
  }

  private mutating func indent(_ depth: Int) {
    let length = 1 + 2 * depth
    while lineBeginning.count < length { lineBeginning.append(UInt8(ascii: " ")) }
    bytes += lineBeginning[..<length]
  }

  /// Source: RFC 8259, "Strings".
  private mutating func write(string: String) {
    bytes.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { characters in
      // What stands for itself is copied as a whole.
      var start = 0
      for offset in characters.indices {
        let byte = characters[offset]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        bytes += characters[start..<offset]
        write(escaped(byte))
        start = offset + 1
      }
      bytes += characters[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    case 0x08: return "\\b"
    case 0x0C: return "\\f"
    default:
      let digits = String(byte, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
