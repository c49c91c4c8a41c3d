import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import WAVE

/// `:bench`.
extension Session {
  func bench(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (function, values) = try callOnAnyInstance(arguments, of: .bench)
    guard !function.type.parameters.contains(where: { $0.type.holdsHandles }) else {
      throw SessionError(.cannotBench(function.qualifiedName), at: arguments.place(arguments.span))
    }
    let holders = instances.all.filter { loaded in
      loaded.recipe.kind != .stub
        && (try? loaded.exports(surroundings))?.function(at: function.path)?.type == function.type
    }
    if holders.isEmpty, let diagnostic = obstacle(to: function) {
      var missing = diagnostic
      missing.location = arguments.place(arguments.span)
      throw SessionError(.wrapped([missing]))
    }
    // What is native comes first, so that it is what the others are compared with.
    let ordered = holders.filter { $0.recipe.kind == .native } + holders.filter { $0.recipe.kind != .native }
    var benches = ordered.map { Bench(SpareInstance(of: $0, surroundings), function, values) }
    // Half of the time that the input has, at most.
    let budget = min(settings.benchTime, settings.timeout.map { $0 / 2 } ?? settings.benchTime)
    let stop = try withSpareLinks { () throws(SessionError) in try time(&benches, for: budget) }
    // The rows say which of them stubs answered; nobody wants to read each of the calls.
    _ = stubs.takeUnreported()
    if let stop {
      run?.remarks.append(Diagnostic(stop.diagnosticCode, "\(stop.wording): the times are of fewer calls"))
    }
    let typed = zip(values, function.type.parameters).map { TypedValue($0, $1.type) }
    return Outcome(
      .bench(
        BenchReply(function: function.path, call: function.callText(typed), rows: benches.map { $0.row(function) })))
  }

  /// Times the instances in turns, so that what slows the machine down slows all of them down.
  ///
  /// - Returns: why it ended early, if it did.
  private func time(_ benches: inout [Bench], for budget: Duration) throws(SessionError) -> TrapCode? {
    var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
    defer { run = current }
    for index in benches.indices {
      _ = stubs.takeImportCalls()
      if let stop = try benches[index].begin(within: &current) { return stop }
      benches[index].noteCode(calling: stubs.takeImportCalls())
    }
    let end = ContinuousClock.now + budget
    var isTiming = benches.contains { $0.isTiming }
    while isTiming {
      isTiming = false
      for index in benches.indices where benches[index].isTiming {
        // Every instance has some samples, however short the time is.
        guard ContinuousClock.now < end || !benches[index].hasEnoughSamples else { continue }
        if let stop = current.reasonToStop(after: 0) { return stop }
        if let stop = try benches[index].timeBatch(within: &current) { return stop }
        isTiming = true
      }
    }
    return nil
  }
}

/// One instance's times while they are taken.
private struct Bench {
  private let spare: SpareInstance
  private let function: CallableFunction
  private let arguments: [ComponentValue]
  /// How many calls stand between two looks at the clock, since the clock takes some time itself.
  private var batch = 1
  private var samples: [Double] = []
  private var callCount = 0
  private var first: ComponentValue?
  private var instructions: UInt64 = 0
  private var failure: Reply.Failure?
  private var code: AnsweringCode

  /// What a batch takes at least, where one call takes less.
  private static let batchTime: Duration = .microseconds(200)
  private static let maximumBatch = 1 << 16
  /// More samples than these change nothing.
  private static let sampleLimit = 10_000
  private static let leastSamples = 5

  init(_ spare: SpareInstance, _ function: CallableFunction, _ arguments: [ComponentValue]) {
    self.spare = spare
    code = AnsweringCode(spare.kind, componentCount: 1)
    self.function = function
    self.arguments = arguments
  }

  var isTiming: Bool { failure == nil && samples.count < Self.sampleLimit }
  var hasEnoughSamples: Bool { samples.count >= Self.leastSamples }

