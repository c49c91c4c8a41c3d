import LineEditing
import Presentation
import Session
import StyledText

extension ExplorerState {
  /// What the input at the prompt comes to so far; nil while an input runs, and for texts longer than anyone types.
  func livePreview(in lookup: some SessionLookup) -> ValueReply? {
    guard focus == .prompt, running == nil, !editor.buffer.isEmpty, editor.buffer.count <= Editor.languageLimit else {
      return nil
    }
    return lookup.preview(editor.text)
  }

  /// The bits of the pure expression that stands at the prompt, in few lines.
  var liveLines: [StyledLine] {
    guard focus == .prompt, popup == nil, let live else { return [] }
    let limit = size.rows >= 24 ? 4 : 2
    let view = BitView(columns: max(20, size.columns - 1))
    return view.compact(live, rows: limit)
  }
}
