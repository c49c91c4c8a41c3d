import ComponentTypes
import Diagnostics
import WAVE

/// Makes nodes of written values that were found to fit their types.
///
/// Literals stay as they are written; a name or expression in the place of parts makes one field of text of them.
struct FormReader {
  let lexer: Lexer
  var builder: FormBuilder
  /// Whether numbers become what stands for an empty field, so that typing replaces them.
  var suggests = false
  /// Something was read that no field can show.
  private(set) var hasFailed = false

  init(_ lexer: Lexer, _ builder: FormBuilder, suggests: Bool = false) {
    self.lexer = lexer
    self.builder = builder
    self.suggests = suggests
  }

  mutating func node(_ label: String, _ type: ValueType, _ written: ValueSyntax?, depth: Int) -> FormNode {
    guard var syntax = written else { return builder.node(label, type, depth: depth) }
    // Single brackets may just group.
    while case .tuple(let elements) = syntax.kind, elements.count == 1, let only = elements.first,
      !type.isTupleOfOne
    {
      syntax = only
    }
    guard depth < FormBuilder.maximumDepth, builder.budget > 0 else { return text(label, type, syntax, depth) }
    switch (type.shape, syntax.kind) {
    case (.record(let fields), .record(let written)):
      guard fields.count < builder.budget else { break }
      var values: [String: ValueSyntax] = [:]
      for field in written { values[lexer.text(field.label.nameSpan)] = field.value }
      var children: [FormNode] = []
      for field in fields { children.append(node(field.name, field.type, values[field.name], depth: depth + 1)) }
      return builder.counted(FormNode(label, type, .group, children: children))
    case (.tuple(let types), .tuple(let written)) where types.count == written.count && types.count < builder.budget:
      return group(label, type, zip(types, written).enumerated().map { (".\($0)", $1.0, $1.1) }, depth)
    case (.fixedLengthList(let element, _), .list(let written))
    where written.count <= FormBuilder.maximumElements && !written.isEmpty:
      return group(label, type, written.enumerated().map { ("[\($0)]", element, $1) }, depth)
    case (.list(let element), .list(let written)) where written.count <= FormBuilder.maximumElements:
      var list = group(label, type, written.enumerated().map { ("[\($0)]", element, $1) }, depth)
      list.content = .list(count: written.count)
      list.recount()
      return list
    case (.map(let key, let value), .list(let written)) where written.count <= FormBuilder.maximumElements:
      return map(label, type, key, value, written, depth) ?? text(label, type, syntax, depth)
    case (.flags(let labels), .flags(let written)) where labels.count <= builder.budget:
      let names = Set(written.map { lexer.text($0.nameSpan) })
      return builder.counted(FormNode(label, type, .flags(labels.map { names.contains($0.name) })))
    default:
      if let chosen = choice(label, type, syntax, depth) { return chosen }
    }
    return text(label, type, syntax, depth)
  }

  private mutating func group(
    _ label: String, _ type: ValueType, _ parts: [(String, ValueType, ValueSyntax)], _ depth: Int
  ) -> FormNode {
    var children: [FormNode] = []
    for part in parts { children.append(node(part.0, part.1, part.2, depth: depth + 1)) }
    return builder.counted(FormNode(label, type, .group, children: children))
  }

  private mutating func map(
    _ label: String, _ type: ValueType, _ key: ValueType, _ value: ValueType, _ written: [ValueSyntax], _ depth: Int
  ) -> FormNode? {
    var entries: [FormNode] = []
    for (index, entry) in written.enumerated() {
      guard case .tuple(let parts) = entry.kind, parts.count == 2 else { return nil }
      let nodes = [
        node("key", key, parts[0], depth: depth + 2), node("value", value, parts[1], depth: depth + 2),
      ]
      entries.append(builder.entry(index, key, value, depth: depth, nodes))
    }
    var list = builder.counted(FormNode(label, type, .list(count: entries.count), children: entries))
    list.recount()
    return list
  }