  /// Makes the instance and its first calls, which translate the code and are not timed, until a batch takes long enough.
  ///
  /// - Returns: why the whole command ends, if it does.
  mutating func begin(within run: inout Run) throws(SessionError) -> TrapCode? {
    do throws(SessionError) {
      let before = run.instructions
      let call = try spare.startCall(function, arguments, watch: .off)
      switch run.complete(call) {
      case .success(let value):
        first = value
        spare.dropResources(of: value, function.type, within: &run)
      case .failure(let trap): return end(trap)
      }
      instructions = run.instructions - before
    } catch {
      failure = Reply.Failure(diagnostics: error.diagnostics, instance: spare.name)
      return nil
    }
    while batch < Self.maximumBatch {
      let start = ContinuousClock.now
      if let stop = try timeBatch(within: &run) { return stop }
      guard failure == nil else { return nil }
      let elapsed = ContinuousClock.now - start
      if elapsed >= Self.batchTime { break }
      batch *= 2
    }
    samples = []
    callCount = 0
    return nil
  }

  /// Notes what ran in its first calls.
  mutating func noteCode(calling calls: [ImportCall]) {
    code = AnsweringCode(spare.kind, componentCount: spare.componentCount, calls: calls)
  }

  /// Times a batch of calls.
  ///
  /// - Returns: why the whole command ends, if it does.
  mutating func timeBatch(within run: inout Run) throws(SessionError) -> TrapCode? {
    var results: [ComponentValue] = []
    let keeps = function.type.result?.holdsHandles == true
    let start = ContinuousClock.now
    for _ in 0..<batch {
      let call = try spare.startCall(function, arguments, watch: .off)
      switch run.completeTimed(call) {
      case .success(let value): if keeps, let value { results.append(value) }
      case .failure(let trap): return end(trap)
      }
    }
    let elapsed = ContinuousClock.now - start
    samples.append(elapsed.nanoseconds / Double(batch))
    callCount += batch
    for result in results { spare.dropResources(of: result, function.type, within: &run) }
    return nil
  }

  private mutating func end(_ trap: Trap) -> TrapCode? {
    if trap.code.endsInput { return trap.code }
    let error = SessionError(.trapped(trap, function: function.qualifiedName, instance: spare.name))
    failure = Reply.Failure(diagnostics: error.diagnostics, trap: trap, instance: spare.name)
    return nil
  }

  func row(_ function: CallableFunction) -> BenchReply.Row {
    var outcome: BenchReply.Outcome
    if let failure {
      outcome = .failed(failure)
    } else if let times = CallTimes(samples: samples, calls: callCount) {
      outcome = .measured(times, value: first.flatMap { value in function.type.result.map { TypedValue(value, $0) } })
    } else {
      outcome = .failed(Reply.Failure(diagnostics: SessionError(.interrupted).diagnostics, instance: spare.name))
    }
    return BenchReply.Row(instance: spare.name, code: code, outcome: outcome, instructions: instructions)
  }
}

extension BenchReply {
  fileprivate init(function: FunctionPath, call: String, rows: [Row]) {
    self.function = function
    self.call = call
    self.rows = rows
    (interpreted, differing) = (nil, nil)
    let medians = rows.map { times(of: $0)?.median }
    guard let reference = medians.lazy.compactMap({ $0 }).first else { return }
    interpreted = rows.indices.first { rows[$0].code.isPlainlyInterpreted && medians[$0] != nil }
    for index in rows.indices {
      guard let median = medians[index] else { continue }
      self.rows[index].ratio = median / reference
      guard rows[index].crossesBorders, let plain = interpreted.flatMap({ medians[$0] }) else { continue }
      self.rows[index].ratioToInterpreted = median / plain
    }
    let values = rows.enumerated().compactMap { index, row -> (index: Int, value: TypedValue?)? in
      guard case .measured(_, let value) = row.outcome else { return nil }
      return (index, value)
    }
    differing = values.first { $0.value != values.first?.value }?.index
  }
}

extension Duration {
  /// The whole duration in nanoseconds.
  fileprivate var nanoseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
  }
}
