import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Session
import WAVE

/// `:bench`, `:measure` and `:sweep`. Counts that may need more than 53 bits, and times, are decimal strings.
extension JSONValue {
  static func bench(_ bench: BenchReply) -> JSONValue {
    let rows = bench.rows.map { row -> JSONValue in
      var members = row.code.members
      members.merge([
        "instance": .string(row.instance),
        "instructions": .string(String(row.instructions)), "ratio": .text(row.ratio),
        "ratioToInterpreted": .text(row.ratioToInterpreted), "value": .null, "error": .null, "nanoseconds": .null,
      ]) { $1 }
      switch row.outcome {
      case .measured(let times, let value):
        members["value"] = .string(value?.waveText() ?? "()")
        members["nanoseconds"] = .object([
          "calls": .number(times.calls), "least": .text(times.least), "lowerQuartile": .text(times.lowerQuartile),
          "median": .text(times.median), "upperQuartile": .text(times.upperQuartile),
        ])
      case .failed(let failure): members["error"] = .text(failure.diagnostics.first?.code.description)
      }
      return .object(members)
    }
    return .object([
      "kind": .string("bench"), "function": .string(bench.function.description), "call": .string(bench.call),
      "rows": .array(rows), "agree": .bool(bench.differing == nil),
    ])
  }

  static func measure(_ measured: MeasureReply) -> JSONValue {
    .object([
      "kind": .string("measure"), "instance": .string(measured.instance),
      "function": .string(measured.function.description),
      "instructions": .string(String(measured.instructions)),
      "counted": measured.traffic.map { traffic in
        .object([
          "instructions": .string(String(traffic.instructions)), "calls": .string(String(traffic.calls)),
          "loads": .string(String(traffic.loads)), "stores": .string(String(traffic.stores)),
          "touchedBytes": .number(traffic.touchedBytes), "touchedBlocks": .number(traffic.touchedBlocks),
        ])
      } ?? .null,
      "memory": measured.memory.map { memory in
        .object([
          "before": .string(String(memory.before)), "after": .string(String(memory.after)),
          "changedBytes": memory.changes.map { .number($0.bytes) } ?? .null,
          "changedBlocks": memory.changes.map { .number($0.blocks) } ?? .null,
          "blockSize": .number(MemoryChanges.blockSize),
        ])
      } ?? .null,
      "hostCalls": .array(
        measured.hostCalls.map {
          .object([
            "function": .string($0.path.description), "instance": .text($0.instance),
            "count": .string(String($0.count)),
          ])
        }),
      "capabilities": .array(measured.capabilities.map { .string($0.description) }),
    ])
  }

  static func sweep(_ sweep: SweepReply) -> JSONValue {
    .object([
      "kind": .string("sweep"), "instance": .string(sweep.instance), "function": .string(sweep.function.description),
      "calls": .number(sweep.callCount), "planned": .number(sweep.plannedCount),
      "combinations": .text(sweep.combinations),
      "operands": .array(
        sweep.operands.map {
          .object([
            "name": .string($0.name), "type": .string($0.type.typeText), "values": .number($0.values.count),
            "every": .bool($0.isExhaustive),
          ])
        }),
      "operation": sweep.known.map {
        .object(["operation": .string($0.operation.rawValue), "type": .string($0.type.description)])
      } ?? .null,
      "overflows": .object([
        "signed": .number(sweep.overflowCounts.signed), "unsigned": .number(sweep.overflowCounts.unsigned),
      ]),
      "map": sweep.map.map(map) ?? .null, "declared": sweep.declares ? .number(sweep.declaredCount) : .null,
      "findings": .array(sweep.findings.map(finding)),
      "mismatches": .object([
        "count": .number(sweep.mismatchCount), "smallest": .array(sweep.mismatches.map { example($0) }),
      ]),
      "ended": .text(sweep.stop?.diagnosticCode),
    ])
  }

  /// A row a `y`, a digit an `x`, both from bit pattern 0 to 255: what came of the call, in hexadecimal.
  private static func map(_ map: SweepMap) -> JSONValue {
    let meanings: [(cell: SweepMap.Cell, digit: Int, word: String)] = [
      (.signedOverflow, 1, "signed"), (.unsignedOverflow, 2, "unsigned"), (.mismatch, 4, "mismatch"),
      (.trapped, 8, "trapped"),
    ]
    func digit(_ cell: SweepMap.Cell) -> String {
      guard cell.contains(.called) else { return "." }
      return String(meanings.reduce(0) { cell.contains($1.cell) ? $0 | $1.digit : $0 }, radix: 16)
    }
    let rows = (UInt8.min...UInt8.max).map { y in
      JSONValue.string((UInt8.min...UInt8.max).map { x in digit(map[x, y]) }.joined())
    }
    return .object([
      "x": .text(map.names.first), "y": .text(map.names.last), "rows": .array(rows),
      "digits": .object(Dictionary(uniqueKeysWithValues: meanings.map { ($0.word, .number($0.digit)) })),
    ])
  }

  private static func finding(_ finding: SweepFinding) -> JSONValue {
    var members: [String: JSONValue] = ["count": .number(finding.count), "smallest": example(finding.smallest)]
    switch finding.kind {
    case .flagMismatch(let declared):
      members["what"] = .string("flag")
      members["declared"] = .bool(declared)
    case .valueMismatch: members["what"] = .string("value")
    case .overflow(let isSigned): members["what"] = .string(isSigned ? "signed" : "unsigned")
    case .event(let instruction, let isSigned):
      members["what"] = .string("instruction")
      members["instruction"] = .string(instruction)
      members["signed"] = .bool(isSigned)
    case .trap(let code):
      members["what"] = .string("trap")
      members["trap"] = .string(code.wording)
    }
    return .object(members)
  }

  private static func example(_ example: SweepExample) -> JSONValue {
    .object([
      "call": .string(example.call), "value": .text(example.result?.waveText()), "declared": .flag(example.declared),
      "exact": .text(example.facts?.exact), "overflow": .flag(example.facts?.overflowed),
      "event": example.event.map { .event($0) } ?? .null,
    ])
  }
}

extension AnsweringCode {
  /// What ran, as members of an object.
  var members: [String: JSONValue] {
    [
      "code": .string(kind.rawValue), "components": .number(componentCount),
      "linked": .array(linkedInstances.map { .string($0) }), "stubbed": .bool(usesStubs),
    ]
  }
}
