import ComponentTypes
import WAVE

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
