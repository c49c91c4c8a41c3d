import ComponentTypes

/// Writes type expressions: a named type by its name, any other by its structure.
///
/// Depth is bounded by what resolution and validation allow; a deeper value made by hand ends in `…`.
struct TypeText {
  /// What the resources in sight are called here, where that differs from their declared names.
  var resourceNames: [ResourceType: String] = [:]

  /// Deeper than any valid type.
  private static let depthLimit = 2 * Limits.typeDepth

  /// A type as an expression.
  func expression(_ type: ValueType) -> String {
    var text = ""
    append(type, to: &text, depth: 0)
    return text
  }

  /// A type's structure, even where it has a name.
  func structure(_ type: ValueType) -> String {
    expression(type.named(nil))
  }

  private func append(_ type: ValueType, to text: inout String, depth: Int) {
    if let name = type.name {
      text += escaped(name.name)
      return
    }
    if depth > Self.depthLimit {
      text += "…"
      return
    }
    switch type.shape {
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
    case .list(let element): append("list", [element], to: &text, depth)
    case .fixedLengthList(let element, let length):
      append("list", [element], suffix: ", \(length)", to: &text, depth)
    case .map(let key, let value): append("map", [key, value], to: &text, depth)
    case .tuple(let elements): append("tuple", elements, to: &text, depth)
    case .option(let value): append("option", [value], to: &text, depth)
    case .result(let ok, let error):
      switch (ok, error) {
      case (nil, nil): text += "result"
      case (let ok?, nil): append("result", [ok], to: &text, depth)
      case (nil, let error?):
        text += "result<_, "
        append(error, to: &text, depth: depth + 1)
        text += ">"
      case (let ok?, let error?): append("result", [ok, error], to: &text, depth)
      }
    case .own(let resource): text += name(of: resource)
    case .borrow(let resource): text += "borrow<\(name(of: resource))>"
    case .stream(let element): append("stream", element.map { [$0] } ?? [], to: &text, depth)
    case .future(let element): append("future", element.map { [$0] } ?? [], to: &text, depth)
    case .record(let fields):
      text += "record"
      append(fields.map { (escaped($0.name), $0.type) }, to: &text, depth)
    case .variant(let cases):
      text += "variant"
      append(cases.map { (escaped($0.name), $0.payload) }, inParentheses: true, to: &text, depth)
    case .enumeration(let labels): text += "enum { \(labels.map { escaped($0.name) }.joined(separator: ", ")) }"
    case .flags(let labels): text += "flags { \(labels.map { escaped($0.name) }.joined(separator: ", ")) }"
    }
  }

  private func append(
    _ head: String, _ arguments: [ValueType], suffix: String = "", to text: inout String, _ depth: Int
  ) {
    text += head
    if arguments.isEmpty { return }
    text += "<"
    for (index, argument) in arguments.enumerated() {
      if index > 0 { text += ", " }
      append(argument, to: &text, depth: depth + 1)
    }
    text += suffix + ">"
  }

  /// Writes ` { name: type, … }`, or ` { name(type), … }`.
  private func append(
    _ members: [(name: String, type: ValueType?)], inParentheses: Bool = false, to text: inout String, _ depth: Int
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
    escaped(resourceNames[resource] ?? resource.name)
  }

  // MARK: Functions

  /// `func(a: s32) -> bool`, with `async ` before it where it is.
  func signature(_ type: FunctionType) -> String {
    (type.isAsync ? "async " : "") + "func" + parameters(type.parameters[...])
      + (type.result.map { " -> " + expression($0) } ?? "")
  }

  /// A function's declaration without its `;`, as its interface or resource holds it: a method without `self`,
  /// a constructor without the result that it always has.
  func declaration(_ function: Function) -> String {
    switch function.kind {
    case .freestanding: return "\(escaped(function.name)): \(signature(function.type))"
    case .constructor:
      var text = "constructor" + parameters(function.type.parameters[...])
      if let result = function.type.result, case .result = result.shape { text += " -> " + expression(result) }
      return text
    case .method:
      let type = function.type
      let rest = FunctionType(
        parameters: Array(type.parameters.dropFirst()), result: type.result, isAsync: type.isAsync)
      return "\(escaped(memberName(function))): \(signature(rest))"
    case .staticMember: return "\(escaped(memberName(function))): static \(signature(function.type))"
    }
  }

  private func parameters(_ parameters: ArraySlice<FunctionType.Parameter>) -> String {
    "(" + parameters.map { "\(escaped($0.name)): \(expression($0.type))" }.joined(separator: ", ") + ")"
  }

  /// The part of `[method]counter.next` behind the dot.
  private func memberName(_ function: Function) -> String {
    guard let dot = function.name.firstIndex(of: ".") else { return function.name }
    return String(function.name[function.name.index(after: dot)...])
  }
}
