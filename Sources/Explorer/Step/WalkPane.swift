import Presentation
import Session
import StyledText

/// What a key or click in a walk asks of the explorer.
enum WalkEffect: Hashable, Sendable {
  /// The key was used, and the pane may look different.
  case none
  /// The key means nothing to the walk.
  case unused
  /// The key means something, and there is no further to go.
  case bell
  /// One line to be said.
  case message(String)
  /// Make a move.
  case move(WalkMove)
  /// Look at a value, or at the step's operation, in bits.
  case open(StepView.Item?)
  /// Explain the step's operation.
  case explain
  /// Give an input, which sets a breakpoint or takes it away.
  case input(String)
}

/// A call that is walked by steps, as the Step pane shows it: the step in hand, and the value in hand.
struct WalkPane: Sendable {
  private(set) var reply: StepReply
  /// The value in hand; nil while the instruction itself is.
  private(set) var inHand: StepView.Item?
  /// The line of code in hand, by its file offset; nil while it is the step's.
  private(set) var lineInHand: Int?
  /// How many lines the code is moved from having the step in its middle.
  private(set) var scrolled = 0
  /// Whether stacks and locals stand in a column of their own.
  var omitsValues = false

  init(_ reply: StepReply) { self.reply = reply }

  /// Goes to another step. A local or global stays in hand, a place in the stack does not: it is another's.
  mutating func show(_ next: StepReply) {
    reply = next
    scrolled = 0
    lineInHand = nil
    switch inHand {
    case .local, .global: if inHand.flatMap(next.value(at:)) == nil { inHand = nil }
    case .before, .after, nil: inHand = nil
    }
  }

  // MARK: - Drawing

  private func view(columns: Int) -> StepView {
    var view = StepView(reply, columns: columns)
    view.inHand = inHand
    view.lineInHand = lineInHand
    view.showsKeys = true
    view.scrolled = scrolled
    view.omitsValues = omitsValues
    return view
  }

  func frame(columns: Int, rows: Int, hasFocus: Bool) -> PaneFrame {
    let drawing = view(columns: columns).drawing(rows: rows)
    var cursor: ScreenPosition?
    if hasFocus {
      let cell = drawing.cells.first { $0.item == inHand }
      let step = drawing.lines.firstIndex { $0.plainText.hasPrefix("=>") }
      let line = lineRow(columns: columns, rows: rows)
      cursor = ScreenPosition(
        row: line ?? cell?.row ?? step ?? 0, column: line == nil ? cell?.columns.lowerBound ?? 0 : 0)
    }
    return PaneFrame(lines: drawing.lines, cursor: cursor)
  }

  /// The row of the line in hand, where one was chosen and is in sight.
  private func lineRow(columns: Int, rows: Int) -> Int? {
    guard let lineInHand, let index = reply.code?.lines.firstIndex(where: { $0.offset == lineInHand }) else {
      return nil
    }
    let shown = view(columns: columns).codeLines(rows: rows)
    return shown.contains(index) ? index - shown.lowerBound + 1 : nil
  }

  /// Stacks and locals in their own column.
  func valuesFrame(columns: Int, rows: Int) -> PaneFrame {
    PaneFrame(lines: view(columns: columns).values(rows: rows).lines.map { $0.elided(columns: columns) })
  }

  /// How many rows the values would like in a column of their own.
  var wantedValueRows: Int {
    4 + reply.before.values.count + (reply.after?.values.count ?? 0) + reply.locals.count
  }

  // MARK: - Keys

  /// Applies a key; the sizes are those that the pane is drawn at.
  mutating func apply(_ key: Key, columns: Int, rows: Int) -> WalkEffect {
    switch key {
    case .character("i"): return move(.steps(1))
    case .character("I"): return move(.steps(1), isBackward: true)
    case .character("o"): return move(.over)
    case .character("O"): return move(.over, isBackward: true)
    case .character("f"): return move(.out)
    case .character("F"): return move(.out, isBackward: true)
    case .character("c"): return move(.run)
    case .character("C"): return move(.run, isBackward: true)
    case .character("]"): return move(.overflow)
    case .character("["): return move(.overflow, isBackward: true)
    case .character("g"): return reply.isAtStart ? .bell : .move(WalkMove(.step(0)))
    case .character("G"): return reply.isOver ? .bell : .move(WalkMove(.step(.max)))
    case .down, .character("j"), .right, .character("l"): return choose(1, columns, rows)
    case .up, .character("k"), .left, .character("h"): return choose(-1, columns, rows)
    case .pageDown: return scroll(by: max(1, rows / 2), rows)
    case .pageUp: return scroll(by: -max(1, rows / 2), rows)
    case .home, .escape:
      guard inHand != nil || scrolled != 0 || lineInHand != nil else { return key == .escape ? .unused : .bell }
      (inHand, scrolled, lineInHand) = (nil, 0, nil)
      return .none
    case .character("J"): return chooseLine(1, columns, rows)
    case .character("K"): return chooseLine(-1, columns, rows)
    case .character("b"): return toggleBreakpoint()
    case .enter: return .open(inHand)
    case .character("y"): return .explain
    default: return .unused
    }
  }

