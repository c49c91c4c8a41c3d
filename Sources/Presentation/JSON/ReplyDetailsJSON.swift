import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Session
import WAVE
import WIT

/// What a command's reply holds beyond a value: the `details` of a line of JSON. Nil where the fixed keys say it all.
extension JSONValue {
  static func details(of content: Reply.Content) -> JSONValue? {
    switch content {
    case .nothing, .value, .failure: nil
    case .bits(let reply):
      details("bits", integer: reply.integer, reply.float, reply.operation, reply.scratch)
    case .carry(let reply):
      .object([
        "kind": .string("carry"), "operation": .operation(reply.operation),
        "steps": .array((reply.steps.map(Array.init) ?? []).map(step)),
      ])
    case .carryStep(let reply): carryStep(reply)
    case .wheel(let reply): details("wheel", integer: reply.integer, nil, reply.operation, reply.scratch)
    case .why(let reply): why(reply)
    case .step(let reply): step(reply)
    case .stepEnded(let reply): stepEnd(reply)
    case .breakpoints(let reply): breakpoints(reply)
    case .predictionAsked(let question): asked(question)
    case .predictionJudged(let verdict): judged(verdict)
    case .predictionScore(let score): .object(["kind": .string("score"), "score": scores(score)])
    case .comparison(let reply): comparison(reply)
    case .bench(let reply): bench(reply)
    case .measure(let reply): measure(reply)
    case .sweep(let reply): sweep(reply)
    case .trace(let reply): trace(reply)
    case .diff(let reply): diff(reply)
    case .sourced(let reply): source(reply)
    case .checked(let reply): check(reply)
    case .recording(let reply): recording(reply)
    case .frontEnd: .object(["kind": .string("front-end")])
    case .quit: .object(["kind": .string("quit")])
    default: listing(of: content)
    }
  }

  // MARK: - Bits

  private static func details(
    _ kind: String, integer: BitsReply.IntegerBits?, _ float: FloatFields?, _ operation: ReportedOperation?,
    _ scratch: ScratchBits?
  ) -> JSONValue {
    .object([
      "kind": .string(kind), "integer": integer.map { .integer($0) } ?? .null,
      "float": float.map { .float($0) } ?? .null, "operation": operation.map { .operation($0) } ?? .null,
      "scratch": scratch.map(changed) ?? .null,
    ])
  }

  /// A changed copy.
  private static func changed(_ scratch: ScratchBits) -> JSONValue {
    switch scratch.form {
    case .operation(let facts): .operation(ReportedOperation(facts: facts, basis: .expression))
    case .integer(let bits, let type): .integer(BitsReply.IntegerBits(bits: bits, type: type))
    case .float(let fields): .float(fields)
    }
  }

  private static func carryStep(_ reply: CarryStepReply) -> JSONValue {
    guard let steps = reply.steps, steps.indices.contains(reply.bit) else { return .null }
    let isLast = reply.bit == steps.count - 1
    return .object([
      "kind": .string("step"), "operation": .operation(reply.operation, hidesOutcome: !isLast),
      "step": step(steps[reply.bit]), "count": .number(steps.count),
    ])
  }

  private static func why(_ reply: WhyReply) -> JSONValue {
    .object([
      "kind": .string("why"), "input": .string(reply.input), "number": .number(reply.inputNumber),
      "operation": reply.operation.map { .operation($0) } ?? .null, "isResult": .bool(reply.isResult),
      "event": reply.event.map { .event($0) } ?? .null, "declared": .flag(reply.call?.declared),
      "watched": .flag(reply.call?.wasWatched), "parting": reply.parting.map { .parting($0) } ?? .null,
      "code": reply.listing.map { listing in
        .array(
          listing.lines.map { .object(["offset": .number($0.offset), "instruction": .string($0.text)]) })
      } ?? .null,
    ])
  }

  // MARK: - Predictions

  private static func asked(_ question: PredictionQuestion) -> JSONValue {
    .object([
      "kind": .string("question"), "expression": .string(question.expression),
      "parts": .array(question.parts.map { .string($0.rawValue) }),
    ])
  }

  private static func judged(_ verdict: PredictionVerdict) -> JSONValue {
    .object([
      "kind": .string("verdict"), "expression": .string(verdict.question.expression),
      "skipped": .bool(verdict.wasSkipped),
      "parts": .array(
        verdict.judgements.map {
          .object([
            "part": .string($0.part.rawValue), "said": .text($0.said), "truth": .string($0.truth),
            "right": .bool($0.isRight),
          ])
        }), "score": scores(verdict.score),
    ])
  }

  private static func scores(_ score: PredictionScore) -> JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: score.parts.map { part, count in
          (part.rawValue, .object(["right": .number(count.right), "asked": .number(count.asked)]))
        }))
  }

  // MARK: - Comparisons

  private static func comparison(_ reply: ComparisonReply) -> JSONValue {
    let rows = reply.rows.map { row -> JSONValue in
      var members = row.code.members
      members.merge([
        "instance": .string(row.instance), "instructions": .string(String(row.timing.instructions)),
        "declared": .flag(row.report?.declared), "overflow": .flag(row.report?.computed?.facts.overflowed),
        "events": .array((row.report?.notableEvents ?? []).map(event)), "value": .null, "error": .null,
      ]) { $1 }
      switch row.outcome {
      case .value(let value): members["value"] = .string(value?.waveText() ?? "()")
      case .failed(let failure): members["error"] = .text(failure.diagnostics.first?.code.description)
      }
      return .object(members)
    }
    let difference = reply.firstDifference.map { difference -> JSONValue in
      .object([
        "instance": reply.rows.indices.contains(difference.row) ? .string(reply.rows[difference.row].instance) : .null,
        "path": .text(difference.value?.path), "first": .text(difference.value?.first?.waveText()),
        "other": .text(difference.value?.second?.waveText()),
      ])
    }
    return .object([
      "kind": .string("comparison"), "function": .string(reply.function.description), "rows": .array(rows),
      "agree": .bool(reply.allAgree), "firstDifference": difference ?? .null,
    ])
  }
}
