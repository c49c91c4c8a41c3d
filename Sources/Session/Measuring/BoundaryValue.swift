package import ComponentTypes
import WAVE

/// A value at the edge of its type, which is worth trying.
package struct BoundaryValue: Hashable, Sendable {
  /// What is shown, such as `min`.
  package let name: String
  /// What is typed for it in a field of its own, where a string needs no quotes.
  package let text: String
  /// The value; nil for a text that only names one, such as a variable.
  package let value: ComponentValue?

  package init(_ name: String, _ text: String? = nil, value: ComponentValue? = nil) {
    self.name = name
    self.text = text ?? name
    self.value = value
  }

  /// The values to offer for a type, in the order in which keys go through them; none for a type with parts.
  package static func values(of type: ValueType) -> [BoundaryValue] {
    if let layout = type.integerLayout {
      let greatest = UInt64.max >> UInt64(64 - layout.width)
      func integer(_ name: String, _ bits: UInt64) -> BoundaryValue {
        let value = ComponentValue(integerBits: bits, type)
        return BoundaryValue(name, value.map { TypedValue($0, type).waveText() }, value: value)
      }
      return layout.isSigned
        ? [
          integer("min", greatest / 2 + 1), integer("max", greatest / 2), integer("-1", greatest), integer("0", 0),
          integer("1", 1),
        ]
        : [integer("0", 0), integer("1", 1), integer("max", greatest)]
    }
    switch type.shape {
    case .f32:
      return floats(greatest: "3.4028235e38", least: "1e-45") {
        .f32($0 == "max" ? .greatestFiniteMagnitude : $0 == "least" ? .leastNonzeroMagnitude : Float($0) ?? .nan)
      }
    case .f64:
      return floats(greatest: "1.7976931348623157e308", least: "5e-324") {
        .f64($0 == "max" ? .greatestFiniteMagnitude : $0 == "least" ? .leastNonzeroMagnitude : Double($0) ?? .nan)
      }
    case .char:
      // The first and last characters of one, two, three and four bytes, and those around the surrogates.
      let characters: [(String, Unicode.Scalar)] = [
        ("a", "a"), ("\\u{0}", "\u{0}"), ("\\u{7f}", "\u{7f}"), ("\\u{80}", "\u{80}"), ("\\u{d7ff}", "\u{d7ff}"),
        ("\\u{e000}", "\u{e000}"), ("\\u{10ffff}", "\u{10ffff}"),
      ]
      return characters.map { BoundaryValue($0, value: .char($1)) }
    case .string:
      return [
        BoundaryValue("\"\"", "", value: .string("")), BoundaryValue("a", value: .string("a")),
        BoundaryValue("\u{e9}", value: .string("\u{e9}")), BoundaryValue("\u{1f600}", value: .string("\u{1f600}")),
        BoundaryValue("\\u{0}", "\"\\u{0}\"", value: .string("\u{0}")),
      ]
    default: return []
    }
  }

  private static func floats(
    greatest: String, least: String, value: (String) -> ComponentValue
  ) -> [BoundaryValue] {
    ["0", "1", "-0", "inf", "-inf", "nan"].map { BoundaryValue($0, value: value($0)) }
      + [
        BoundaryValue("max", greatest, value: value("max")), BoundaryValue("least", least, value: value("least")),
      ]
  }
}
