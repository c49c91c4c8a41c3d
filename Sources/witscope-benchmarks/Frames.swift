import StyledText
import Terminal

/// A way of drawing screens that is timed: makes the n-th screen.
struct FrameSource {
  let name: String
  let frame: (_ number: Int, _ size: ScreenSize) -> ScreenBuffer

  /// Every cell changes from one screen to the next.
  static var everyCell: FrameSource {
    FrameSource(name: "every cell changes") { number, size in
      filled(size, from: number)
    }
  }

  /// As the explorer's screens change: the cursor's row and a few words.
  static var fewCells: FrameSource {
    FrameSource(name: "a row moves") { number, size in
      var buffer = filled(size, from: 0)
      buffer.restyle(ScreenArea(row: number % size.rows, column: 0, rows: 1, columns: size.columns), .current)
      buffer.put(StyledLine("step \(number)", .strong), row: 0, column: 2)
      return buffer
    }
  }

  /// Styles, line characters and wide characters in every row, all of them other ones each time.
  static var colourful: FrameSource {
    FrameSource(name: "styles and wide text") { number, size in
      var buffer = ScreenBuffer(size: size)
      let styles = Style.allCases
      for row in 0..<size.rows {
        var line = StyledLine()
        for word in 0...(size.columns / 8) {
          line.append(
            (number + word) % 4 == 0 ? "漢字─ \(word % 10) " : "word\((number + word) % 10) ─ ",
            styles[(number + row + word) % styles.count])
        }
        buffer.put(line, row: row, column: 0)
      }
      return buffer
    }
  }

  /// What is timed at a size.
  static func all(_ size: ScreenSize) -> [FrameSource] { [everyCell, fewCells, colourful] + explorer(size) }

  /// Rows of letters, nearly each cell another one than with the number before.
  private static func filled(_ size: ScreenSize, from number: Int) -> ScreenBuffer {
    var buffer = ScreenBuffer(size: size)
    for row in 0..<size.rows {
      buffer.put(StyledLine(String(letters(row, number).prefix(size.columns))), row: row, column: 0)
    }
    return buffer
  }

  /// The letters of a row: no two numbers' rows are alike, as if they were scrolled, up to 16 numbers.
  static func letters(_ row: Int, _ number: Int) -> String { pages[number % pages.count][row % 100] }

  private static let pages: [[String]] = {
    var state: UInt64 = 1
    return (0..<16).map { _ in
      (0..<100).map { _ in
        String(
          decoding: (0..<300).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(0x61 + (state >> 33) % 26)
          }, as: UTF8.self)
      }
    }
  }()
}

/// Times screens at two sizes beside a bare ncurses repaint, all in one run: from making a screen to its last byte
/// being written.
func measureFrames(count: Int) throws {
  // The locale decides how ncurses writes, so both draw in the same one.
  print(Terminal.isUTF8 ? "locale: UTF-8" : "locale: not UTF-8")
  print("size     what                    make p50  show p50  show p99   sum p50   sum p99  bytes/frame  (ms)")
  for size in [ScreenSize(rows: 24, columns: 80), ScreenSize(rows: 60, columns: 200)] {
    let name = pad("\(size.columns)x\(size.rows)", 8)
    guard let user = DrainedTerminal(size: size) else {
      print("\(name) skipped: no pseudo-terminals here")
      continue
    }
    let bare = try user.bareRepaints(count: count)
    print(name, pad("bare ncurses repaint", 22), FrameTimes(make: [0], show: bare.seconds).columns(bare.bytes / count))

    guard let capabilities = TerminalCapabilities.terminfo(type: DrainedTerminal.type, descriptor: user.program) else {
      continue
    }
    let terminal = try Terminal(input: user.program, output: user.program, capabilities: capabilities)
    defer { terminal.close() }
    let sources = FrameSource.all(size)
    try terminal.beginFullScreen(mouse: true)
    for source in sources {
      var times = FrameTimes()
      let before = user.received
      for number in 0..<count {
        let start = monotonicSeconds()
        let buffer = source.frame(number, size)
        let made = monotonicSeconds()
        try terminal.show(buffer)
        times.make.append(made - start)
        times.show.append(monotonicSeconds() - made)
      }
      print(name, pad(source.name, 22), times.columns((user.received - before) / max(1, count)))
    }
    try terminal.endFullScreen()
  }
}

/// Seconds it took to make screens and to show them.
struct FrameTimes {
  var make: [Double] = []
  var show: [Double] = []

  func columns(_ bytes: Int) -> String {
    let sums = make.count == show.count ? zip(make, show).map { $0 + $1 } : show
    let values = [
      percentile(make, 50), percentile(show, 50), percentile(show, 99), percentile(sums, 50), percentile(sums, 99),
    ]
    return values.map { fixed($0 * 1_000, 9) }.joined(separator: " ") + "  " + String(bytes)
  }
}

/// The value that so many of a hundred are not above.
func percentile(_ values: [Double], _ hundredths: Int) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * hundredths / 100)]
}
