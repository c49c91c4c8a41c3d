import CNcurses
import StyledText

/// The full screen, drawn by ncurses: it knows what the terminal shows and finds the shortest way to something else.
///
/// ncurses has one current screen a process, so there is one of these at a time, used on one thread.
final class CursesScreen {
  private var handle: witscope_screen
  /// A blank in every style.
  private let blanks: [Style: cchar_t]
  private let isUTF8: Bool
  private let pushesCorner: Bool
  /// The part of a row that is being written. Its room is the screen's width.
  private var row: UnsafeMutableBufferPointer<cchar_t>
  private var size: ScreenSize
  private var shown: ScreenBuffer?
  /// Whether anything was shown, so that ncurses holds nothing back.
  private var hasShown = false
  /// What is to be sent behind the first screen.
  private var waiting: [UInt8] = []
  private let output: Int32
  /// Whether the cursor is visible; nil before that was said.
  private var isCursorVisible: Bool?

  /// Takes the screen. It stays as it is until something is shown.
  /// - Parameter colors: how many colours to use: 0, 8 or 256.
  /// - Returns: nil if ncurses cannot draw on this terminal.
  init?(type: String, input: Int32, output: Int32, size: ScreenSize, colors: Int) {
    self.output = output
    handle = witscope_screen()
    var rows: Int32 = 0
    var columns: Int32 = 0
    let isKnown = witscope_window_size(output, &rows, &columns) != 0
    // A larger window than is drawn on is not to be allocated for.
    let isBelieved = !isKnown || (rows <= size.rows && columns <= size.columns)
    guard witscope_screen_open(type, input, output, isBelieved ? 1 : 0, &handle) != 0 else { return nil }
    blanks = Self.blanks(colors: colors)
    isUTF8 = witscope_locale_is_utf8() != 0
    pushesCorner = witscope_screen_pushes_corner() != 0
    row = UnsafeMutableBufferPointer.allocate(capacity: 0)
    self.size = ScreenSize(rows: 0, columns: 0)
    resize(to: size)
  }

  deinit { close() }

  /// Gives the screen back.
  func close() {
    // SAFETY: closing twice does nothing, and nothing is drawn after it.
    witscope_screen_close(&handle)
    row.deallocate()
    row = UnsafeMutableBufferPointer(start: nil, count: 0)
    size = ScreenSize(rows: 0, columns: 0)
  }

  /// Takes in that the window has another size.
  func resize(to size: ScreenSize) {
    guard handle.screen != nil else { return }
    _ = witscope_screen_resize(Int32(clamping: max(1, size.rows)), Int32(clamping: max(1, size.columns)))
    var rows: Int32 = 0
    var columns: Int32 = 0
    witscope_screen_size(&rows, &columns)
    self.size = ScreenSize(rows: Int(rows), columns: Int(columns))
    row.deallocate()
    row = UnsafeMutableBufferPointer.allocate(capacity: self.size.columns)
    row.initialize(repeating: cchar_t())
    forget()
  }

  /// Forgets what is on the screen: the next `show` sends everything.
  func forget() {
    guard handle.screen != nil else { return }
    shown = nil
    isCursorVisible = nil
    witscope_screen_forget()
  }

  /// Sends other bytes, at the latest behind the next screen.
  ///
  /// Before the first one ncurses may hold back half a sequence, which they would cut in two.
  func send(_ bytes: [UInt8]) throws(TerminalError) {
    guard handle.screen != nil else { return }
    if hasShown { try DescriptorOutput.write(bytes, to: output) } else { waiting += bytes }
  }

  /// Sends what differs from the screen shown before.
  func show(_ screen: ScreenBuffer) throws(TerminalError) {
    guard handle.screen != nil else { return }
    draw(screen)
    hasShown = true
    guard !waiting.isEmpty else { return }
    defer { waiting = [] }
    try DescriptorOutput.write(waiting, to: output)
  }

  private func draw(_ screen: ScreenBuffer) {
    if shown?.size != screen.size {
      shown = nil
      witscope_screen_erase()
    }
    for change in screen.changes(from: shown) where change.row < size.rows && change.column < size.columns {
      var cells = change.cells.prefix(size.columns - change.column)
      if pushesCorner, change.row == size.rows - 1 { keepCornerSafe(&cells) }
      let count = fill(cells)
      // SAFETY: `fill` wrote so many cells; ncurses copies them, as far as the row reaches.
      witscope_screen_write(Int32(change.row), Int32(change.column), row.baseAddress, Int32(count))
    }
    shown = screen
    guard let cursor = screen.cursor, (0..<size.rows).contains(cursor.row), (0..<size.columns).contains(cursor.column)
    else {
      setCursor(visible: false)
      return witscope_screen_show(-1, -1)
    }
    witscope_screen_show(Int32(cursor.row), Int32(cursor.column))
    setCursor(visible: true)
  }

