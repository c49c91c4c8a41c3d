import Diagnostics
package import LineEditing
import Presentation
import Session
package import StyledText

/// The host's language is the session's, as Presentation adapts it.
extension SessionHost {
  private var language: SessionLanguage { SessionLanguage(session) }

  /// Lines that were pasted are inputs of their own if each can be read by itself; a line that was broken on purpose
  /// cannot.
  package func inputs(in text: String) -> [String] {
    guard text.contains("\n") else { return [text] }
    var assembler = InputAssembler()
    var inputs: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let input = assembler.add(String(line), in: self) { inputs.append(input) }
    }
    inputs.append(assembler.finish())
    inputs.removeAll { $0.allSatisfy(\.isWhitespace) }
    return inputs.allSatisfy(isReadable) ? inputs : [text]
  }

  package func isUnfinished(_ text: String) -> Bool { language.isUnfinished(text) }

  package func completion(of text: String, at cursor: Int) -> Completion? {
    language.completion(of: text, at: cursor)
  }

  package func highlighted(_ text: String) -> [StyledRun] { language.highlighted(text) }

  package func hint(for text: String, at cursor: Int) -> String? { language.hint(for: text, at: cursor) }

  package func markedBrackets(in text: String, at cursor: Int) -> [Int] {
    language.markedBrackets(in: text, at: cursor)
  }
}

/// Whether a text is an input by its grammar, whatever it means.
private func isReadable(_ text: String) -> Bool {
  (try? parseInput(SourceText(name: "", text: text))) != nil
}
