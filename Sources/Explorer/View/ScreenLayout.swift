import StyledText

/// Where everything stands: a pure function of the screen's size and of how much some parts want.
struct ScreenLayout: Hashable, Sendable {
  /// The smallest screen that everything works on.
  static let minimum = ScreenSize(rows: 16, columns: 60)

  /// A pane's frame: a title row with its tabs, and the body below.
  struct Column: Hashable, Sendable {
    var tabs: [Tab]
    var title: ScreenArea
    var body: ScreenArea
  }

  /// How much some parts want.
  struct Wishes: Hashable, Sendable {
    /// Rows of the prompt's input.
    var promptRows = 1
    /// Rows of bits under the prompt.
    var liveRows = 0
    /// Rows that the latest entry of the transcript has.
    var transcriptRows = 0
    /// Rows of the form; nil where none is open.
    var formRows: Int?
    /// Rows of a walk's stacks and locals in a column of their own; nil while nothing is walked.
    var valueRows: Int?
    /// The pane that has all the room.
    var zoomed: Tab?
  }

  let size: ScreenSize
  private(set) var columns: [Column] = []
  /// The form below the tree; its first row is its title.
  private(set) var form: ScreenArea?
  /// A walk's stacks and locals above the bits, its title in the row above; nil where they have no column of their own.
  private(set) var values: ScreenArea?
  private(set) var transcript = ScreenArea(row: 0, column: 0, rows: 0, columns: 0)
  /// The line between panes and transcript, and the one between transcript and prompt.
  private(set) var rules: [Int] = []
  private(set) var prompt = ScreenArea(row: 0, column: 0, rows: 0, columns: 0)
  private(set) var live = ScreenArea(row: 0, column: 0, rows: 0, columns: 0)
  /// The row of key hints.
  private(set) var hints = 0

  /// nil where the screen is too small.
  init?(_ size: ScreenSize, _ wishes: Wishes) {
    guard size.rows >= Self.minimum.rows, size.columns >= Self.minimum.columns else { return nil }
    self.size = size
    let promptRows = min(max(1, wishes.promptRows), Self.promptLimit(of: size))
    let liveRows = min(max(0, wishes.liveRows), 4)
    // Title, tabs, two rules, hints.
    let free = size.rows - 5 - promptRows
    // The transcript gives way to the input and its bits before the panes do, and grows for what it has to say.
    var transcriptRows = max(2, (size.rows - 6) * 2 / 9)
    transcriptRows = max(transcriptRows, min(wishes.transcriptRows, free / 2))
    transcriptRows = max(wishes.zoomed == nil ? 1 : 0, transcriptRows - liveRows - (promptRows - 1))
    if wishes.zoomed != nil { transcriptRows = 0 }
    let bodyRows = max(1, free - transcriptRows - liveRows + (wishes.zoomed == nil ? 0 : 1))

    var row = 1
    columns = Self.columns(size, zoomed: wishes.zoomed).map { tabs, column, width in
      Column(
        tabs: tabs, title: ScreenArea(row: row, column: column, rows: 1, columns: width),
        body: ScreenArea(row: row + 1, column: column, rows: bodyRows, columns: width))
    }
    if let wanted = wishes.formRows, let index = columns.firstIndex(where: { $0.tabs.contains(.browse) }) {
      // The tree keeps a few rows, the form takes what it needs of the others.
      let rows = min(wanted, max(3, bodyRows - max(2, bodyRows / 3)))
      var body = columns[index].body
      body.rows -= rows
      form = ScreenArea(row: body.row + body.rows, column: body.column, rows: rows, columns: body.columns)
      columns[index].body = body
    }
    if let wanted = wishes.valueRows, let index = columns.firstIndex(where: { $0.tabs == [.bits] }), columns.count > 1 {
      // The bits keep what a grid of 32 bits takes.
      let rows = min(wanted, max(3, bodyRows - 1 - max(12, bodyRows / 2)))
      let title = columns[index].title
      values = ScreenArea(row: title.row + 1, column: title.column, rows: rows, columns: title.columns)
      columns[index].title.row += rows + 1
      columns[index].body.row += rows + 1
      columns[index].body.rows -= rows + 1
    }
    row += 1 + bodyRows
    if wishes.zoomed == nil {
      rules.append(row)
      row += 1
    }
    transcript = ScreenArea(row: row, column: 1, rows: transcriptRows, columns: size.columns - 1)
    row += transcriptRows
    rules.append(row)
    row += 1
    prompt = ScreenArea(row: row, column: 1, rows: promptRows, columns: size.columns - 1)
    row += promptRows
    live = ScreenArea(row: row, column: 1, rows: liveRows, columns: size.columns - 1)
    hints = size.rows - 1
  }

  /// The most rows that the input may have.
  static func promptLimit(of size: ScreenSize) -> Int { max(1, size.rows / 3) }

  /// What a grid of 32 bits takes with its numbers beside it.
  private static let gridColumns = 76

  /// The columns side by side: their panes, first cells and widths, one column between two of them.
  private static func columns(_ size: ScreenSize, zoomed: Tab?) -> [([Tab], Int, Int)] {
    let width = size.columns
    if let zoomed { return [([zoomed], 0, width)] }
    if width >= 160, size.rows >= 40 {
      let bits = min(80, max(gridColumns, width * 2 / 5))
      let tree = (width - bits - 2) * 9 / 20
      let code = width - bits - 2 - tree
      return [([.browse], 0, tree), ([.step, .log], tree + 1, code), ([.bits], tree + code + 2, bits)]
    }
    if width >= 120 {
      let main = min(80, max(gridColumns, width - 50))
      return [([.browse], 0, width - main - 1), ([.bits, .step, .log], width - main, main)]
    }
    return [(Tab.allCases, 0, width)]
  }
}
