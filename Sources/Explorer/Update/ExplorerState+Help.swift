import StyledText

extension ExplorerState {
  /// F1 and `?`: help for where the focus is, then for everywhere.
  mutating func openHelp(in lookup: some SessionLookup) -> [Effect] {
    popup = .help(title: "help: \(placeName)", lines: helpLines(in: lookup), top: 0)
    return []
  }

  private var placeName: String {
    switch focus {
    case .pane(let tab), .search(let tab): tab.title
    case .form: "form"
    case .prompt: "prompt"
    }
  }

  private func helpLines(in lookup: some SessionLookup) -> [StyledLine] {
    let here = placeHelp
    let everywhere = [
      ("1 2 3 4", "Browse, Bits, Step, Log"), ("Tab Shift-Tab", "next and previous pane"),
      ("e", "to the prompt, : to a command there; Esc comes back"), ("/  n  N", "search, next, previous (Browse, Log)"),
      ("y", "why: from an overflow to its instruction to its bit"), ("z", "all the room for one pane"),
      ("q", "back; in Browse it quits"), ("Ctrl-C", "cancels a running call, otherwise clears the line"),
      ("Ctrl-L", "draws anew"), ("Ctrl-Z", "suspends; fg comes back"), ("mouse", "click selects, wheel scrolls"),
    ]
    var lines = table(here)
    lines.append(StyledLine())
    lines.append(StyledLine("everywhere", .strong))
    lines += table(everywhere)
    lines.append(StyledLine())
    lines.append(StyledLine("at the prompt", .strong))
    return lines + lookup.helpLines
  }

  /// Help's lines in the room that there is: one that is too long goes on below its second column.
  func helpRows(_ lines: [StyledLine]) -> [StyledLine] {
    let columns = max(8, size.columns - 6)
    return lines.flatMap { line in
      guard line.displayWidth > columns else { return [line] }
      let indent = min(columns / 2, line.secondColumn)
      let rest = String(line.plainText.dropFirst(indent))
      return flow([StyledLine(rest)], indent: 0, columns: columns - indent).enumerated().map { index, part in
        var whole = index == 0 ? line.prefix(columns: indent) : StyledLine(String(repeating: " ", count: indent))
        whole.extend(part)
        return whole
      }
    }
  }

  private var placeHelp: [(String, String)] {
    switch focus {
    case .pane(.browse):
      return [
        ("Up Down j k", "move; PgUp PgDn g G further"), ("Enter", "a function's form; opens and closes the rest"),
        ("Right Left l h", "open, close"),
      ]
    case .pane(.bits): return bits.help.map { ("", $0) }
    case .pane(.step): return step.help.map { ("", $0) }
    case .pane(.log):
      return [("Up Down j k", "move; PgUp PgDn g G further"), ("Enter", "shows that result's bits again")]
        + (canTurnMap ? [("u", "reads the map with the other sign")] : [])
    case .search: return [("Enter", "stays where it is"), ("Esc", "goes back to where it began")]
    case .form:
      return [
        ("Tab Shift-Tab", "next and previous field; Up and Down too"),
        ("Left Right Space", "choose, where there is a choice"),
        ("PgUp PgDn", "boundary values: min, max, -1, 0"), ("Left Right 0-9", "a list's length"),
        ("Del", "in an empty field: removes that element of the list"), ("$name", "a variable in any field's place"),
        ("Enter", "calls"), ("Esc", "leaves; the values stay"),
      ]
    case .prompt:
      return [
        ("Tab", "completes; twice lists; moves between holes"), ("Up Down", "earlier inputs; Ctrl-R searches them"),
        ("Alt-Enter", "a new line"), ("Ctrl-A Ctrl-E", "start and end; Ctrl-K Ctrl-U Ctrl-W cut, Ctrl-Y pastes"),
        ("Ctrl-_", "undoes"), ("Esc", "back to the pane; the text stays"), ("Ctrl-D", "quits on an empty prompt"),
      ]
    }
  }

  private func table(_ rows: [(String, String)]) -> [StyledLine] {
    rows.map { key, meaning in
      var line = StyledLine()
      if !key.isEmpty {
        line.extend(key, .key)
        line.pad(to: 18)
      }
      line.extend(meaning)
      return line
    }
  }
}

extension StyledLine {
  /// Where a line of two columns, which at least two blanks part, goes on.
  fileprivate var secondColumn: Int {
    var blanks = 0
    for (column, character) in plainText.enumerated() {
      if character != " ", blanks >= 2, column > blanks { return column }
      blanks = character == " " ? blanks + 1 : 0
    }
    return 2
  }
}
