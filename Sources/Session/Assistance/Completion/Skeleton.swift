import ComponentTypes
import WAVE

/// A value of a type with holes to be filled in: `{x: 0, y: 0}`.
struct Skeleton {
  /// The longest that is written, in bytes.
  static let maximumLength = 2_000
  /// Deeper types are left to be typed.
  static let maximumDepth = 12
  /// A list of a fixed length is written out up to so many elements.
  private static let maximumElements = 16

  private(set) var text = ""
  private(set) var holes: [Range<Int>] = []
  /// Whether it would be too large to be of use.
  private(set) var isTooLarge = false
  /// The name of a variable that holds a handle of a resource.
  private let handle: (ResourceType) -> String?

  init(handle: @escaping (ResourceType) -> String?) {
    self.handle = handle
  }

  /// Adds text that is no hole.
  mutating func add(_ text: String) {
    self.text += text
    if self.text.utf8.count > Self.maximumLength { isTooLarge = true }
  }

  private mutating func addHole(_ text: String) {
    let start = self.text.utf8.count
    add(text)
    holes.append(start..<self.text.utf8.count)
  }

  /// Adds values with commas between them.
  mutating func add(_ types: [ValueType], depth: Int = 0) {
    for (index, type) in types.enumerated() where !isTooLarge {
      if index > 0 { add(", ") }
      add(type, depth: depth)
    }
  }

  /// Adds a value of a type.
  mutating func add(_ type: ValueType, depth: Int = 0) {
    guard depth < Self.maximumDepth, !isTooLarge else {
      isTooLarge = true
      return
    }
    switch type.shape {
    case .bool: addHole("false")
    case .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64: addHole("0")
    case .f32, .f64: addHole("0.0")
    case .char: addInside("'", "a", "'")
    case .string: addInside("\"", "", "\"")
    case .list, .map: addInside("[", "", "]")
    case .fixedLengthList(let element, let length):
      guard length > 0, length <= UInt32(Self.maximumElements) else { return addInside("[", "", "]") }
      addInside("[", Array(repeating: element, count: Int(length)), "]", depth)
    case .record(let fields):
      add("{")
      for (index, field) in fields.enumerated() where !isTooLarge {
        add((index > 0 ? ", " : "") + Self.label(field.name) + ": ")
        add(field.type, depth: depth + 1)
      }
      add("}")
    case .tuple(let types): addInside("(", types, ")", depth)
    case .variant(let cases):
      guard let first = cases.first else { return addHole("_") }
      guard let payload = first.payload else { return addHole(Self.label(first.name)) }
      addInside(Self.label(first.name) + "(", [payload], ")", depth)
    case .enumeration(let labels): addHole(labels.first.map { Self.label($0.name) } ?? "_")
    case .flags: addInside("{", "", "}")
    case .option: addHole("none")
    case .result(let ok, _):
      guard let ok else { return addHole("ok") }
      addInside("ok(", [ok], ")", depth)
    case .own(let resource), .borrow(let resource): addHole(handle(resource) ?? resource.name)
    case .errorContext, .stream, .future: addHole("_")
    }
  }

  private mutating func addInside(_ open: String, _ text: String, _ close: String) {
    add(open)
    addHole(text)
    add(close)
  }

  private mutating func addInside(_ open: String, _ types: [ValueType], _ close: String, _ depth: Int) {
    add(open)
    add(types, depth: depth + 1)
    add(close)
  }

  /// A label as a value's text has it: a word of WAVE is escaped.
  static func label(_ name: String) -> String { WAVEKeyword(rawValue: name) == nil ? name : "%" + name }
}
