/// What a key asks of the one who owns the editor.
package enum EditorEffect: Hashable, Sendable {
  /// Nothing but to draw it again.
  case none
  /// The input is complete. The editor is empty again and the text is in its history.
  case submit(String)
  /// Ctrl-D on an empty input.
  case endOfInput
  /// Ctrl-C: the input was thrown away.
  case interrupt
  /// A second Tab with several candidates.
  case listCandidates([CompletionCandidate])
  /// The key could do nothing.
  case bell
  /// Ctrl-L.
  case clearScreen
  /// Ctrl-Z.
  case suspend
}
