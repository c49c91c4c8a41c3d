import ComponentTypes
import WAVE

/// A value at the edge of its type, which is worth trying.
struct BoundaryValue: Hashable, Sendable {
  /// What is shown, such as `min`.
  let name: String
  /// What is typed for it.
  let text: String

  init(_ name: String, _ text: String? = nil) {
    self.name = name
    self.text = text ?? name
  }

  /// The values to offer for a type, in the order in which keys go through them.
  static func values(of type: ValueType) -> [BoundaryValue] {
    if let layout = type.integerLayout {
      let greatest = UInt64.max >> UInt64(64 - layout.width)
      return layout.isSigned
        ? [
          BoundaryValue("min", "-\(greatest / 2 + 1)"), BoundaryValue("max", "\(greatest / 2)"), BoundaryValue("-1"),
          BoundaryValue("0"), BoundaryValue("1"),
        ]
        : [BoundaryValue("0"), BoundaryValue("1"), BoundaryValue("max", "\(greatest)")]
    }
    switch type.shape {
    case .f32: return floats(greatest: "3.4028235e38", least: "1e-45")
    case .f64: return floats(greatest: "1.7976931348623157e308", least: "5e-324")
    case .char:
      // The first and last characters of one, two, three and four bytes, and those around the surrogates.
      return ["a", "\\u{0}", "\\u{7f}", "\\u{80}", "\\u{d7ff}", "\\u{e000}", "\\u{10ffff}"].map { BoundaryValue($0) }
    case .string:
      return [BoundaryValue("\"\"", ""), BoundaryValue("a"), BoundaryValue("\u{e9}"), BoundaryValue("\u{1f600}")]
        + [BoundaryValue("\\u{0}", "\"\\u{0}\"")]
    default: return []
    }
  }

  private static func floats(greatest: String, least: String) -> [BoundaryValue] {
    ["0", "1", "-0", "inf", "-inf", "nan"].map { BoundaryValue($0) }
      + [BoundaryValue("max", greatest), BoundaryValue("least", least)]
  }
}

extension ValueType {
  /// What a field of text expects, for whoever typed something else.
  var formExpectation: String {
    if let layout = named(nil).integerLayout {
      let greatest = UInt64.max >> UInt64(64 - layout.width)
      return "\(named(nil).formWord): " + (layout.isSigned ? "-\(greatest / 2 + 1)..\(greatest / 2)" : "0..\(greatest)")
    }
    switch shape {
    case .f32, .f64: return "\(named(nil).formWord): a number, inf, -inf or nan"
    case .char: return "char: one character, or an escape such as \\u{e9}"
    case .string: return "string: text; $name is a variable, \"$1\" in quotes is text"
    case .own, .borrow, .stream, .future, .errorContext: return "a variable, such as $c"
    default: return "a \(formWord), written as in the prompt"
    }
  }

  /// What an empty field shows that nothing stands for.
  var formPlaceholder: String {
    switch shape {
    case .own, .borrow, .stream, .future, .errorContext: "$variable"
    case .string: ""
    default: "as text"
    }
  }

  /// The columns that a field of text likes to have.
  var formFieldWidth: Int {
    switch shape {
    case .s8, .u8: 5
    case .s16, .u16: 7
    case .s32, .u32: 11
    case .s64, .u64: 21
    case .f32: 14
    case .f64: 20
    case .char: 11
    default: 24
    }
  }
}
