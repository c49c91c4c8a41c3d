import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import WAVE
import WIT

/// Replies that list names.
extension JSONValue {
  static func listing(of content: Reply.Content) -> JSONValue? {
    switch content {
    case .loaded(let load):
      list(
        "loaded", load.instances.map(instance), ["packages": .array(load.packages.map { .string($0.description) })])
    case .reset(let instances): list("reset", instances.map(instance))
    case .instances(let instances): list("instances", instances.map(instance))
    case .using(let summary): list("using", [instance(summary)])
    case .browse(let browse):
      list(
        "browse", browse.instances.map { instance($0.summary) },
        ["packages": .array(browse.packages.map(package))])
    case .items(let items):
      list(
        items.side == .exports ? "exports" : "imports", items.items.map { .string($0.name.description) },
        ["instance": .string(items.instance), "declared": .bool(items.isDeclared)])
    case .links(let links):
      list(
        "links",
        links.links.map {
          .object(["import": .string($0.item.name.description), "instance": .string($0.instance)])
        }, ["ended": .bool(links.areEnded)])
    case .stubs(let stubs):
      list(
        "stubs", stubs.stubs.map(stub),
        [
          "change": .string("\(stubs.change)"), "awaited": .array(stubs.awaited.map { .string($0.description) }),
          "all": .bool(stubs.includesAll), "instance": .text(stubs.instance),
        ])
    case .type(let type): .object(["kind": .string("type"), "of": .string(type?.typeText ?? "()")])
    case .function(let function): list("function", [self.function(function)])
    case .info(let info): list("info", info.meanings.compactMap(meaning), ["name": .string(info.name)])
    case .found(let found):
      list(
        "found",
        found.entries.map {
          .object([
            "kind": .string($0.kind.rawValue), "name": .string($0.name), "documentation": .text($0.documentation),
          ])
        })
    case .wit(let wit): .object(["kind": .string("wit"), "name": .string(wit.name), "text": .string(wit.text)])
    case .variables(let variables): list("variables", variables.map(variable))
    case .candidates(let reply):
      list(
        "candidates",
        reply.candidates.map { .object(["text": .string($0.text), "detail": .string($0.detail)]) })
    case .history(let entries):
      list("history", entries.map { .object(["number": .number($0.number), "input": .string($0.input)]) })
    case .settings(let settings):
      list(
        "settings",
        settings.map { .object(["name": .string($0.name), "value": .string($0.value)]) })
    case .dropped(let drop):
      list(
        "dropped",
        drop.resources.map {
          .object([
            "name": .string($0.name), "number": .number(Int($0.number)), "dropped": .bool($0.fate == .dropped),
          ])
        }, ["variable": .string(drop.variable)])
    case .help(let help): self.help(help)
    default: nil
    }
  }

  private static func list(_ kind: String, _ items: [JSONValue], _ more: [String: JSONValue] = [:]) -> JSONValue {
    .object(more.merging(["kind": .string(kind), "items": .array(items)]) { first, _ in first })
  }

  private static func instance(_ summary: InstanceSummary) -> JSONValue {
    .object([
      "name": .string(summary.name), "kind": .string(summary.kind.rawValue), "current": .bool(summary.isCurrent),
      "path": .text(summary.path), "trap": .text(summary.trap?.code.wording),
      "functions": summary.functionCount.map { .number($0) } ?? .null,
    ])
  }

  private static func package(_ package: Package) -> JSONValue {
    .object([
      "name": .string(package.name.description),
      "interfaces": .array(package.interfaces.map { .string($0.name.description) }),
      "worlds": .array(package.worlds.map { .text($0.name) }),
    ])
  }

  private static func function(_ reply: FunctionReply) -> JSONValue {
    .object([
      "path": .string(reply.path.description), "declaration": .string(reply.function.witDeclaration),
      "documentation": .text(reply.function.documentation),
      "instances": .array(reply.instances.map { .string($0) }),
      "template": .text(reply.template), "overflowing": .text(reply.overflowingCall),
    ])
  }

  private static func variable(_ variable: VariableSummary) -> JSONValue {
    .object([
      "name": .string(variable.name), "value": .string(variable.value.waveText()),
      "type": .string(variable.value.type.typeText),
    ])
  }

  private static func stub(_ stub: StubSummary) -> JSONValue {
    let returns: JSONValue =
      switch stub.behaviour {
      case .plainest: .text(stub.function.type.plainestText)
      case .value(let value): .string(value.waveText())
      case .trap: .null
      }
    return .object([
      "path": .string(stub.path.description), "declaration": .string(stub.function.witDeclaration),
      "returns": returns, "traps": .bool(stub.behaviour == .trap), "callCount": .string(String(stub.callCount)),
      "calls": .array(stub.calls.map { .stubbedCall($0) }),
    ])
  }

  /// A call that a stub answered; `result` is null where the caller trapped.
  static func stubbedCall(_ call: StubbedCall) -> JSONValue {
    .object([
      "function": .string(call.path.description),
      "arguments": call.arguments.map { values in
        .array(zip(values, call.type.parameters).map { .string(TypedValue($0, $1.type).waveText()) })
      } ?? .null,
      "result": call.outcome == nil ? .null : .string(call.outcomeText()),
    ])
  }

  private static func meaning(_ meaning: InfoReply.Meaning) -> JSONValue? {
    switch meaning {
    case .function(let function): self.function(function)
    case .type(let type, let interface):
      .object(["type": .string(type.witDeclaration), "interface": .text(interface)])
    case .interface(let interface): .object(["interface": .string(interface.name.description)])
    case .world(let world): .object(["world": .text(world.name)])
    case .package(let package): self.package(package)
    case .instance(let summary): instance(summary)
    case .variable(let variable): self.variable(variable)
    case .command(let command): .object(["command": .string(command.name), "summary": .string(command.summary)])
    }
  }

  private static func help(_ help: HelpReply) -> JSONValue {
    switch help {
    case .overview(_, let commands): list("help", commands.map(command))
    case .command(let command): list("help", [self.command(command)])
    case .function(let function): list("help", [self.function(function)])
    }
  }

  private static func command(_ command: CommandDescription) -> JSONValue {
    .object([
      "name": .string(command.name), "arguments": .string(command.arguments), "summary": .string(command.summary),
      "details": .array(command.details.map { .string($0) }),
    ])
  }
}
