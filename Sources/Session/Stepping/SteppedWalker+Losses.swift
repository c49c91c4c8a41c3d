import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Interpreter
import NativeComponents

/// Which instructions lose something, as the watch has it.
extension SteppedWalker {
  /// In which readings a loss counts, as the watch says.
  var readings: StopConditions.Readings {
    watch.readings(resultIsSigned: resultIsSigned).reduce(into: []) { $0.insert($1 ? .signed : .unsigned) }
  }

  /// The sign of the call's result, as far as its type says it.
  private var resultIsSigned: Bool? {
    ArithmeticFunction(function.path)?.type.isSigned ?? function.type.result.flatMap { IntegerType($0) }?.isSigned
  }

  /// Whether an instruction that is about to lose something is one to stop at: what the watch's rules say is no alarm is
  /// gone by.
  func verdict(_ event: WatchedEvent) -> LossVerdict {
    if let reported = reported(event), !reported.isNoise { return .counts }
    return watch.isAlwaysQuiet(at: event.exemptions, resultIsSigned: resultIsSigned) ? .placeNeverCounts : .passes
  }

  /// What an instruction loses that is about to run, without a value returned to compare it with.
  func reported(_ watched: WatchedEvent) -> ReportedEvent? {
    guard let event = ObservedEvent(watched), let facts = CallEvidence.facts(of: event) else { return nil }
    var reported = ReportedEvent(event: event, facts: facts, equalsResult: nil, isNoise: false)
    CallEvidence.judge(&reported, by: watch, resultIsSigned: resultIsSigned)
    return reported
  }

  /// The integer operation of an instruction on its operands, the topmost first; nil for other instructions.
  func operation(_ instruction: Instruction, _ operands: [CoreValue], step: UInt64) -> ReportedOperation? {
    let bits = operands.prefix(2).map(\.slots.first)
    guard let operation = ObservedEvent.Operation(instruction.opcode),
      case .arithmetic(let kind, let width) = operation, let type = IntegerType(width: width, isSigned: true),
      bits.count == 2
    else { return nil }
    return ReportedOperation(facts: OperationFacts(kind, type, bits[1], bits[0]), basis: .step(step))
  }
}
