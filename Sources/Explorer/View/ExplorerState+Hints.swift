import Session
import StyledText

extension ExplorerState {
  /// The last line: what runs, what has to be said, or the keys that work where the focus is.
  func drawHints(_ layout: ScreenLayout, on screen: inout ScreenBuffer) {
    let line: StyledLine
    if let running {
      line = progressLine(running)
    } else if let notice {
      line = StyledLine(" " + notice.escapingTerminalControls, .warning)
    } else {
      line = hintLine
    }
    screen.put(line.elided(columns: size.columns), row: layout.hints, column: 0)
  }

  private func progressLine(_ running: Running) -> StyledLine {
    let progress = running.progress
    var line = StyledLine(" running ", .warning)
    if running.isCancelled { line = StyledLine(" stopping ", .warning) }
    let input = running.input.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    line.extend(input.escapingTerminalControls.elidedInTheMiddle(columns: max(8, size.columns - 66)), .strong)
    line.extend("  \(Self.grouped(progress.instructions)) instructions  \(Self.seconds(progress.elapsed)) s")
    if let fuel = progress.fuelLeft { line.extend("  fuel \(Self.grouped(fuel))") }
    line.extend("   Ctrl-C", .key)
    line.extend(" cancels")
    return line
  }

  /// `12,345,678`.
  static func grouped(_ number: UInt64) -> String {
    var text = ""
    let digits = String(number)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// Seconds with one decimal.
  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return "\(seconds).\(attoseconds / 100_000_000_000_000_000)"
  }

  private var hintLine: StyledLine {
    var line = StyledLine()
    for (index, hint) in hints.enumerated() {
      var piece = StyledLine(index == 0 ? " " : "   ")
      piece.extend(hint.key, .key)
      piece.extend(" " + hint.meaning)
      // What does not fit whole is left out, and the help has it.
      guard line.displayWidth + piece.displayWidth <= size.columns else { break }
      line.extend(piece)
    }
    return line
  }

  /// The keys that work where the focus is, the most important first.
  var hints: [(key: String, meaning: String)] {
    switch popup {
    case .help: return [("Up Down", "scroll"), ("Esc", "close")]
    case .candidates: return [("Up Down", "choose"), ("Enter", "take"), ("Esc", "close")]
    case .quit: return [("y", "quit"), ("Esc", "stay")]
    case nil: break
    }
    let common = [("e", "prompt"), ("Tab", "pane"), ("z", isZoomed ? "unzoom" : "zoom")]
    switch focus {
    case .pane(.browse):
      return [("Enter", browse.current.enterMeaning)] + [
        ("e", "prompt"), ("/", "search"), ("Tab", "pane"), ("z", isZoomed ? "unzoom" : "zoom"), ("y", "why"),
        ("q", isZoomed || isNested ? "back" : "quit"), ("?", "help"),
      ]
    case .pane(.bits):
      // In a view above the bits `q` does as Esc does, which is said there.
      let back = bits.levels.isEmpty ? [("q", "back")] : []
      return bits.hints.prefix(4) + back + bits.hints.dropFirst(4) + common
    case .pane(.step): return step.hints.prefix(4) + [("q", "back")] + step.hints.dropFirst(4) + common
    case .pane(.log):
      return [("Up Down", "move"), ("Enter", "its bits"), ("/", "search")] + common + [("q", "back")]
    case .form:
      return [("Enter", "call")] + (form?.hints ?? []) + [("Tab", "next field"), ("Esc", "leave"), ("F1", "help")]
    case .prompt:
      if surroundings.question != nil { return [("Enter", "answer"), ("skip", "gives up"), ("F1", "help")] }
      return [
        ("Enter", "run"), ("Tab", "complete"), ("Ctrl-R", "earlier inputs"), ("Esc", "panes"), ("Ctrl-D", "quit"),
        ("F1", "help"),
      ]
    case .search: return [("Enter", "stay here"), ("Esc", "back"), ("n N", "afterwards the next")]
    }
  }
}

extension BrowsePane.Row {
  /// What Enter does on it.
  fileprivate var enterMeaning: String {
    if case .instance = node { return isOpen ? "use, close" : "use, open" }
    return isOpen ? "close" : "open"
  }
}