  // MARK: - Choices

  /// A case with its payload; nil where something else is written, such as a variable.
  private mutating func choice(
    _ label: String, _ type: ValueType, _ syntax: ValueSyntax, _ depth: Int
  ) -> FormNode? {
    if let (index, payload) = chosenCase(syntax, type) {
      var node = builder.counted(FormNode(label, type, .choice(index)))
      if let payload, let payloadType = type.payload(ofChoice: index) {
        node.children = [self.node(type.choices[index], payloadType, payload, depth: depth + 1)]
        node.cases = [index]
      }
      node.recount()
      return node
    }
    // A payload that stands for `some` or `ok` of itself.
    guard let payloadType = type.flattenedPayload else { return nil }
    switch syntax.kind {
    case .embedded: return nil
    case .label, .labelled: guard chosenCase(syntax, payloadType) != nil || isFloatWord(syntax) else { return nil }
    default: break
    }
    let index = if case .option = type.shape { 1 } else { 0 }
    var node = builder.counted(FormNode(label, type, .choice(index)))
    node.children = [self.node(type.choices[index], payloadType, syntax, depth: depth + 1)]
    node.cases = [index]
    node.recount()
    return node
  }

  /// The index in `choices` that a name stands for, and the payload written behind it.
  private func chosenCase(_ syntax: ValueSyntax, _ type: ValueType) -> (Int, ValueSyntax?)? {
    let label: LabelSyntax
    var payload: ValueSyntax?
    switch syntax.kind {
    case .label(let isEscaped): label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
    case .labelled(let name, let written):
      guard written.count == 1 else { return nil }
      (label, payload) = (name, written.first)
    default: return nil
    }
    let name = lexer.text(label.nameSpan)
    let isKeyword = !label.isEscaped && WAVEKeyword(rawValue: name) != nil
    guard isKeyword != type.hasNamedCases, let index = type.choices.firstIndex(of: name),
      (payload != nil) == (type.payload(ofChoice: index) != nil)
    else { return nil }
    return (index, payload)
  }

  private func isFloatWord(_ syntax: ValueSyntax) -> Bool {
    guard case .label(false) = syntax.kind else { return false }
    return ["inf", "nan"].contains(lexer.text(syntax.span))
  }

  // MARK: - Text

  private mutating func text(
    _ label: String, _ type: ValueType, _ syntax: ValueSyntax, _ depth: Int
  ) -> FormNode {
    let written = lexer.text(syntax.span)
    switch (type.shape, syntax.kind) {
    case (.string, .string):
      let value = try? lexer.decodeString(syntax.span, isMultiline: false)
      return builder.textNode(label, type, FormText.typed(forString: value ?? ""), depth: depth)
    case (.string, .multilineString):
      let value = try? lexer.decodeString(syntax.span, isMultiline: true)
      return builder.textNode(label, type, FormText.typed(forString: value ?? ""), depth: depth)
    case (.char, .character):
      let value = try? lexer.decodeCharacter(syntax.span)
      return builder.textNode(label, type, FormText.typed(forCharacter: value ?? "a"), depth: depth)
    case (.string, .label(let isEscaped)), (.char, .label(let isEscaped)):
      // Raw text there: only a `$` makes it a variable.
      let name = isEscaped ? String(written.dropFirst()) : written
      return builder.textNode(label, type, "$" + name, depth: depth)
    case (.string, _), (.char, _):
      if !written.hasPrefix("$") { hasFailed = true }
      return builder.textNode(label, type, written, depth: depth)
    case (_, .number) where suggests:
      var node = builder.textNode(label, type, depth: depth)
      node.suggestion = written
      return node
    default: return builder.textNode(label, type, written, depth: depth)
    }
  }
}

extension ValueType {
  fileprivate var isTupleOfOne: Bool {
    guard case .tuple(let types) = shape else { return false }
    return types.count == 1
  }
}