  private func move(_ kind: WalkMove.Kind, isBackward: Bool = false) -> WalkEffect {
    if isBackward, reply.isAtStart { return .message("the call begins here: i goes on") }
    if !isBackward, reply.isOver { return .message("the call is over: I goes back, g to its beginning") }
    return .move(WalkMove(kind, isBackward: isBackward))
  }

  /// The values that are drawn, in their order.
  private func items(_ columns: Int, _ rows: Int) -> [StepView.Item] {
    let view = view(columns: columns)
    return (omitsValues ? view.values(rows: rows) : view.drawing(rows: rows)).cells.map(\.item)
      .sorted { $0.order < $1.order }
  }

  /// Takes the next or previous value in hand; before the first is the instruction.
  private mutating func choose(_ distance: Int, _ columns: Int, _ rows: Int) -> WalkEffect {
    let items = items(columns, rows)
    let index = inHand.flatMap(items.firstIndex(of:)) ?? -1
    let next = index + distance
    guard next >= -1, next < items.count else { return .bell }
    inHand = next == -1 ? nil : items[next]
    return .none
  }

  // MARK: - Breakpoints

  /// Takes the next or previous line of the code in hand, and moves the code so that it is in sight.
  private mutating func chooseLine(_ distance: Int, _ columns: Int, _ rows: Int) -> WalkEffect {
    guard let lines = reply.code?.lines,
      let current = lines.firstIndex(where: { $0.offset == lineInHand }) ?? lines.firstIndex(where: \.isEvent),
      lines.indices.contains(current + distance)
    else { return .bell }
    lineInHand = lines[current + distance].offset
    let shown = view(columns: columns).codeLines(rows: rows)
    if current + distance < shown.lowerBound { scrolled += current + distance - shown.lowerBound }
    if current + distance >= shown.upperBound { scrolled += current + distance - shown.upperBound + 1 }
    return .none
  }

  /// Sets a breakpoint at the line in hand, or takes it away.
  private func toggleBreakpoint() -> WalkEffect {
    guard let offset = lineInHand ?? reply.code?.lines.first(where: \.isEvent)?.offset else {
      return .message("no line of code to stop at here")
    }
    if let number = reply.breakpoints[offset] { return .input(":break off \(number)") }
    return .input(":break 0x" + String(offset, radix: 16))
  }

  /// Takes in where breakpoints are now.
  mutating func mark(_ breakpoints: [Int: Int]) { reply.breakpoints = breakpoints }

  mutating func scroll(by lines: Int, _ rows: Int) -> WalkEffect {
    guard let code = reply.code else { return .bell }
    let middle = code.lines.firstIndex(where: \.isEvent) ?? 0
    let before = scrolled
    scrolled = min(max(scrolled + lines, -middle), code.lines.count - 1 - middle)
    return scrolled == before ? .bell : .none
  }

  /// Takes what was clicked in hand; a second click on a value opens it.
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> WalkEffect {
    let view = view(columns: columns)
    if let offset = view.line(atRow: row, column: column, rows: rows) {
      // A second click sets a breakpoint or takes it away.
      if lineInHand == offset { return toggleBreakpoint() }
      lineInHand = offset
      return .none
    }
    let cells = view.drawing(rows: rows).cells
    return click(cells.first { $0.row == row && $0.columns.contains(column) })
  }

  /// The same in the values' own column.
  mutating func clickValues(row: Int, column: Int, columns: Int, rows: Int) -> WalkEffect {
    let cells = view(columns: columns).values(rows: rows).cells
    return click(cells.first { $0.row == row && $0.columns.contains(column) })
  }

  private mutating func click(_ cell: StepView.Cell?) -> WalkEffect {
    guard let item = cell?.item else { return .none }
    defer { inHand = item }
    return inHand == item ? .open(item) : .none
  }

  // MARK: - Words

  /// The keys that do something here, for the line of hints; the heading names those that move.
  var hints: [(key: String, meaning: String)] {
    [("Up Down", "choose"), ("Enter", "bits"), ("b", "break")]
      + (reply.operation == nil && reply.event == nil ? [] : [("y", "why")])
      + [("g G", "start, end")]
  }

  /// What the walk is for and its keys, for whoever asks.
  static let help = [
    "A call, walked step by step. => is the instruction whose before and after are shown; * marks what it changed.",
    "i I   the next and the previous step",
    "o O   over: what is called runs to its end",
    "f F   out: to where the function was called from, and to the call that led in",
    "c C   run to a breakpoint, otherwise to the end and to the beginning",
    "b   set a breakpoint at the line of code in hand, or take it away; J K choose a line; :break lists them",
    "[ ]   the previous and the next instruction that loses something",
    "g G   the beginning and the end",
    "arrows hjkl   choose a value; Enter opens its bits, or the carries of the instruction itself",
    "PgUp PgDn   scroll the code",
    "y   why: the step's operation down to its bit; Esc climbs back",
    ":step off   gives the call up; its instance is as it was before",
  ]
}

extension StepView.Item {
  /// The order that arrows go in: stacks, locals, globals.
  fileprivate var order: Int {
    switch self {
    case .before(let index): index
    case .after(let index): 1_000_000 + index
    case .local(let index): 2_000_000 + index
    case .global(let index): 3_000_000 + index
    }
  }
}
