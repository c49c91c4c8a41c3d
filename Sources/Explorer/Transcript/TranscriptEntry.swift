import BitArithmetic
import ComponentTypes
import Presentation
import Session
import StyledText

/// One input with what came of it, or a remark of the explorer's own.
struct TranscriptEntry: Sendable {
  /// The input as it was given; nil for a remark.
  var input: String?
  /// What stood before it, such as `3> `.
  var prompt: String
  /// nil while it runs, and for a remark.
  var reply: Reply? { didSet { short = Short() } }
  /// What a remark says.
  var remark: [StyledLine] = []
  /// The few lines above the prompt, as they were laid out last.
  private(set) var short = Short()

  /// Lines for above the prompt.
  struct Short: Sendable {
    var columns = 0
    /// At most `TranscriptEntry.shortLimit`.
    var lines: [StyledLine] = []
    /// How many there would be.
    var count = 0
  }

  /// How many lines above the prompt are kept.
  private static let shortLimit = 60

  init(input: String, prompt: String) {
    self.input = input
    self.prompt = prompt
  }

  init(remark: [StyledLine]) {
    prompt = ""
    self.remark = remark
  }

  /// The longest value that the log holds whole, in bytes.
  private static let valueLimit = 4 << 20

  /// The input's lines, the prompt before them.
  private var inputLines: [StyledLine] {
    guard let input else { return [] }
    let margin = String(repeating: " ", count: prompt.displayWidth)
    return input.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      StyledLine([
        StyledRun(index == 0 ? prompt : margin, .dim), StyledRun(String(line).escapingTerminalControls, .strong),
      ])
    }
  }

  /// Everything, as the log shows it.
  func wholeLines(columns: Int) -> [StyledLine] {
    guard let reply else { return inputLines + remark }
    var options = PresentationOptions(width: columns, valueLimit: Self.valueLimit)
    options.breaksSentences = true
    return inputLines + ReplyView(reply, options: options).lines + [StyledLine()]
  }

  /// Lays out the few lines above the prompt, unless that is done for so many columns.
  mutating func settle(columns: Int) {
    guard short.columns != columns else { return }
    let lines = shortLines(columns: columns)
    short = Short(columns: columns, lines: Array(lines.prefix(Self.shortLimit)), count: lines.count)
  }

  /// In few lines: a value with its mark, or what went wrong.
  private func shortLines(columns: Int) -> [StyledLine] {
    func fitting(_ lines: [StyledLine]) -> [StyledLine] { lines.map { $0.elided(columns: columns) } }
    guard let reply else { return fitting(inputLines + remark) }
    var options = PresentationOptions(width: columns, valueLimit: 4 * columns)
    options.breaksSentences = true
    switch reply.content {
    case .nothing: return []
    case .value(let value):
      options.showsBits = false
      let text = ReplyView(reply, options: options).lines.first ?? StyledLine()
      return firstInput(columns) + [marked(text, value.operation, columns)]
    case .bits(let found): return firstInput(columns) + [value(found.result, found.operation?.facts, columns, options)]
    case .wheel(let found): return firstInput(columns) + [value(found.result, found.operation?.facts, columns, options)]
    case .carry:
      // What the last bit shows stays hidden until it is reached.
      return firstInput(columns) + [StyledLine("in 2 Bits: Left is the next bit, Right goes back", .dim)]
    case .carryStep(let step):
      return firstInput(columns) + [StyledLine("bit \(step.bit), in 2 Bits", .dim)]
    case .step(let step): return firstInput(columns) + fitting([StepView(step, columns: columns).summary])
    case .why: return firstInput(columns) + [StyledLine("y goes on, Esc climbs back; 4 Log tells it all", .dim)]
    case .predictionJudged:
      options.showsBits = false
      return firstInput(columns) + fitting(ReplyView(reply, options: options).lines)
    case .failure:
      // The source with its carets repeats the input.
      return ReplyView(reply, options: options).lines.flatMap { line in
        // What is said is told whole; of the source the caret's place matters.
        guard line.displayWidth > columns, line.plainText.isSentenceOfDiagnostic else {
          return [line.elided(columns: columns)]
        }
        let margin = String(line.plainText.prefix { $0 == " " })
        return flow([line], indent: 2, columns: columns - margin.utf8.count).map { part in
          var whole = StyledLine(margin)
          whole.extend(part)
          return whole
        }
      }
    default:
      return fitting(Array(inputLines.prefix(1)) + ReplyView(reply, options: options).lines)
    }
  }
}

extension TranscriptEntry {
  private func firstInput(_ columns: Int) -> [StyledLine] {
    inputLines.prefix(1).map { $0.elided(columns: columns) }
  }

  private func value(
    _ result: TypedValue, _ operation: OperationFacts?, _ columns: Int, _ options: PresentationOptions
  ) -> StyledLine {
    let reply = Reply(input: "", content: .value(ValueReply(result: result)))
    return marked(ReplyView(reply, options: options).lines.first ?? StyledLine(), operation, columns)
  }

  /// A value with its mark at the right edge, whatever has to give way for it.
  private func marked(_ text: StyledLine, _ operation: OperationFacts?, _ columns: Int) -> StyledLine {
    guard let operation, operation.overflowed else { return text.elided(columns: columns) }
    // `!V OVERFLOW s32` and its kin.
    let mark = (operation.marks.map(\.rawValue) + ["OVERFLOW", "\(operation.type)"]).joined(separator: " ")
    var line = text.elided(columns: max(8, columns - mark.displayWidth - 2))
    line.pad(to: columns - mark.displayWidth)
    line.extend(mark, .overflow)
    return line
  }
}

extension StyledLine {
  /// The line in so many columns, `...` where it was cut.
  func elided(columns: Int) -> StyledLine {
    guard displayWidth > columns else { return self }
    var line = prefix(columns: max(0, columns - 3))
    line.extend("...", .dim)
    return line
  }
}

extension String {
  /// Whether it is a message or a note, not a line of source.
  fileprivate var isSentenceOfDiagnostic: Bool {
    ["error", "warning", "note", "  = "].contains { hasPrefix($0) }
  }
}
