import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter
import NativeComponents

/// Goes through a call stop by stop, within an input's limits.
final class CallWalk {
  let function: CallableFunction
  let instance: String
  private let call: SteppedCall
  /// By what a loss is an alarm.
  private let watch: WatchMode
  /// The latest stop; its operator has not run yet.
  private var ahead: TraceEntry?
  private var lastLook = ContinuousClock.now
  private var counted: UInt64 = 0

  /// Begins a call on an instance.
  ///
  /// - Throws: `SessionError` where it cannot begin, or where there is no code to walk through.
  init(
    _ function: CallableFunction, _ arguments: [ComponentValue], on instance: any ComponentInstance, named name: String,
    watch: WatchMode
  ) throws(SessionError) {
    self.function = function
    self.instance = name
    self.watch = watch
    if let trap = instance.trap { throw SessionError(.instanceTrapped(name, trap)) }
    do {
      // Nothing goes back here, so that one snapshot is enough.
      call = try instance.startSteppedCall(
        function.path, arguments, limits: SteppingLimits(historyBytes: 0, interval: 1 << 60))
    } catch {
      throw SessionError(.callRefused(function.qualifiedName, instance: name, error))
    }
  }

  /// Ends the walk, so that other calls run fast again.
  func close() { call.close() }

  /// Operators that ran so far.
  var operatorsRun: UInt64 { call.instructionsRun }

  /// The result, once the call has returned; the inner nil for a function without one.
  private(set) var outcome: Result<ComponentValue?, Trap>?

  /// Goes to the next stop.
  ///
  /// - Returns: the stop before it, with all that is known of that now; nil once there is none.
  /// - Throws: what ends the whole input: the limits, or the user.
  func next(within run: inout Run) throws(SessionError) -> TraceEntry? {
    while outcome == nil {
      try move(.forward(.step), within: &run)
      let (reached, top) = stop()
      defer { ahead = reached }
      if var before = ahead {
        before.complete(with: reached, top)
        return before
      }
    }
    defer { ahead = nil }
    return ahead
  }

  /// Runs on until an operator is about to lose something in a reading, or to the end.
  ///
  /// - Returns: that operator; nil at the end.
  func nextLoss(
    _ readings: StopConditions.Readings, within run: inout Run
  ) throws(SessionError) -> TraceEntry? {
    guard outcome == nil else { return nil }
    try move(.forward(.run(readings)), within: &run)
    return outcome == nil ? stop().entry : nil
  }

  /// Runs to the end of the call.
  func finish(within run: inout Run) throws(SessionError) {
    ahead = nil
    if outcome == nil { try move(.forward(.end), within: &run) }
  }

  /// Whether the watch would tell a loss.
  private func isAlarm(_ watched: WatchedEvent) -> Bool {
    guard let event = ObservedEvent(watched), let facts = CallEvidence.facts(of: event) else { return false }
    var reported = ReportedEvent(event: event, facts: facts, equalsResult: nil, isNoise: false)
    let sign =
      ArithmeticFunction(function.path)?.type.isSigned ?? function.type.result.flatMap { IntegerType($0) }?.isSigned
    CallEvidence.judge(&reported, by: watch, resultIsSigned: sign)
    return !reported.isNoise
  }

  private func move(_ move: StepMove, within run: inout Run) throws(SessionError) {
    call.begin(move)
    var slice = SliceBudget()
    while true {
      let begin = ContinuousClock.now
      let progress = call.resume(budget: min(slice.instructions, max(1, run.fuel ?? .max)))
      let ran = call.instructionsRun
      run.count(ran > counted ? ran - counted : 0)
      counted = ran
      let now = ContinuousClock.now
      if now - lastLook > SliceBudget.target || run.fuel == 0 {
        lastLook = now
        if let code = run.reasonToStop(after: 0) {
          let trap = call.cancel(code)
          outcome = .failure(trap)
          return
        }
      }
      guard case .moving = progress else { break }
      slice.adapt(to: now - begin)
    }
    switch call.end {
    case .returned(let value): outcome = .success(value)
    case .trapped(let trap): outcome = .failure(trap)
    case .running: break
    }
  }

  // MARK: - Entries

  /// Where the call stands, with the topmost value of the operand stack there.
  private func stop() -> (entry: TraceEntry?, top: CoreValue?) {
    let state = call.state(frameLimit: 1)
    let number = state.position.operators
    if let moment = state.moment {
      return (TraceEntry(number: number, depth: call.depth, kind: .moment(moment)), nil)
    }
    guard let frame = state.frames.first?.code else { return (nil, nil) }
    let instruction = frame.instruction
    var operation = TraceEntry.Operation(
      location: frame.location, text: instruction.text(in: frame.instance.module.bytes),
      opcode: instruction.opcode,
      operands: Array(frame.operands.suffix(frame.instance.module.operandCount(of: instruction))),
      lostSigned: state.loss.map(\.lostSigned), isAlarm: state.loss.map(isAlarm) ?? false)
    if let access = state.access {
      operation.address = access.address
      operation.byteCount = access.byteCount
      operation.isWrite = access.isWrite
      operation.memory = access.index
    }
    return (TraceEntry(number: number, depth: call.depth, kind: .operation(operation)), frame.operands.last)
  }
}

extension TraceEntry {
  /// Takes in what the operator left, where the next stop is in the same function.
  fileprivate mutating func complete(with next: TraceEntry?, _ top: CoreValue?) {
    guard case .operation(var operation) = kind, let next, next.operation != nil, next.depth == depth,
      operation.opcode.leavesOneValue
    else { return }
    operation.result = top
    kind = .operation(operation)
  }
}

extension Opcode {
  /// Whether it leaves one value and goes on behind itself.
  fileprivate var leavesOneValue: Bool {
    switch signature.shape {
    case .constant, .numeric, .load, .loadLane: true
    case .store, .storeLane: false
    case .atomic: signature.result != .bottom
    case .special:
      [.localGet, .localTee, .globalGet, .select, .selectTyped, .memorySize, .memoryGrow, .tableGet, .refIsNull]
        .contains(self)
    }
  }

  /// Whether it calls a function, or returns by calling one.
  var isCall: Bool {
    [.call, .callIndirect, .callRef, .returnCall, .returnCallIndirect, .returnCallRef].contains(self)
  }
}

extension Module {
  /// How many operands an instruction takes; 0 where that is not known here.
  fileprivate func operandCount(of instruction: Instruction) -> Int {
    let signature = instruction.opcode.signature
    switch signature.shape {
    case .constant: return 0
    case .numeric: return Int(signature.operandCount)
    case .load, .store, .loadLane, .storeLane, .atomic: return Int(signature.operandCount) + 1
    case .special:
      switch instruction.opcode {
      case .localSet, .localTee, .globalSet, .drop, .if, .brIf, .brTable, .memoryGrow: return 1
      case .i64MulWideS, .i64MulWideU: return 2
      case .i64Add128, .i64Sub128: return 4
      case .select, .selectTyped, .memoryCopy, .memoryFill, .memoryInit: return 3
      case .call, .returnCall: return type(ofFunction: instruction.index)?.parameters.count ?? 0
      case .callIndirect, .callRef, .returnCallIndirect, .returnCallRef:
        return (functionType(at: instruction.index)?.parameters.count ?? 0) + 1
      default: return 0
      }
    }
  }
}