  /// Takes a wide character away from beside the last cell of all. The cells' indices are columns.
  private func keepCornerSafe(_ cells: inout ArraySlice<ScreenCell>) {
    let half = size.columns - 2
    guard cells.indices.contains(half), cells[half].character == nil, cells.indices.contains(half - 1) else { return }
    cells[half - 1].character = "?"
    cells[half].character = "?"
  }

  private func setCursor(visible isVisible: Bool) {
    guard isVisible != isCursorVisible else { return }
    isCursorVisible = isVisible
    witscope_screen_cursor(isVisible ? 1 : 0)
  }
}

extension CursesScreen {
  /// The styles as attributes and pairs of colours, one pair for each colour in use.
  private static func blanks(colors wanted: Int) -> [Style: cchar_t] {
    var ground: Int16 = 0
    let colors = wanted == 0 ? 0 : min(wanted, Int(witscope_screen_colors(&ground)))
    var pairs: [Int: Int16] = [:]
    var blanks: [Style: cchar_t] = [:]
    for style in Style.allCases {
      let look = style.look(colors: colors)
      var pair: Int16 = 0
      if let color = look.color {
        let next = Int16(pairs.count + 1)
        if let known = pairs[color] {
          pair = known
        } else if witscope_screen_pair(next, Int16(color), ground) != 0 {
          pairs[color] = next
          pair = next
        }
      }
      blanks[style] = witscope_cell(look.isBold ? 1 : 0, look.isDim ? 1 : 0, look.isReverse ? 1 : 0, pair)
    }
    return blanks
  }

  /// Writes cells into `row` in ncurses' form: one for each character, also where that takes two columns.
  /// - Returns: how many it wrote, at most as many as there are cells.
  private func fill(_ cells: ArraySlice<ScreenCell>) -> Int {
    var count = 0
    var style = Style.plain
    var blank = blanks[style] ?? cchar_t()
    var isHalfOwed = false
    for (index, cell) in zip(cells.indices, cells) {
      guard let character = cell.character else {
        // The second half of a wide character, which is not there where that was cut off.
        if !isHalfOwed {
          row[count] = blank
          count += 1
        }
        isHalfOwed = false
        continue
      }
      if cell.style != style {
        style = cell.style
        blank = blanks[style] ?? cchar_t()
      }
      isHalfOwed = false
      if let ascii = character.asciiValue {
        row[count] = blank
        row[count].chars.0 = ascii < 0x20 || ascii == 0x7F ? Self.replacement : wchar_t(ascii)
        count += 1
      } else {
        isHalfOwed = index + 1 < cells.endIndex && cells[index + 1].character == nil
        count += put(character, columns: isHalfOwed ? 2 : 1, like: blank, at: count)
      }
    }
    return count
  }

  private static let replacement = wchar_t(0x3F)

  /// Writes a character that is not ASCII.
  ///
  /// ncurses reckons scalar by scalar: a base and the marks on it. Where a cluster is drawn in more columns than its
  /// base, as a picture or a flag, terminals disagree, and ncurses would lose its place; so it is drawn as the
  /// base in its plain form, and what is left of its columns is its second letter or a blank.
  /// - Returns: how many cells it wrote, at most `columns`.
  private func put(_ character: Character, columns: Int, like blank: cchar_t, at index: Int) -> Int {
    var iterator = character.unicodeScalars.makeIterator()
    row[index] = blank
    guard isUTF8, let base = iterator.next(), !base.isTerminalControl else { return replace(columns, blank, index) }
    let width = Int(witscope_scalar_width(wchar_t(base.value)))
    guard width == columns || (width == 1 && columns == 2) else { return replace(columns, blank, index) }
    row[index].chars.0 = wchar_t(base.value)
    var second = wchar_t(0x20)
    while let scalar = iterator.next() {
      let value = wchar_t(scalar.value)
      if witscope_scalar_width(value) != 0 {
        // A flag's second letter has the second column.
        if (0x1F1E6...0x1F1FF).contains(scalar.value) { second = value }
        break
      }
      // Joiners would join what stands in the next cell; selectors change the width.
      if value == 0x200D || value == 0xFE0F || scalar.isTerminalControl { continue }
      witscope_cell_add(&row[index], value)
    }
    guard width < columns else { return 1 }
    row[index + 1] = blank
    row[index + 1].chars.0 = second
    return 2
  }

  private func replace(_ columns: Int, _ blank: cchar_t, _ index: Int) -> Int {
    for offset in 0..<columns {
      row[index + offset] = blank
      row[index + offset].chars.0 = Self.replacement
    }
    return columns
  }
}
