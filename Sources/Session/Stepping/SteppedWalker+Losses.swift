import BitArithmetic
import ComponentRuntime
import CoreModule
import CoreTypes
import Interpreter

/// Which instructions lose something, as the watch has it.
extension SteppedWalker {
  /// How integers are read: a walk knows nothing of the result's sign before the end.
  var readings: StopConditions.Readings { .signed }

  /// Whether an instruction that is about to lose something is one to stop at.
  func isAlarm(_ event: WatchedEvent) -> Bool {
    guard let reported = ReportedEvent(event) else { return false }
    return !reported.isNoise
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

extension ReportedEvent {
  /// What an instruction loses that is about to run, without a call's result to compare it with.
  init?(_ watched: WatchedEvent) {
    guard let event = ObservedEvent(watched), let facts = CallEvidence.facts(of: event) else { return nil }
    self.init(event: event, facts: facts, equalsResult: nil, isNoise: false, isReadSigned: true)
    isReadSigned = loses(asSigned: true)
    isNoise = !isReadSigned
  }
}
