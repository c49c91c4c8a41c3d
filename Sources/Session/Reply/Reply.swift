import BitArithmetic
package import ComponentTypes
package import CoreTypes
package import Diagnostics

/// What one input led to, as plain data: every front end shows the same reply in its own way.
package struct Reply: Sendable {
  /// The input as it was given.
  package var input: String
  /// The number that `$n` knows the input's value by; nil for an input that was blank, only a comment, or about what
  /// surrounds the session (`:record`, `:tui`).
  package var inputNumber: Int?
  /// What came of it.
  package var content: Content
  /// Remarks that do not make it fail, such as a shift count taken modulo the width.
  package var remarks: [Diagnostic]
  /// How long it took and how much ran.
  package var timing: Timing
  /// The calls that components made of stubs meanwhile.
  package var stubCalls: StubCalls

  package init(
    input: String, inputNumber: Int? = nil, content: Content, remarks: [Diagnostic] = [], timing: Timing = Timing(),
    stubCalls: StubCalls = StubCalls()
  ) {
    self.input = input
    self.inputNumber = inputNumber
    self.content = content
    self.remarks = remarks
    self.timing = timing
    self.stubCalls = stubCalls
  }

  /// What an input can lead to.
  package enum Content: Sendable {
    /// A blank line or a comment.
    case nothing
    /// A value, or a call of a function that has no result.
    case value(ValueReply)
    /// `:bits`.
    case bits(BitsReply)
    /// `:carry`.
    case carry(CarryReply)
    /// `:next` and `:back`.
    case carryStep(CarryStepReply)
    /// `:step` and the moves of a walk.
    case step(StepReply)
    /// `:step off`.
    case stepEnded(StepEndReply)
    /// `:break`.
    case breakpoints(BreakpointsReply)
    /// `:wheel`.
    case wheel(WheelReply)
    /// `:why`.
    case why(WhyReply)
    /// `:predict EXPR`: the outcome is hidden until it is answered.
    case predictionAsked(PredictionQuestion)
    /// The answer to `:predict`, or the outcome shown without one.
    case predictionJudged(PredictionVerdict)
    /// `:predict` alone.
    case predictionScore(PredictionScore)
    /// `:compare`.
    case comparison(ComparisonReply)
    /// `:bench`.
    case bench(BenchReply)
    /// `:measure`.
    case measure(MeasureReply)
    /// `:sweep`.
    case sweep(SweepReply)
    /// `:trace`.
    case trace(TraceReply)
    /// `:diff`.
    case diff(DiffReply)
    /// `:load` and `:reload`.
    case loaded(LoadReply)
    /// `:reset`: the instances that were made anew.
    case reset([InstanceSummary])
    /// `:instances`.
    case instances([InstanceSummary])
    /// `:use`: the instance that is current now.
    case using(InstanceSummary)
    /// `:browse`.
    case browse(BrowseReply)
    /// `:exports` and `:imports`.
    case items(ItemsReply)
    /// `:link`.
    case links(LinksReply)
    /// `:stub`.
    case stubs(StubsReply)
    /// `:type`: the type, or nil for a call of a function without a result.
    case type(ValueType?)
    /// A function's name alone: its signature and documentation.
    case function(FunctionReply)
    /// `:info`.
    case info(InfoReply)
    /// `:find`.
    case found(FoundReply)
    /// `:wit`: WIT text.
    case wit(WITReply)
    /// `:vars`.
    case variables([VariableSummary])
    /// `:history`.
    case history([HistoryEntry])
    /// `:complete`.
    case candidates(CandidatesReply)
    /// `:set` without arguments, or the settings that one changed.
    case settings([SettingSummary])
    /// `:help`.
    case help(HelpReply)
    /// `:drop`.
    case dropped(DropReply)
    /// `:source`.
    case sourced(SourceReply)
    /// `:check`.
    case checked(CheckReply)
    /// `:record`.
    case recording(RecordingReply)
    /// `:tui`: for the front end, which shows nothing for it.
    case frontEnd(FrontEndRequest)
    /// `:quit`.
    case quit
    /// The input failed; what it would have changed is unchanged.
    case failure(Failure)
  }

  /// Why an input failed.
  package struct Failure: Sendable {
    /// The most important first; never empty.
    package var diagnostics: [Diagnostic]
    /// The trap, where a call ended in one.
    package var trap: Trap?
    /// The instance that trapped.
    package var instance: String?
    /// What the watch saw before it ended.
    package var report: CallReport?

    package init(
      diagnostics: [Diagnostic], trap: Trap? = nil, instance: String? = nil, report: CallReport? = nil
    ) {
      self.diagnostics = diagnostics
      self.trap = trap
      self.instance = instance
      self.report = report
    }
  }

  /// Time and work.
  package struct Timing: Hashable, Sendable {
    /// From the input to the reply.
    package var elapsed: Duration
    /// Wasm instructions that ran.
    package var instructions: UInt64

    package init(elapsed: Duration = .zero, instructions: UInt64 = 0) {
      self.elapsed = elapsed
      self.instructions = instructions
    }
  }

  /// Why the input did not do what it asked: its own failure, that of an input in the file it named, or a check's.
  package var failure: Failure? {
    switch content {
    case .failure(let failure): failure
    case .sourced(let reply): reply.failure
    case .checked(let reply): reply.failure
    default: nil
    }
  }

  /// Whether the input did what it asked.
  package var isSuccess: Bool { failure == nil }

  /// The process's exit code if this reply ended the run: 0 where it did what it asked, 130 after an interrupt.
  package var exitCode: Int32 {
    guard let failure else { return 0 }
    if failure.trap?.code == .interrupted || failure.diagnostics.first?.code == .interrupted { return 130 }
    return failure.diagnostics.first?.exitCode ?? 1
  }
}

extension Reply {
  /// Whether the result overflowed in its type's own sign, and whether anything wrapped that the watch's rules do not
  /// count as noise.
  package var foundOverflow: (inResult: Bool, anywhere: Bool) {
    switch content {
    case .value(let value): return (value.didOverflow, value.didWrapAnywhere)
    case .bits(let bits):
      let didOverflow = bits.call.map(\.returnedOverflow) ?? bits.operation?.facts.overflowed ?? false
      return (didOverflow, didOverflow || bits.call?.notableEvents.isEmpty == false)
    case .comparison(let comparison):
      let reports = comparison.rows.compactMap(\.report)
      let didOverflow = reports.contains(where: \.returnedOverflow)
      return (didOverflow, didOverflow || reports.contains { !$0.notableEvents.isEmpty })
    case .measure(let reply): return (reply.value.didOverflow, reply.value.didWrapAnywhere)
    case .sweep(let reply): return (reply.didOverflow, reply.didWrapAnywhere)
    case .wheel(let wheel):
      let didOverflow = wheel.call.map(\.returnedOverflow) ?? wheel.operation?.facts.overflowed ?? false
      return (didOverflow, didOverflow || wheel.call?.notableEvents.isEmpty == false)
    case .step(let step): return (false, step.event.map { !$0.isNoise } ?? false)
    case .carry(let carry): return (carry.operation.facts.overflowed, carry.operation.facts.overflowed)
    case .predictionJudged(let verdict): return (verdict.value.didOverflow, verdict.value.didWrapAnywhere)
    case .sourced(let reply):
      let found = reply.replies.map(\.foundOverflow)
      return (found.contains { $0.inResult }, found.contains { $0.anywhere })
    default: return (false, false)
    }
  }
}
