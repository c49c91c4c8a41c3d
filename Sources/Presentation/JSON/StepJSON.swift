import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import WAVE

/// Walks as JSON. Values and addresses are strings, so that 64 bits survive every reader.
extension JSONValue {
  static func step(_ reply: StepReply) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string("walk"), "call": .string(reply.call), "instance": .string(reply.instance),
      "function": .string(reply.function.description), "step": .string(String(reply.step)),
      "steps": .text(reply.stepCount), "stop": .string(reply.stop.word),
      "before": .stack(reply.before), "after": reply.after.map { .stack($0) } ?? .null,
      "locals": .array(reply.locals.map { .variable($0) }), "globals": .array(reply.globals.map { .variable($0) }),
      "memory": reply.memory.map { .memory($0) } ?? .null,
      "frames": .array(
        reply.frames.map { frame in
          place(frame.location, ["component": .string(frame.component)])
        }),
      "event": reply.event.map { .event($0) } ?? .null,
      "leads": .text(reply.entry?.words),
      "traps": .text(reply.trap?.code.wording),
      "operation": reply.operation.map { .operation($0) } ?? .null,
    ]
    if case .breakpoint(let number) = reply.stop { members["breakpoint"] = .number(number) }
    switch reply.moment {
    case .instruction(let text, let location):
      members["at"] = place(location, ["instruction": .string(text)])
    case .canonical(let step):
      members["canonical"] = .object([
        "operation": .string(step.kind.rawValue), "component": .string(step.component), "text": .string(step.text),
      ])
    case .returned(let value): members["returned"] = .string(value?.waveText() ?? "()")
    case .trapped(let trap): members["trap"] = .string(trap.code.wording)
    }
    return .object(members)
  }

  static func stepEnd(_ reply: StepEndReply) -> JSONValue {
    .object([
      "kind": .string("walk-end"), "call": .string(reply.call), "instance": .string(reply.instance),
      "givenUp": .bool(reply.wasGivenUp),
    ])
  }

  static func breakpoints(_ reply: BreakpointsReply) -> JSONValue {
    func entry(_ entry: BreakpointsReply.Entry) -> JSONValue {
      .object([
        "number": .number(entry.number), "at": .string(entry.text), "hits": .number(entry.hits),
        "places": .array(
          entry.places.map { place in
            .object([
              "instance": .string(place.instance), "offset": place.place.location.map { .number($0.offset) } ?? .null,
              "text": .string(place.words),
            ])
          }),
      ])
    }
    return .object([
      "kind": .string("breakpoints"), "breakpoints": .array(reply.entries.map(entry)),
      "added": reply.added.map(entry) ?? .null, "removed": .array(reply.removed.map(entry)),
    ])
  }

  // MARK: - Parts

  private static func place(_ location: CodeLocation, _ more: [String: JSONValue]) -> JSONValue {
    .object(
      more.merging([
        "offset": .number(location.offset), "function": .string(location.functionName ?? String(location.function)),
        "distance": .number(location.distance),
      ]) { first, _ in first })
  }

  private static func stack(_ stack: StepStack) -> JSONValue { .array(stack.values.map { .core($0, [:]) }) }

  private static func variable(_ variable: StepVariable) -> JSONValue {
    .core(variable.value, ["index": .number(Int(variable.index)), "name": .text(variable.name)])
  }

  private static func core(_ value: StepValue, _ more: [String: JSONValue]) -> JSONValue {
    .object(
      more.merging([
        "type": .string(value.typeText), "value": .string(value.text), "bits": .string(value.hexadecimal),
        "changed": .bool(value.isChanged),
      ]) { first, _ in first })
  }

  private static func memory(_ memory: StepMemory) -> JSONValue {
    .object([
      "memory": .number(Int(memory.memory)), "address": .string(String(memory.address)),
      "width": .number(memory.width), "access": .string(memory.isWrite ? "write" : "read"),
      "now": .bool(memory.isNow), "start": .string(String(memory.start)),
      "bytes": .string(memory.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()),
    ])
  }
}

extension StepStop {
  fileprivate var word: String {
    switch self {
    case .step: "step"
    case .overflow: "overflow"
    case .breakpoint: "breakpoint"
    case .end: "end"
    case .interrupted: "interrupted"
    }
  }
}
