import LineEditing
import Presentation
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
    line.extend(
      "  \(ProgressView.grouped(progress.instructions)) instructions  \(ProgressView.seconds(progress.elapsed)) s")
    var wayOut = StyledLine("   ")
    wayOut.extend("Ctrl-C", .key)
    wayOut.extend(" cancels")
    if let left = progress.fuelLeft {
      let fuel = StyledLine("  fuel \(ProgressView.grouped(left))")
      // What there is no room for is left out, but never how to end it.
      if line.displayWidth + fuel.displayWidth + wayOut.displayWidth <= size.columns { line.extend(fuel) }
    }
    line.extend(wayOut)
    return line
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
        ("e", "prompt"), ("/", "search"), ("Tab", "pane"), ("z", isZoomed ? "unzoom" : "zoom"),
      ] + why + [("q", isZoomed || isNested ? "back" : "quit"), ("?", "help")]
        + (browse.current.node.function == nil ? [] : [("s", "step")])
    case .pane(.bits):
      // In a view above the bits `q` is the Esc that is named already.
      let back = bits.levels.isEmpty || isZoomed ? [("q", "back")] : []
      return bits.hints.prefix(4) + back + bits.hints.dropFirst(4) + common
    case .pane(.step): return step.hints.prefix(4) + [("q", "back")] + step.hints.dropFirst(4) + common
    case .pane(.log):
      return (transcript.entries.isEmpty ? [] : [("Up Down", "move"), ("/", "search")])
        + (canRecall ? [("Enter", "its bits")] : []) + (canTurnMap ? [("u", "sign")] : []) + [("q", "back")] + common
    case .form:
      return [("Enter", formRequest?.walks == true ? "step" : "call")] + (form?.hints ?? []) + [
        ("Tab", "next field"), ("Esc", "leave"), ("F1", "help"),
      ]
    case .prompt: return promptHints
    case .search:
      return [
        ("Enter", searchText.text.isEmpty ? "as before" : "stay here"), ("Esc", "back"), ("n N", "afterwards the next"),
      ]
    }
  }
}

extension ExplorerState {
  /// `y`, where there is something that it explains.
  private var why: [(key: String, meaning: String)] { bits.hasCause ? [("y", "why")] : [] }

  private var promptHints: [(key: String, meaning: String)] {
    if surroundings.question != nil { return [("Enter", "answer"), ("skip", "gives up"), ("F1", "help")] }
    if editor.search != nil {
      return [("text", "searches"), ("Ctrl-R", "older"), ("Enter", "run"), ("Esc", "edit"), ("Ctrl-C", "give up")]
    }
    if editor.holes != nil {
      return [("text", "fills the hole"), ("Tab", "next hole"), ("Enter", "run"), ("Esc", "no holes"), ("F1", "help")]
    }
    let earlier = editor.history.entries.isEmpty ? [] : [("Ctrl-R", "earlier inputs")]
    if editor.buffer.isEmpty {
      return [(":", "command")] + earlier + [("Esc", "panes"), ("Ctrl-D", "quit"), ("F1", "help")]
    }
    return [("Enter", "run")] + (mayComplete ? [("Tab", "complete")] : []) + earlier
      + [("Esc", "panes"), ("Ctrl-C", "clear"), ("F1", "help")]
  }

  /// Whether the cursor is behind something that is worth completing.
  private var mayComplete: Bool {
    let position = editor.buffer.cursor - 1
    guard editor.buffer.characters.indices.contains(position) else { return false }
    let character = editor.buffer.characters[position]
    return character.isLetter || "-:.({".contains(character)
  }
}

extension BrowsePane.Row {
  /// What Enter does on it.
  fileprivate var enterMeaning: String {
    if case .instance = node { return isOpen ? "use, close" : "use, open" }
    return isOpen ? "close" : "open"
  }
}
