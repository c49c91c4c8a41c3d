import ComponentTypes
import Diagnostics
import Testing
import WAVE

/// What a written value prints as when it is read as a type, or the message and marked text of its first mistake.
func reading(_ text: String, as type: ValueType) -> String {
  do {
    return TypedValue(try readValue(SourceText(name: "test", text: text), as: type), type).waveText()
  } catch {
    guard let diagnostic = error.diagnostics.first, case .text(_, let labels) = diagnostic.location,
      let label = labels.first
    else { return "no diagnostic" }
    let marked = String(decoding: Array(text.utf8)[label.span.start..<label.span.end], as: UTF8.self)
    return "\(diagnostic.code) \(diagnostic.message) [\(marked)]"
  }
}
