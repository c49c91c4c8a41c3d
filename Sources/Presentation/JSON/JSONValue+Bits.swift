import BitArithmetic
import ComponentTypes
import Session
import WAVE

/// Bits, operations and steps as JSON.
extension JSONValue {
  /// An operation with all its facts, or with its operands alone while the outcome is hidden.
  static func operation(_ operation: ReportedOperation, hidesOutcome: Bool = false) -> JSONValue {
    let facts = operation.facts
    let type = facts.type
    var members: [String: JSONValue] = [
      "operation": .string(facts.operation.rawValue), "type": .string(type.description),
      "operands": .array(
        facts.operands.enumerated().map { index, bits in
          .string(facts.operation == .shl && index == 1 ? String(bits) : type.decimal(bits))
        }),
      "basis": .string(operation.basis.word),
    ]
    if hidesOutcome { return .object(members) }
    members["result"] = .string(type.decimal(facts.result))
    members["exact"] = .string(facts.exact.description)
    members["wraps"] = .string(facts.wraps.description)
    members["signed"] = .bool(facts.signedOverflow)
    members["unsigned"] = .bool(facts.unsignedOverflow)
    members["marks"] = .array(facts.marks.map { .string($0.rawValue) })
    members["binary"] = .string(type.binary(facts.result))
    // c[n] first: one digit more than the operands have.
    members[facts.operation.borrows ? "borrows" : "carries"] = facts.carries.map { carries in
      .string(String((0...type.width).reversed().map { carries[$0] ? "1" : "0" }))
    }
    members["highHalf"] = facts.highHalf.map { .string(type.hexadecimal($0)) }
    return .object(members)
  }

  /// A step of an addition or subtraction.
  static func step(_ step: CarryStep) -> JSONValue {
    .object([
      "bit": .number(step.bit), "x": .number(step.x ? 1 : 0), "y": .number(step.y ? 1 : 0),
      "carryIn": .number(step.carryIn ? 1 : 0), "sum": .number(step.sum ? 1 : 0),
      "carryOut": .number(step.carryOut ? 1 : 0),
    ])
  }

  /// An integer as bits.
  static func integer(_ integer: BitsReply.IntegerBits) -> JSONValue {
    let (bits, type) = (integer.bits, integer.type)
    return .object([
      "type": .string(type.description), "binary": .string(type.binary(bits)),
      "hexadecimal": .string(type.hexadecimal(bits)), "signed": .string(type.withSign(true).decimal(bits)),
      "unsigned": .string(type.withSign(false).decimal(bits)),
    ])
  }

  /// A float's fields.
  static func float(_ fields: FloatFields) -> JSONValue {
    .object([
      "hexadecimal": .string("0x" + String(fields.bits, radix: 16)), "negative": .bool(fields.isNegative),
      "exponent": .string(String(fields.exponent)), "fraction": .string(String(fields.fraction)),
      "class": .string(String(describing: fields.class)),
    ])
  }

  /// Where a story ends.
  static func parting(_ parting: WhyReply.Parting) -> JSONValue {
    switch parting {
    case .carry(let step): .object(["carry": .step(step)])
    case .highHalf(let bits): .object(["highHalf": .string("0x" + String(bits, radix: 16))])
    case .shiftedOut(let bits, let count):
      .object(["shiftedOut": .string("0x" + String(bits, radix: 16)), "count": .number(count)])
    case .dropped(let facts):
      .object([
        "dropped": .string("0x" + String(facts.droppedBits, radix: 16)),
        "kept": .string("0x" + String(facts.result, radix: 16)),
      ])
    }
  }

  /// A place that lost something.
  static func event(_ event: ReportedEvent) -> JSONValue {
    let event = EventJSON(event)
    return .object([
      "instruction": .string(event.instruction), "offset": .text(event.offset), "function": .text(event.function),
      "operands": .array(event.operands.map { .string($0) }), "exact": .string(event.exact),
      "wrapped": .string(event.wrapped),
    ])
  }
}

extension ReportedOperation.Basis {
  fileprivate var word: String {
    switch self {
    case .expression: "expression"
    case .native: "native"
    case .observed, .step: "observed"
    case .computed: "computed"
    }
  }
}
