import Presentation
import Session
import StyledText

extension ExplorerState {
  /// The bits of the pure expression that stands at the prompt, in few lines.
  var liveLines: [StyledLine] {
    guard focus == .prompt, popup == nil, let live else { return [] }
    let limit = size.rows >= 24 ? 4 : 2
    let view = BitView(columns: max(20, size.columns - 1))
    return view.compact(live, rows: limit)
  }
}
