import ComponentTypes
package import Session
package import StyledText
import WAVE

/// Shows a reply as styled lines. Nothing in them is raw text of a component.
package struct ReplyView {
  let reply: Reply
  let options: PresentationOptions
  /// Draws bits in the same width.
  let bits: BitView

  package init(_ reply: Reply, options: PresentationOptions = PresentationOptions()) {
    self.reply = reply
    self.options = options
    bits = BitView(columns: options.width)
  }

  /// Everything that the reply says.
  package var lines: [StyledLine] {
    stubCallLines + contentLines + remarkLines
  }

  /// The value alone as WAVE, in one line, for standard output; nil where there is none to show.
  package var valueLine: StyledLine? {
    guard case .value(let value) = reply.content else { return nil }
    guard let result = value.result else { return StyledLine("()", .value) }
    return StyledLine(result.waveText(limit: options.valueLimit).escapingTerminalControls, .value)
  }

  /// What stands below the value: bits and provenance.
  package var linesBelowValue: [StyledLine] {
    guard case .value(let value) = reply.content else { return [] }
    return evidenceLines(value)
  }

  /// Remarks, such as a shift count taken modulo the width.
  package var remarkLines: [StyledLine] {
    reply.remarks.flatMap { DiagnosticView($0, severity: .note, width: options.width, isPlain: options.isPlain).lines }
  }

  private var contentLines: [StyledLine] {
    switch reply.content {
    case .nothing, .quit, .frontEnd: []
    case .value(let value): [typedLine(value.result)] + evidenceLines(value)
    case .bits(let bits): bitsLines(bits)
    case .carry(let carry): carryLines(carry)
    case .carryStep(let step): carryStepLines(step)
    case .step(let step): stepLines(step)
    case .stepEnded(let end): stepEndLines(end)
    case .breakpoints(let reply): breakpointLines(reply)
    case .wheel(let wheel): wheelLines(wheel)
    case .why(let why): whyLines(why)
    case .predictionAsked(let question): questionLines(question)
    case .predictionJudged(let verdict): verdictLines(verdict)
    case .predictionScore(let score): scoreLines(score)
    case .comparison(let comparison): comparisonLines(comparison)
    case .bench(let bench): benchLines(bench)
    case .measure(let measured): measureLines(measured)
    case .sweep(let sweep): sweepLines(sweep)
    case .trace(let trace): traceLines(trace)
    case .diff(let diff): diffLines(diff)
    case .loaded(let load): loadLines(load)
    case .reset(let instances): instances.map { StyledLine("\($0.name) is fresh") }
    case .instances(let instances): instanceLines(instances)
    case .using(let instance): [StyledLine("using \(instance.name)")]
    case .browse(let browse): browseLines(browse)
    case .items(let items): itemsLines(items)
    case .links(let links): linkLines(links)
    case .stubs(let stubs): stubLines(stubs)
    case .type(let type): [StyledLine(type.map { $0.typeText.escapingTerminalControls } ?? "()", .type)]
    case .function(let function): functionLines(function)
    case .info(let info): infoLines(info)
    case .found(let found): foundLines(found)
    case .wit(let wit): printableLines(of: wit.text.withoutLastLineBreak)
    case .variables(let variables): variableLines(variables)
    case .history(let entries): historyLines(entries)
    case .candidates(let candidates): candidateLines(candidates)
    case .settings(let settings): settingLines(settings)
    case .help(let help): helpLines(help)
    case .dropped(let drop): dropLines(drop)
    case .sourced(let source): sourceLines(source.replies[...])
    case .checked(let check): checkLines(check)
    case .recording(let recording): recordingLines(recording)
    case .failure(let failure): failureLines(failure)
    }
  }

  /// `VALUE : TYPE`, or `()`.
  func typedLine(_ result: TypedValue?) -> StyledLine {
    guard let result else { return StyledLine("()", .value) }
    var line = StyledLine(result.waveText(limit: options.valueLimit).escapingTerminalControls, .value)
    line.append(" : ", .dim)
    line.append(result.type.typeText.escapingTerminalControls, .type)
    return line
  }

  private func failureLines(_ failure: Reply.Failure) -> [StyledLine] {
    var lines = failure.diagnostics.flatMap { DiagnosticView($0, width: options.width, isPlain: options.isPlain).lines }
    if let report = failure.report, options.showsBits { lines += observationLines(report) }
    return lines
  }
}

extension String {
  fileprivate var withoutLastLineBreak: String {
    hasSuffix("\n") ? String(dropLast()) : self
  }
}
