import LineEditing
import StyledText

extension ExplorerState {
  mutating func startSearch(_ tab: Tab) -> [Effect] {
    guard tab == .browse || tab == .log else {
      notice = "/ searches in 1 Browse and 4 Log"
      return [.bell]
    }
    searchText = Editor()
    searchStart = tab == .browse ? browse : nil
    focus = .search(tab)
    return []
  }

  mutating func pressInSearch(_ tab: Tab, _ key: Key) -> [Effect] {
    switch key {
    case .escape: return endSearch(keeping: false)
    case .enter:
      // An empty search repeats the last one.
      let text = searchText.text
      _ = endSearch(keeping: true)
      let last = tab == .log ? log.query : browse.query
      return text.isEmpty && !last.isEmpty ? searchOn(tab, isForward: true) : []
    default: break
    }
    let before = searchText.text
    if searchText.apply(key.withoutLineEnds) == .bell { return [.bell] }
    guard searchText.text != before else { return [] }
    if let searchStart { browse = searchStart }
    return find(searchText.text, in: tab, isForward: true, staying: true) ? [] : [.bell]
  }

  /// Leaves the search line, at what was found or where it began.
  mutating func endSearch(keeping: Bool) -> [Effect] {
    guard case .search(let tab) = focus else { return [] }
    if !keeping, let searchStart { browse = searchStart }
    searchStart = nil
    focus = .pane(tab)
    return []
  }

  /// `n` and `N`.
  mutating func searchOn(_ tab: Tab, isForward: Bool) -> [Effect] {
    let text = tab == .log ? log.query : browse.query
    guard !text.isEmpty else {
      notice = "/ searches"
      return [.bell]
    }
    return find(text, in: tab, isForward: isForward, staying: false) ? [] : [.bell]
  }

  private mutating func find(_ text: String, in tab: Tab, isForward: Bool, staying: Bool) -> Bool {
    let area = area(of: tab)
    let isFound =
      tab == .log
      ? log.search(
        text, isForward: isForward, staying: staying, in: transcript, columns: area.columns, height: area.rows)
      : browse.search(text, isForward: isForward, staying: staying)
    if !isFound { notice = "nothing holds \(text)" }
    return isFound
  }
}

extension Key {
  /// A paste as one line.
  fileprivate var withoutLineEnds: Key {
    guard case .paste(let text) = code else { return self }
    return .paste(String(text.map { $0.isNewline ? " " : $0 }))
  }
}
