package import Session
import StyledText

extension InputHint {
  /// The hint in words, such as `x: s32  (1 of 2)`.
  package var text: String {
    switch self {
    case .parameter(let name, let type, let index, let count):
      var text = (name.map { $0 + ": " } ?? "") + type
      if let index, let count, count > 1 { text += "  (\(index + 1) of \(count))" }
      return text
    case .signature(let text): return text
    case .command(let arguments, let summary): return arguments + "  " + summary
    }
  }
}
