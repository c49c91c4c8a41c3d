import ComponentTypes

/// Writes a JSON document over several lines, two blanks a level.
///
/// Members come in the order in which they are written, which is the order of declaration; readers keep it, and
/// `JSONEncoder` does not.
struct JSONWriter {
  private var buffer = TextBuffer()
  private var depth = 0
  /// A comma, a line break, and the blanks that the deepest line so far begins with.
  private var lineBeginning = Array(",\n".utf8)
  /// Whether nothing stands yet in the list or object at hand.
  private var isEmpty = true

  /// The document, without a line break at its end.
  var text: String { buffer.text }

  // MARK: Lists and objects

  /// Writes an object, whose members the body writes.
  mutating func object(_ members: (inout JSONWriter) -> Void) {
    group(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  /// Writes a list, whose elements the body writes, each behind `beginElement`.
  mutating func list(_ elements: (inout JSONWriter) -> Void) {
    group(UInt8(ascii: "["), UInt8(ascii: "]"), elements)
  }

  /// Writes a member's name; its value is to follow.
  mutating func name(_ name: String) {
    beginElement()
    value(name)
    buffer += ": "
  }

  private mutating func group(_ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) -> Void) {
    buffer.append(opening)
    depth += 1
    isEmpty = true
    body(&self)
    depth -= 1
    if !isEmpty { beginLine(withComma: false) }
    buffer.append(closing)
    isEmpty = false
  }

  /// Begins the line of a list's next element.
  mutating func beginElement() {
    beginLine(withComma: !isEmpty)
    isEmpty = false
  }

  private mutating func beginLine(withComma: Bool) {
    let end = 2 + 2 * depth
    while lineBeginning.count < end { lineBeginning.append(UInt8(ascii: " ")) }
    buffer += lineBeginning[(withComma ? 0 : 1)..<end]
  }

  // MARK: Values

  mutating func null() { buffer += "null" }

  mutating func value(_ number: Int) {
    if number < 0 { buffer += "-" }
    buffer.append(number: UInt64(number.magnitude))
  }

  mutating func value(_ version: SemanticVersion) {
    buffer.append(UInt8(ascii: "\""))
    buffer.append(version)
    buffer.append(UInt8(ascii: "\""))
  }

  /// Source: RFC 8259, "Strings".
  mutating func value(_ text: String) {
    buffer.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { characters in
      // What stands for itself is copied as a whole.
      var start = 0
      for offset in characters.indices {
        let byte = characters[offset]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        buffer += characters[start..<offset]
        buffer += Self.escaped(byte)
        start = offset + 1
      }
      buffer += characters[start...]
    }
    buffer.append(UInt8(ascii: "\""))
  }

  private static func escaped(_ byte: UInt8) -> String {
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

  // MARK: Members

  mutating func member(_ name: String, _ number: Int) {
    self.name(name)
    value(number)
  }

  mutating func member(_ name: String, _ version: SemanticVersion) {
    self.name(name)
    value(version)
  }

  /// A member that is text, or null.
  mutating func member(_ name: String, _ text: String?) {
    self.name(name)
    if let text { value(text) } else { null() }
  }

  /// A member that is a list, of what the body writes of each element.
  mutating func member<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    self.name(name)
    list {
      for element in elements {
        $0.beginElement()
        write(&$0, element)
      }
    }
  }

  mutating func member(_ name: String, _ members: (inout JSONWriter) -> Void) {
    self.name(name)
    object(members)
  }
}
