import ComponentTypes
import StyledText

extension ExplorerState {
  /// A part of the title that can be clicked.
  struct TitleItem: Hashable, Sendable {
    enum Target: Hashable, Sendable {
      case instance(String)
      case help
    }

    var text: String
    var columns: Range<Int>
    var target: Target
    var isCurrent = false
  }

  /// The instances, the current one in brackets, and the help, at the title's right end.
  var titleItems: [TitleItem] {
    let help = "F1 help"
    var column = size.columns - help.utf8.count
    var items = [TitleItem(text: help, columns: column..<size.columns, target: .help)]
    // The current one first, so that it is there however many there are.
    let names = surroundings.instances
    let shown = Self.shownNames(names, current: surroundings.current, room: size.columns / 2)
    for name in shown.reversed() {
      let isCurrent = name == surroundings.current
      let text = isCurrent ? "[\(name)]" : name
      let label = text.escapingTerminalControls.elidedInTheMiddle(columns: 24)
      column -= label.displayWidth + (items.count == 1 ? 1 : 2)
      items.append(
        TitleItem(
          text: label, columns: column..<(column + label.displayWidth), target: .instance(name), isCurrent: isCurrent))
    }
    return items
  }

  /// The names that there is room for, in their order, the current one among them.
  private static func shownNames(_ names: [String], current: String?, room: Int) -> [String] {
    var left = room
    var shown: Set<String> = []
    for name in [current].compactMap(\.self) + names where !shown.contains(name) {
      let width = min(26, name.displayWidth + 4)
      guard width <= left else { break }
      left -= width
      shown.insert(name)
    }
    return names.filter { shown.contains($0) }
  }

  func drawTitle(on screen: inout ScreenBuffer) {
    screen.put(StyledLine(" witscope", .strong), row: 0, column: 0)
    let items = titleItems
    let end = items.map(\.columns.lowerBound).min() ?? size.columns
    let place = browse.catalog.packages.first?.name.description ?? surroundings.current ?? ""
    let room = end - 13
    if room > 8 {
      screen.put(
        StyledLine(place.escapingTerminalControls.elidedInTheMiddle(columns: room), .dim), row: 0, column: 11)
    }
    for item in items {
      let style: Style = item.isCurrent ? .strong : item.target == .help ? .key : .dim
      screen.put(StyledLine(item.text, style), row: 0, column: item.columns.lowerBound)
    }
  }
}
