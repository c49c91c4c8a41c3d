/// Writes type expressions: a named type by its name, any other by its structure, such as `tuple<s32, bool>`.
///
/// Structures that have no notation in WIT are written as their declaration would be: `record { x: s32 }`. Depth is
/// bounded by what resolution and validation allow; a deeper type made by hand ends in `...`.
///
/// Source: WIT.md, "Types".
package struct TypeText {
  /// What the resources in sight are called here, where that differs from their declared names.
  package var resourceNames: [ResourceType: String]

  package init(resourceNames: [ResourceType: String] = [:]) {
    self.resourceNames = resourceNames
  }

  /// Deeper than any valid type.
  private static let depthLimit = 200

  /// A type as an expression.
  package func expression(_ type: ValueType) -> String {
    if type.name == nil, let keyword = type.shape.keyword { return keyword }
    var buffer = TextBuffer()
    append(type, to: &buffer, depth: 0)
    return buffer.text
  }

  /// A type's structure, even where it has a name.
  package func structure(_ type: ValueType) -> String {
    expression(type.named(nil))
  }

  /// Appends a type as an expression.
  package func append(_ type: ValueType, to text: inout TextBuffer) {
    append(type, to: &text, depth: 0)
  }

  private func append(_ type: ValueType, to text: inout TextBuffer, depth: Int) {
    if let name = type.name {
      text += WITKeyword.escaped(name.name)
      return
    }
    if depth > Self.depthLimit {
      text += "..."
      return
    }
    if let keyword = type.shape.keyword {
      text += keyword
      return
    }
    switch type.shape {
    case .bool, .s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64, .f32, .f64, .char, .string, .errorContext: break
    case .list(let element): append("list", element, to: &text, depth)
    case .fixedLengthList(let element, let length):
      append("list", element, suffix: ", \(length)", to: &text, depth)
    case .map(let key, let value): append("map", [key, value], to: &text, depth)
    case .tuple(let elements): append("tuple", elements, to: &text, depth)
    case .option(let value): append("option", value, to: &text, depth)
    case .result(let ok, let error):
      switch (ok, error) {
      case (nil, nil): text += "result"
      case (let ok?, nil): append("result", ok, to: &text, depth)
      case (nil, let error?):
        text += "result<_, "
        append(error, to: &text, depth: depth + 1)
        text += ">"
      case (let ok?, let error?): append("result", [ok, error], to: &text, depth)
      }
    case .own(let resource): text += name(of: resource)
    case .borrow(let resource):
      text += "borrow<"
      text += name(of: resource)
      text += ">"
    case .stream(let element): append("stream", element, to: &text, depth)
    case .future(let element): append("future", element, to: &text, depth)
    case .record(let fields):
      text += "record"
      append(fields.map { (WITKeyword.escaped($0.name), $0.type) }, to: &text, depth)
    case .variant(let cases):
      text += "variant"
      append(cases.map { (WITKeyword.escaped($0.name), $0.payload) }, inParentheses: true, to: &text, depth)
    case .enumeration(let labels):
      text += "enum { \(labels.map { WITKeyword.escaped($0.name) }.joined(separator: ", ")) }"
    case .flags(let labels): text += "flags { \(labels.map { WITKeyword.escaped($0.name) }.joined(separator: ", ")) }"
    }
  }

  /// Writes a head and, where there is one, its argument.
  private func append(
    _ head: String, _ argument: ValueType?, suffix: String = "", to text: inout TextBuffer, _ depth: Int
  ) {
    text += head
    guard let argument else { return }
    text += "<"
    append(argument, to: &text, depth: depth + 1)
    text += suffix
    text += ">"
  }

  private func append(_ head: String, _ arguments: [ValueType], to text: inout TextBuffer, _ depth: Int) {
    text += head
    if arguments.isEmpty { return }
    text += "<"
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      append(argument, to: &text, depth: depth + 1)
    }
    text += ">"
  }

  /// Writes ` { name: type, … }`, or ` { name(type), … }`.
  private func append(
    _ members: [(name: String, type: ValueType?)], inParentheses: Bool = false, to text: inout TextBuffer, _ depth: Int
  ) {
    text += " { "
    for (index, member) in members.enumerated() {
      if index > 0 { text += ", " }
      text += member.name
      guard let type = member.type else { continue }
      text += inParentheses ? "(" : ": "
      append(type, to: &text, depth: depth + 1)
      if inParentheses { text += ")" }
    }
    text += " }"
  }

  private func name(of resource: ResourceType) -> String {
    WITKeyword.escaped(resource.localName ?? resourceNames[resource] ?? resource.name)
  }
}

extension ValueType.Shape {
  /// The one word that a type without parts is written as; nil for the others.
  fileprivate var keyword: String? {
    switch self {
    case .bool: "bool"
    case .s8: "s8"
    case .u8: "u8"
    case .s16: "s16"
    case .u16: "u16"
    case .s32: "s32"
    case .u32: "u32"
    case .s64: "s64"
    case .u64: "u64"
    case .f32: "f32"
    case .f64: "f64"
    case .char: "char"
    case .string: "string"
    case .errorContext: "error-context"
    default: nil
    }
  }
}

extension ValueType {
  /// The type as an expression: its name where it has one, otherwise its structure.
  package var typeText: String { TypeText().expression(self) }
}
