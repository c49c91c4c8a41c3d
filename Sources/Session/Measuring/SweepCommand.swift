import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import NativeComponents
import WAVE

/// `:sweep`.
extension Session {
  func sweep(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let request = try SweepRequest(arguments)
    let checked = try checkedExpression(arguments.cut(to: request.nameLength))
    guard let function = checked.signature else {
      throw SessionError(.notAFunction, at: arguments.place(checked.span))
    }
    guard let holder = function.instance else {
      throw SessionError(.wrapped([obstacle(to: function)].compactMap(\.self)))
    }
    guard let plan = SweepPlan(function, budget: request.budget ?? SweepPlan.usualBudget) else {
      throw SessionError(.cannotSweep(function.qualifiedName), at: arguments.place(checked.span))
    }
    let loaded = try instances.named(holder)
    let known = ArithmeticFunction(function.path)
    let resultSign = function.type.result.flatMap { IntegerType($0) }?.isSigned
    var reply = SweepReply(
      instance: holder, function: function.path, type: function.type, operands: plan.operands, callCount: 0,
      plannedCount: plan.callCount, combinations: plan.combinations,
      known: known.map { .init(operation: $0.operation, type: $0.type) },
      isReadSigned: request.isReadSigned ?? known?.type.isSigned ?? resultSign ?? plan.isReadSigned)
    let tally = try sweep(function, of: loaded, plan, stop: &reply.stop)
    reply.take(tally)
    // The sweep's own instance is gone; a live one of the same code knows the lines of source.
    for index in reply.findings.indices {
      let place = reply.findings[index].smallest.event?.event.location
      reply.findings[index].smallest.event?.event.location = place.map { loaded.located($0) }
    }
    if let stop = reply.stop {
      run?.remarks.append(Diagnostic(stop.diagnosticCode, "\(stop.wording): not every call was made"))
    }
    return Outcome(.sweep(reply))
  }

  private func sweep(
    _ function: CallableFunction, of loaded: LoadedInstance, _ plan: SweepPlan, stop: inout TrapCode?
  ) throws(SessionError) -> SweepTally {
    var tally = SweepTally(function, plan)
    let spare = SpareInstance(of: loaded, surroundings)
    // A first instance that cannot be made is a mistake; one that a later call needs ends the sweep as any trap would.
    _ = try spare.instance()
    var lastLook = ContinuousClock.now
    for index in 0..<plan.callCount {
      let now = ContinuousClock.now
      if now - lastLook > SliceBudget.target {
        lastLook = now
        stop = run?.reasonToStop(after: 0)
        if stop != nil { break }
      }
      let (choice, arguments) = plan.arguments(ofCall: index)
      let call = try spare.startCall(function, arguments, watch: .observe)
      var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
      let outcome = current.complete(call)
      if case .success(let value) = outcome { spare.dropResources(of: value, function.type, within: &current) }
      run = current
      if case .failure(let trap) = outcome, trap.code.endsInput {
        stop = trap.code
        break
      }
      let evidence = CallEvidence(
        instance: loaded.name, isNative: spare.kind == .native, function: function, arguments: arguments,
        watch: .observe, observations: call.observations, flagPath: settings.flags[function.path])
      tally.count(
        SweepTally.Call(
          choice: choice, arguments: arguments, outcome: outcome,
          report: evidence.report(returning: (try? outcome.get()) ?? nil)))
    }
    return tally
  }
}

/// What `:sweep` is asked: a function, a sign to read the map with, and how many calls it may make.
private struct SweepRequest {
  /// The bytes of the arguments that name the function.
  var nameLength: Int
  var isReadSigned: Bool?
  var budget: Int?

  /// The most calls that a sweep makes.
  static let maximumBudget: UInt64 = 1 << 24

  /// Reads `NAME [signed / unsigned] [CALLS]`.
  init(_ arguments: CommandArguments) throws(SessionError) {
    let words = arguments.words()
    guard let name = words.first else {
      throw SessionError(
        .missingArgument(command: "sweep", what: "a function's name"), at: arguments.place(arguments.nameSpan))
    }
    for word in words.dropFirst() {
      switch (word.text, Settings.count(word.text)) {
      case ("signed", _) where isReadSigned == nil: isReadSigned = true
      case ("unsigned", _) where isReadSigned == nil: isReadSigned = false
      case (_, let count?) where budget == nil && (1...Self.maximumBudget).contains(count): budget = Int(count)
      default:
        throw SessionError(
          .unexpectedArgument(command: "sweep", argument: word.text), at: arguments.place(word.span))
      }
    }
    nameLength = name.span.end - arguments.span.start
  }
}

extension SweepPlan {
  /// The sign to read a function with that is not known: that of its first integer.
  fileprivate var isReadSigned: Bool { operands.lazy.compactMap(\.type.integerLayout).first?.isSigned ?? true }
}

extension SweepReply {
  fileprivate mutating func take(_ tally: SweepTally) {
    callCount = tally.callCount
    overflowCounts = tally.overflowCounts
    declares = tally.declares
    declaredCount = tally.declaredCount
    findings = tally.findings
    mismatches = tally.smallestMismatches
    mismatchCount = tally.mismatchCount
    map = tally.map
  }
}

extension TrapCode {
  /// Whether the whole input ends with it, not only a call.
  var endsInput: Bool {
    switch self {
    case .fuelExhausted, .timedOut, .interrupted: true
    default: false
    }
  }
}
