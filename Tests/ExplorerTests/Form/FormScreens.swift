import ComponentTypes
import StyledText

@testable import Explorer

/// A form that keys are typed into.
struct FormDriver {
  var form: Form
  /// What the last key asked for.
  var effect = FormEffect.none

  init(_ parameters: (String, ValueType)..., callee: String = "f", presets: [ComponentValue?] = []) {
    form = Form(
      callee: callee, title: callee,
      function: FunctionType(parameters: parameters.map { .init($0.0, $0.1) }, result: nil), presets: presets)
  }

  /// Types characters.
  mutating func type(_ text: String) {
    for character in text { effect = form.apply(.character(character)) }
  }

  /// Presses keys.
  mutating func press(_ keys: Key...) {
    for key in keys { effect = form.apply(key) }
  }

  /// What is shown: one line a row, blanks at the end left out.
  func screen(_ columns: Int = 60, _ rows: Int = 12) -> String {
    form.frame(columns: columns, rows: rows, hasFocus: true).lines.map { line in
      var text = line.plainText
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }
}

extension ValueType {
  static func record(_ fields: (String, ValueType)...) -> ValueType {
    ValueType(.record(fields.map { Field($0.0, $0.1) }))
  }
  static func list(_ element: ValueType) -> ValueType { ValueType(.list(element)) }
  static func option(_ payload: ValueType) -> ValueType { ValueType(.option(payload)) }
  static func tuple(_ elements: ValueType...) -> ValueType { ValueType(.tuple(elements)) }
  static func enumeration(_ names: String...) -> ValueType { ValueType(.enumeration(names.map { Label($0) })) }
  static func flags(_ names: String...) -> ValueType { ValueType(.flags(names.map { Label($0) })) }
  static func variant(_ cases: (String, ValueType?)...) -> ValueType {
    ValueType(.variant(cases.map { Case($0.0, $0.1) }))
  }
  static let counter = ResourceType("counter")
  static let arguments = ValueType(
    .record([Field("x", .s32), Field("y", .s32)]), name: TypeName("arguments"))
}

extension Form {
  /// The keys that the hints name, in one line.
  var shownHints: String { hints.map { "\($0.key) \($0.meaning)" }.joined(separator: "   ") }
}
