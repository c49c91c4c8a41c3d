package import LineEditing
import Presentation
import Session
package import StyledText

/// The host's language is the session's, as Presentation adapts it.
extension SessionHost {
  private var language: SessionLanguage { SessionLanguage(session) }

  package func inputs(in text: String) -> [String] { language.inputs(in: text) }

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
