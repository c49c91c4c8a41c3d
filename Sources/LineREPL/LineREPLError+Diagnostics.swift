package import Diagnostics
import Glibc

extension LineREPLError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] {
    switch kind {
    case .notUTF8(let offset):
      [diagnostic(.inputNotUTF8, "the input is not UTF-8", notes: place(offset))]
    case .containsNUL(let offset):
      [diagnostic(.inputContainsNUL, "the input holds a NUL byte", notes: place(offset))]
    case .tooLong(let limit):
      [
        diagnostic(
          .inputTooLong, "the input is longer than \(limit) bytes",
          notes: place(nil) + [Diagnostic.Note(.help, "split it, or load its data from a file")])
      ]
    case .unreadable(let number):
      [diagnostic(.inputUnreadable, "cannot read \(source): \(reason(number))", notes: [])]
    case .unwritable(let number):
      [diagnostic(.outputUnwritable, "cannot write to \(source): \(reason(number))", notes: [])]
    case .terminal(let number):
      [diagnostic(.terminalUnusable, "the terminal cannot be used: \(reason(number))", notes: [])]
    }
  }

  private func diagnostic(_ code: DiagnosticCode, _ message: String, notes: [Diagnostic.Note]) -> Diagnostic {
    Diagnostic(code, message, failure: .malformed, notes: notes)
  }

  private func place(_ offset: Int?) -> [Diagnostic.Note] {
    guard let line else { return [] }
    return [Diagnostic.Note(.context, "\(source), line \(line)" + (offset.map { ", byte \($0 + 1)" } ?? ""))]
  }

  private func reason(_ number: Int32) -> String {
    // SAFETY: strerror returns a string that ends in a NUL, copied at once; one thread reads inputs.
    number == 0 ? "no reason was given" : strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }
}
