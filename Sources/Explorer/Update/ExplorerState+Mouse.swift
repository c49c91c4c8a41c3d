import LineEditing
import StyledText

extension ExplorerState {
  /// A click selects, a second one on the same place opens, the wheel scrolls what is under it.
  mutating func mouse(_ event: MouseEvent, in lookup: some SessionLookup) -> [Effect] {
    guard let layout else { return [] }
    switch event.action {
    case .press:
      if popup != nil { return clickPopup(event.position, in: lookup) }
      return click(event.position, layout, in: lookup)
    case .wheelUp, .wheelDown:
      let distance = event.action == .wheelUp ? -3 : 3
      if case .help(let title, let lines, let top) = popup {
        let last = max(0, helpRows(lines).count - max(1, helpArea(lines).rows - 2))
        popup = .help(title: title, lines: lines, top: min(max(0, top + distance), last))
        return []
      }
      guard popup == nil else { return [] }
      return scroll(distance, at: event.position, layout)
    case .release, .drag, .other: return []
    }
  }

  private mutating func click(
    _ position: ScreenPosition, _ layout: ScreenLayout, in lookup: some SessionLookup
  ) -> [Effect] {
    if position.row == 0 { return clickTitle(position.column, in: lookup) }
    if layout.prompt.contains(position) || layout.live.contains(position) {
      focus = .prompt
      let place = editor.position(
        atRow: position.row - layout.prompt.row, column: position.column - layout.prompt.column,
        prompt: EditorPrompt(promptText), width: layout.prompt.columns, height: layout.prompt.rows)
      editor.moveCursor(to: place)
      return []
    }
    if layout.transcript.contains(position) {
      origin = nil
      choose(.log)
      return []
    }
    if let area = layout.form, area.contains(position) { return clickForm(position, area) }
    if let area = layout.values, area.contains(position) {
      choose(.step)
      let effect = step.walk?.clickValues(
        row: position.row - area.row, column: position.column - area.column, columns: area.columns, rows: area.rows)
      return perform(effect ?? .none)
    }
    for column in layout.columns {
      if column.title.contains(position) {
        guard let tab = tabTitles(of: column).first(where: { $0.columns.contains(position.column) })?.tab else {
          return []
        }
        origin = nil
        choose(tab)
        return []
      }
      if column.body.contains(position) { return clickBody(position, column) }
    }
    return []
  }

  private mutating func clickForm(_ position: ScreenPosition, _ area: ScreenArea) -> [Effect] {
    focus = .form
    let effect = form?.click(
      row: position.row - area.row, column: position.column - area.column, columns: area.columns, rows: area.rows)
    return effect.map { perform($0) } ?? []
  }

  private mutating func clickBody(_ position: ScreenPosition, _ column: ScreenLayout.Column) -> [Effect] {
    let tab = shownTab(of: column)
    let wasInFocus = focus == .pane(tab)
    if !wasInFocus { origin = nil }
    choose(tab)
    let (row, x) = (position.row - column.body.row, position.column - column.body.column)
    switch tab {
    case .browse:
      guard browse.rows.indices.contains(browse.top + row),
        row < browse.listHeight(columns: column.body.columns, height: column.body.rows)
      else { return [] }
      let isAgain = wasInFocus && browse.cursor == browse.top + row
      browse.move(to: browse.top + row)
      return isAgain ? openCurrentRow() : []
    case .bits:
      let effect = bits.click(row: row, column: x, columns: column.body.columns, rows: column.body.rows)
      return effect == .unused ? [] : perform(effect, origin: origin)
    case .step where step.walk != nil:
      let effect = step.walk?.click(row: row, column: x, columns: column.body.columns, rows: column.body.rows)
      return perform(effect ?? .none)
    case .step:
      _ = step.click(row: row, column: x, columns: column.body.columns, rows: column.body.rows)
      return []
    case .log:
      log.click(row: row, in: transcript, columns: column.body.columns, height: column.body.rows)
      return []
    }
  }

  private mutating func scroll(_ distance: Int, at position: ScreenPosition, _ layout: ScreenLayout) -> [Effect] {
    if let area = layout.form, area.contains(position) {
      if focus == .form { _ = form?.apply(distance < 0 ? .up : .down) }
      return []
    }
    if layout.transcript.contains(position) {
      reveal(.log)
      if case .pane = focus { focus = .pane(.log) }
    }
    let column = layout.columns.first { $0.body.contains(position) } ?? self.column(showing: .log)
    guard let column, column.body.contains(position) || layout.transcript.contains(position) else { return [] }
    let body = column.body
    switch shownTab(of: column) {
    case .browse:
      browse.scroll(by: distance, height: browse.listHeight(columns: body.columns, height: body.rows))
    case .bits: _ = bits.scroll(by: distance, columns: body.columns, rows: body.rows)
    case .step: step.scroll(by: distance, columns: body.columns, rows: body.rows)
    case .log: log.scroll(by: distance, in: transcript, columns: body.columns, height: body.rows)
    }
    return []
  }

  /// The instances and the help in the title.
  private mutating func clickTitle(_ column: Int, in lookup: some SessionLookup) -> [Effect] {
    for item in titleItems where item.columns.contains(column) {
      switch item.target {
      case .instance(let name): return surroundings.current == name ? [] : [.use(name)]
      case .help: return openHelp(in: lookup)
      }
    }
    return []
  }

  private mutating func clickPopup(_ position: ScreenPosition, in lookup: some SessionLookup) -> [Effect] {
    switch popup {
    case .candidates(let completion, let selected):
      let (area, top) = candidatesArea(completion, selected)
      let index = top + position.row - area.row
      popup = nil
      if area.contains(position), completion.candidates.indices.contains(index) {
        editor.accept(completion.candidates[index], of: completion)
      }
    case .help(_, let lines, _): if !helpArea(lines).contains(position) { popup = nil }
    case .quit: popup = nil
    case nil: break
    }
    return []
  }
}
