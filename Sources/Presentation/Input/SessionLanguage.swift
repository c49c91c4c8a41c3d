package import LineEditing
package import Session
package import StyledText

/// Stand-in until the editor's language moves here.
package struct SessionLanguage: InputLanguage {
  package init(_ session: Session) {}
  package func inputs(in text: String) -> [String] { [text] }
}
