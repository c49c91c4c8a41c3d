import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Session
import WAVE

/// `:trace` and `:diff`. Core values and counts are decimal strings.
extension JSONValue {
  static func trace(_ trace: TraceReply) -> JSONValue {
    .object([
      "kind": .string("trace"), "instance": .string(trace.instance),
      "function": .string(trace.function.description), "entries": .array(trace.entries.map(stop)),
      "count": .text(trace.count), "instructions": .string(String(trace.instructions)), "path": .text(trace.path),
    ])
  }

  static func diff(_ diff: DiffReply) -> JSONValue {
    .object([
      "kind": .string("diff"), "function": .string(diff.function.description), "call": .string(diff.call),
      "common": .string(String(diff.common)), "parted": .bool(diff.doPart), "before": .array(diff.before.map(stop)),
      "sides": .array([diff.first, diff.second].map(side)),
    ])
  }

  private static func side(_ side: DiffReply.Side) -> JSONValue {
    var members: [String: JSONValue] = [
      "instance": .string(side.instance), "instructions": .string(String(side.instructions)),
      "entries": .array(side.entries.map(stop)), "value": .null, "error": .null,
    ]
    switch side.outcome {
    case .value(let value): members["value"] = .string(value?.waveText() ?? "()")
    case .failed(let failure): members["error"] = .text(failure.diagnostics.first?.code.description)
    }
    return .object(members)
  }

  private static func stop(_ entry: TraceEntry) -> JSONValue {
    switch entry.kind {
    case .moment(let moment):
      return .object(["number": .string(String(entry.number)), "moment": .string(moment.name)])
    case .operation(let operation):
      let location = operation.location
      return .object([
        "number": .string(String(entry.number)), "depth": .number(entry.depth), "offset": .number(location.offset),
        "function": .string(location.functionName ?? String(location.function)),
        "distance": .number(location.distance), "instruction": .string(operation.text),
        "operands": .array(operation.operands.map { .string($0.plainText) }),
        "result": .text(operation.result?.plainText),
        "lost": operation.lostSigned.map { .string($0 ? "signed" : "unsigned") } ?? .null,
        "alarm": .bool(operation.isAlarm), "address": .text(operation.address),
      ])
    }
  }
}
