import LineEditing
import Session
import StyledText

/// The whole program as a value: messages change it, and it can be drawn at any time.
struct ExplorerState: Sendable {
  /// How the screen may be drawn.
  struct Look: Hashable, Sendable {
    /// Whether only ASCII can be shown.
    var isASCII = false
  }

  /// An input that runs.
  struct Running: Sendable {
    var input: String
    var progress = Progress()
    var isCancelled = false
  }

  var size: ScreenSize
  let look: Look
  /// Whether the line REPL called it, so that `q` goes back there.
  let isNested: Bool
  var focus = Focus.pane(.browse)
  /// The panes, the one that was chosen last first: a column shows its first.
  var recentTabs = Tab.allCases
  var isZoomed = false
  var popup: Popup?

  var browse = BrowsePane()
  var bits = BitsPane()
  var step = StepPane()
  var log = LogPane()
  /// The form that is open, in focus or not.
  var form: Form?
  /// What the open form was asked for with.
  var formRequest: FormRequest?
  /// Forms that were left, the latest last, to be found as they were.
  var leftForms: [Form] = []
  var transcript = Transcript()
  var editor: Editor
  /// The text that is searched for.
  var searchText = Editor()
  /// Where the pane was before the search.
  var searchStart: BrowsePane?
  /// What a pure expression at the prompt comes to while it is typed.
  var live: ValueReply?
  /// Said once, in the line of hints.
  var notice: String?
  var running: Running?
  var surroundings = Surroundings()
  /// Where `q` in Bits or Step goes back to.
  var origin: Focus?

  /// Where everything stands; nil while the screen is too small.
  private(set) var layout: ScreenLayout?
  /// The prompt and its input drawn.
  private(set) var promptFrame = EditorFrame()

  init(size: ScreenSize, look: Look = Look(), isNested: Bool = false, history: History = History()) {
    self.size = size
    self.look = look
    self.isNested = isNested
    editor = Editor(history: history)
  }
}

extension ExplorerState {
  /// The pane that is looked at: the one in focus, or the one shown last.
  var currentTab: Tab {
    switch focus {
    case .pane(let tab), .search(let tab): tab
    case .form: .browse
    case .prompt: recentTabs[0]
    }
  }

  /// The pane that a column shows.
  func shownTab(of column: ScreenLayout.Column) -> Tab {
    recentTabs.first { column.tabs.contains($0) } ?? column.tabs[0]
  }

  /// The column that shows a pane now.
  func column(showing tab: Tab) -> ScreenLayout.Column? {
    layout?.columns.first { shownTab(of: $0) == tab }
  }

  /// The area a pane has, or would have.
  func area(of tab: Tab) -> ScreenArea {
    layout?.columns.first { $0.tabs.contains(tab) }?.body ?? ScreenArea(row: 0, column: 0, rows: 1, columns: 60)
  }

  /// Brings a pane to the front of its column.
  mutating func reveal(_ tab: Tab) {
    recentTabs.removeAll { $0 == tab }
    recentTabs.insert(tab, at: 0)
    if isZoomed, currentTab != tab { isZoomed = focus == .pane(tab) }
  }

  /// Brings a pane to the front and gives it the focus.
  mutating func choose(_ tab: Tab) {
    focus = .pane(tab)
    reveal(tab)
  }

  /// Makes everything fit: layouts, scroll positions, and that the form has the focus only while there is one.
  mutating func settle(in lookup: some SessionLookup) {
    if form == nil, focus == .form { focus = .pane(.browse) }
    let width = max(2, size.columns - 1)
    let prompt = EditorPrompt(promptText)
    promptFrame = editor.frame(prompt: prompt, width: width, height: ScreenLayout.promptLimit(of: size), in: lookup)
    transcript.settle(columns: width)
    var wishes = ScreenLayout.Wishes()
    wishes.promptRows = promptFrame.rows.count
    wishes.liveRows = liveLines.count
    wishes.transcriptRows = transcript.wantedHeight <= transcriptLimit ? transcript.wantedHeight : 0
    let formIsVisible = form != nil && (!isZoomed || currentTab == .browse)
    wishes.formRows = formIsVisible ? formHeight : nil
    if isZoomed { wishes.zoomed = currentTab }
    wishes.valueRows = step.walk?.wantedValueRows
    layout = ScreenLayout(size, wishes)
    // A form stands below the tree: where the tree is hidden, so is the form.
    if let column = layout?.columns.first(where: { $0.tabs.contains(.browse) }), shownTab(of: column) != .browse {
      wishes.formRows = nil
      layout = ScreenLayout(size, wishes)
    }
    followWhatIsShown()
    step.walk?.omitsValues = layout?.values != nil
    browse.showsDetails = layout?.form == nil
    let browseArea = area(of: .browse)
    browse.settle(height: browse.listHeight(columns: browseArea.columns, height: browseArea.rows))
    let logArea = area(of: .log)
    log.settle(transcript, columns: logArea.columns, height: logArea.rows)
  }

  /// Takes the keys where the eyes are, whatever came to the front of a column: a reply, another size, the log.
  private mutating func followWhatIsShown() {
    guard focus != .prompt, let column = layout?.columns.first(where: { $0.tabs.contains(currentTab) }) else { return }
    let shown = shownTab(of: column)
    guard shown != currentTab else { return }
    if focus == .form { origin = .form }
    searchStart = nil
    focus = .pane(shown)
  }

  /// What stands before the input.
  var promptText: String {
    surroundings.question.map { $0 + "> " } ?? surroundings.prompt
  }

  /// Rows that the form would like.
  private var formHeight: Int? {
    form.map(\.preferredRows)
  }
}
