import BitArithmetic
import Session
import StyledText

extension ExplorerState {
  /// Takes the answer to an input in: the panes show what it is about.
  mutating func take(_ reply: Reply) -> [Effect] {
    running = nil
    transcript.finish(with: reply)
    log.forget(entry: transcript.lastNumber)
    let input = reply.input
    var isShown = true
    var effects: [Effect] = []
    switch reply.content {
    case .value(let value):
      bits.show(value, input: input)
      step.show(value.call)
      if value.didOverflowVisibly { showBits() }
    case .bits(let found):
      bits.show(found, input: input)
      if let call = found.call { step.show(call) }
      showBits()
    case .carry(let carry):
      bits.show(carry, input: input)
      showBits()
      origin = origin ?? focus
      choose(.bits)
    case .carryStep(let step):
      bits.show(step)
      showBits()
    case .step(let reply):
      let isNew = self.step.walk == nil
      self.step.show(reply)
      bits.show(reply)
      if isNew { origin = focus == .form ? .pane(.browse) : focus }
      // A walk that begins takes the keys; moves typed at the prompt leave them there.
      if isNew || focus != .prompt, !isShowingBitsBeside { choose(.step) }
      if focus == .prompt { reveal(.step) }
    case .breakpoints(let breakpoints):
      self.step.walk?.mark(breakpoints.marks)
      isShown = false
    case .stepEnded:
      self.step.walk = nil
      isShown = false
    case .wheel(let wheel):
      bits.show(wheel, input: input)
      showBits()
    case .predictionJudged(let verdict):
      bits.show(verdict.value, input: verdict.question.expression)
      step.show(verdict.value.call)
      showBits()
    case .why(let why):
      bits.show(why.value, input: why.input)
      step.show(why.call)
      let area = area(of: .bits)
      effects = perform(
        bits.apply(.character("y"), columns: area.columns, rows: area.rows), origin: focus)
    case .failure(let failure):
      if let report = failure.report { step.show(report) }
      isShown = false
    case .nothing, .quit: break
    default: isShown = false
    }
    let columns = max(2, size.columns - 1)
    transcript.settle(columns: columns)
    let area = area(of: .log)
    if !isShown, transcript.wantedHeight > transcriptLimit {
      // More than fits above the prompt: the log shows it from its beginning.
      reveal(.log)
      if case .pane = focus { focus = .pane(.log) }
      log.showLatest(transcript, columns: area.columns, height: area.rows)
    } else {
      log.follow(transcript, columns: area.columns, height: area.rows)
    }
    return effects
  }

  /// Takes in a value from before the program began: it stands in the panes, and nothing comes to the front.
  mutating func recall(_ input: String, _ number: Int, _ value: ValueReply) {
    var entry = TranscriptEntry(input: input, prompt: "\(number)> ")
    entry.reply = Reply(input: input, content: .value(value))
    transcript.append(entry)
    bits.show(value, input: input)
    step.show(value.call)
    let area = area(of: .log)
    log.follow(transcript, columns: area.columns, height: area.rows)
  }

  /// The most rows that the transcript above the prompt grows to; longer answers stand in the log.
  var transcriptLimit: Int { max(2, (size.rows - 6) / 2) }

  /// Whether the Bits pane has a column of its own.
  private var isShowingBitsBeside: Bool { focus == .pane(.bits) && column(showing: .bits)?.tabs == [.bits] }

  /// Shows the bits of what was called; from a form the keys go there too.
  private mutating func showBits() {
    reveal(.bits)
    guard focus == .form else { return }
    origin = .form
    focus = .pane(.bits)
  }
}

extension ValueReply {
  /// Whether something overflowed that the bits show.
  fileprivate var didOverflowVisibly: Bool {
    didOverflow || operation?.overflowed == true
  }
}
