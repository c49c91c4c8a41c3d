package import ComponentTypes

extension ValueType {
  /// The type as the input language writes it: its declared name where it has one, otherwise its structure, such as
  /// `tuple<s32, bool>`.
  ///
  /// Structures that have no notation in WIT are written as their declaration would be: `record {x: s32}`.
  package var typeText: String {
    var text = ""
    writeTypeText(into: &text, depth: 0)
    return text
  }

  /// Types nest no deeper than this in what is written; a deeper one is elided.
  private static var maximumDepth: Int { 100 }

  private func writeTypeText(into text: inout String, depth: Int) {
    guard depth <= Self.maximumDepth else {
      text += "…"
      return
    }
    if let name {
      text += name.name
      return
    }
    switch shape {
    case .bool: text += "bool"
    case .s8: text += "s8"
    case .u8: text += "u8"
    case .s16: text += "s16"
    case .u16: text += "u16"
    case .s32: text += "s32"
    case .u32: text += "u32"
    case .s64: text += "s64"
    case .u64: text += "u64"
    case .f32: text += "f32"
    case .f64: text += "f64"
    case .char: text += "char"
    case .string: text += "string"
    case .errorContext: text += "error-context"
    case .list(let element): Self.write("list", [element], into: &text, depth)
    case .fixedLengthList(let element, let length):
      text += "list<"
      element.writeTypeText(into: &text, depth: depth + 1)
      text += ", \(length)>"
    case .map(let key, let value): Self.write("map", [key, value], into: &text, depth)
    case .tuple(let elements): Self.write("tuple", elements, into: &text, depth)
    case .option(let payload): Self.write("option", [payload], into: &text, depth)
    case .result(nil, nil): text += "result"
    case .result(let ok?, nil): Self.write("result", [ok], into: &text, depth)
    case .result(let ok, let error?): Self.write("result", [ok, error], into: &text, depth)
    case .stream(nil): text += "stream"
    case .stream(let element?): Self.write("stream", [element], into: &text, depth)
    case .future(nil): text += "future"
    case .future(let element?): Self.write("future", [element], into: &text, depth)
    case .own(let resource): text += resource.name
    case .borrow(let resource): text += "borrow<\(resource.name)>"
    case .record(let fields):
      Self.writeMembers("record", fields.map { ($0.name, ": ", $0.type) }, into: &text, depth)
    case .variant(let cases):
      Self.writeMembers("variant", cases.map { ($0.name, "(", $0.payload) }, into: &text, depth)
    case .enumeration(let labels):
      Self.writeMembers("enum", labels.map { ($0.name, "", nil) }, into: &text, depth)
    case .flags(let labels):
      Self.writeMembers("flags", labels.map { ($0.name, "", nil) }, into: &text, depth)
    }
  }

  /// Writes `word<a, b>`, a missing argument as `_`.
  private static func write(_ word: String, _ arguments: [ValueType?], into text: inout String, _ depth: Int) {
    text += word + "<"
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      if let argument { argument.writeTypeText(into: &text, depth: depth + 1) } else { text += "_" }
    }
    text += ">"
  }

  /// Writes `word {a: t, b: t}` or `word {a(t), b}`.
  private static func writeMembers(
    _ word: String, _ members: [(name: String, opening: String, type: ValueType?)], into text: inout String,
    _ depth: Int
  ) {
    text += word + " {"
    for (index, member) in members.enumerated() {
      if index > 0 { text += ", " }
      text += member.name
      guard let type = member.type else { continue }
      text += member.opening
      type.writeTypeText(into: &text, depth: depth + 1)
      if member.opening == "(" { text += ")" }
    }
    text += "}"
  }
}
