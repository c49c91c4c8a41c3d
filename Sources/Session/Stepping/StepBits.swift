import BitArithmetic
import ComponentTypes
import Diagnostics

/// The integers of a step, for the commands that show bits: `:bits`, `:carry`, `:wheel` and `:why` without an argument.
extension Session {
  /// The step's operation, otherwise the integer on top of the stack.
  func bits(of step: StepReply, _ arguments: CommandArguments) throws(SessionError) -> BitsReply {
    guard let integer = step.integer, let result = step.value(of: integer) else {
      throw SessionError(.stepRefused(.noInteger), at: arguments.place(arguments.nameSpan))
    }
    return BitsReply(result: result, integer: integer, operation: step.operation)
  }

  /// What a step's instruction did, down to the bit.
  func why(of step: StepReply, _ arguments: CommandArguments) throws(SessionError) -> WhyReply {
    guard case .instruction(let text, let location) = step.moment,
      step.operation != nil || step.event != nil, let integer = step.integer
    else { throw SessionError(.stepRefused(.noInteger), at: arguments.place(arguments.nameSpan)) }
    var reply = WhyReply(
      input: "step \(step.step), \(text) at \(location.description),", inputNumber: nextInputNumber,
      value: ValueReply(result: step.value(of: integer)), operation: step.operation, isResult: true,
      event: step.event)
    reply.parting = reply.bits
    reply.isStep = true
    reply.listing = step.code?.around(lines: 5)
    return reply
  }
}

extension StepReply {
  /// The result of the step's operation, otherwise the integer on top of the stack after the step, or before it.
  package var integer: BitsReply.IntegerBits? {
    if let facts = operation?.facts { return BitsReply.IntegerBits(bits: facts.result, type: facts.type) }
    return ((after?.values.first ?? before.values.first)?.integer)
      .map { BitsReply.IntegerBits(bits: $0.bits, type: $0.type) }
  }

  /// An integer as a value of its type.
  func value(of integer: BitsReply.IntegerBits) -> TypedValue? {
    let value: ComponentValue? =
      switch integer.type {
      case .s32: .s32(Int32(truncatingIfNeeded: integer.bits))
      case .s64: .s64(Int64(bitPattern: integer.bits))
      default: nil
      }
    return value.map { TypedValue($0, ValueType(integer.type)) }
  }
}

extension InstructionListing {
  /// At most so many lines, the event's in their middle where there are enough.
  func around(lines count: Int) -> InstructionListing {
    guard let middle = lines.firstIndex(where: \.isEvent), lines.count > count else { return self }
    let first = min(max(0, middle - count / 2), lines.count - count)
    return InstructionListing(heading: heading, lines: Array(lines[first..<(first + count)]))
  }
}
