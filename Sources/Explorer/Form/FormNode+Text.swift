import ComponentTypes
import Diagnostics
import WAVE

/// The value as the language writes it.
extension FormNode {
  /// Stands where something has to be typed and nothing was.
  static let missing = "?"

  /// Appends the value's text.
  func append(to text: inout String) {
    switch content {
    case .text: text += fragment
    case .flags(let flags):
      guard case .flags(let labels) = type.shape else { return }
      text += "{" + zip(flags, labels).filter(\.0).map(\.1.name).joined(separator: ", ") + "}"
    case .choice(let index):
      let choices = type.choices
      guard choices.indices.contains(index) else { return }
      // The keywords of options, results and Booleans are no names; cases are.
      text += type.hasNamedCases ? WAVEKeyword.escaped(choices[index]) : choices[index]
      for child in visibleChildren {
        text += "("
        children[child].append(to: &text)
        text += ")"
      }
    case .group:
      switch type.shape {
      case .record(let fields): appendRecord(fields, to: &text)
      case .fixedLengthList: appendChildren("[", "]", to: &text)
      default: appendChildren("(", ")", to: &text)
      }
    case .list: appendChildren("[", "]", to: &text)
    }
  }

  func appendChildren(_ open: String, _ close: String, to text: inout String) {
    text += open
    var isFirst = true
    for child in visibleChildren {
      if !isFirst { text += ", " }
      isFirst = false
      children[child].append(to: &text)
    }
    text += close
  }

  /// Fields that are `none` are left out, as the printer of values does.
  private func appendRecord(_ fields: [ValueType.Field], to text: inout String) {
    let present = zip(fields, children).filter { !$0.1.isAbsent }
    guard !present.isEmpty else {
      text += "{:}"
      return
    }
    var separator = "{"
    for (field, child) in present {
      text += separator + field.name + ": "
      separator = ", "
      child.append(to: &text)
    }
    text += "}"
  }

  private var isAbsent: Bool {
    guard case .option = type.shape else { return false }
    return content == .choice(0)
  }

  // MARK: - Fields of text

  /// What a field of text stands for in the call: the text itself, quoted where it is a string's or a character's.
  var fragment: String {
    guard case .text(let typed) = content else { return "" }
    switch type.shape {
    case .string: return FormText.string(typed)
    case .char: return FormText.character(typed.isEmpty ? suggestion : typed)
    default:
      let text = typed.isEmpty ? suggestion : typed
      return text.isEmpty ? Self.missing : text
    }
  }
}

/// How strings and characters are typed into a field: raw, unless they begin as a variable or are quoted whole.
enum FormText {
  /// The literal or variable that a string's field stands for.
  static func string(_ typed: String) -> String {
    isVariable(typed) || isStringLiteral(typed)
      ? typed : TypedValue(.string(typed), .string).waveText()
  }

  /// What to type for a string, so that `string` gives it back.
  static func typed(forString value: String) -> String {
    let literal = TypedValue(.string(value), .string).waveText()
    // An editor would take a carriage return for a line end.
    return string(value) == literal && !value.unicodeScalars.contains("\r") ? value : literal
  }

  /// The literal or name that a character's field stands for.
  static func character(_ typed: String) -> String {
    let scalars = typed.unicodeScalars
    if let only = scalars.first, scalars.count == 1 { return TypedValue(.char(only), .char).waveText() }
    guard let first = scalars.first else { return FormNode.missing }
    if first == "\\" { return "'\(typed)'" }
    if first == "'" || first == "$" || first.properties.isAlphabetic { return typed }
    return TypedValue(.string(typed), .string).waveText()
  }

  /// What to type for a character, so that `character` gives it back.
  static func typed(forCharacter value: Unicode.Scalar) -> String {
    let literal = TypedValue(.char(value), .char).waveText()
    // What has no glyph of its own, or is a key of its own, is typed as its escape.
    return literal.unicodeScalars.count == 3 ? String(Character(value)) : String(literal.dropFirst().dropLast())
  }

  private static func isVariable(_ text: String) -> Bool { text.hasPrefix("$") && text != "$" }

  private static func isStringLiteral(_ text: String) -> Bool {
    guard text.hasPrefix("\""), text.hasSuffix("\""), !text.hasPrefix("\"\"\"") else { return false }
    let lexer = Lexer(SourceText(name: "", text: text))
    guard let token = try? lexer.token(at: 0), token.kind == .string, token.span.end == text.utf8.count else {
      return false
    }
    return (try? lexer.decodeString(token.span, isMultiline: false)) != nil
  }
}

extension ValueType {
  /// Whether its choices are names that a declaration gave.
  var hasNamedCases: Bool {
    switch shape {
    case .variant, .enumeration: true
    default: false
    }
  }
}
