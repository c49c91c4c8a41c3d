import ComponentTypes
import Diagnostics

/// `:info` and `:find`.
extension Session {
  func info(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let name = arguments.text
    guard !name.isEmpty else {
      throw SessionError(.missingArgument(command: "info", what: "a name"), at: arguments.place(arguments.nameSpan))
    }
    let meanings = try meanings(of: name, arguments)
    guard !meanings.isEmpty else {
      throw SessionError(
        .unknownTopic(name, near: nearNames(to: name, among: allTopics)), at: arguments.place(arguments.span))
    }
    return Outcome(.info(InfoReply(name: name, meanings: meanings)))
  }

  /// Everything that a name means.
  private func meanings(of name: String, _ arguments: CommandArguments) throws(SessionError) -> [InfoReply.Meaning] {
    var meanings: [InfoReply.Meaning] = []
    if name.hasPrefix(":") {
      if case .success(let command) = Command.named(String(name.dropFirst())) {
        return [.command(command.description)]
      }
      return []
    }
    if let value = variables[name] { meanings.append(.variable(VariableSummary(name: name, value: value))) }
    if let instance = instances[name] { meanings.append(.instance(summary(of: instance))) }
    meanings += functions(named: name, arguments).map { .function($0) }
    for interface in allInterfaces where interface.name.name == name || interface.name.description == name {
      meanings.append(.interface(interface))
    }
    for interface in allInterfaces {
      for type in interface.types where type.name == name || "\(interface.name).\(type.name)" == name {
        meanings.append(.type(type, interface: interface.name))
      }
    }
    for package in packages {
      for world in package.worlds
      where world.name == name || world.name.map({ "\(package.name.namespace):\(package.name.name)/\($0)" }) == name {
        meanings.append(.world(world))
      }
      if package.answers(to: name) { meanings.append(.package(package)) }
    }
    return meanings
  }

  /// The functions that a name means; those of packages that no instance has among them.
  private func functions(named name: String, _ arguments: CommandArguments) -> [FunctionReply] {
    if let checked = try? checkedExpression(arguments), let function = checked.signature {
      return [withCalls(describe(function))]
    }
    var found: [FunctionReply] = []
    var seen: Set<FunctionPath> = []
    for instance in instances.all {
      guard let exports = try? instance.exports(surroundings) else { continue }
      for (path, function) in exports.functions
      where function.name == name || path.description == name || function.name.hasSuffix("]\(name)") {
        guard seen.insert(path).inserted else { continue }
        found.append(
          withCalls(describe(CallableFunction(instance: instance.name, path: path, type: function.type))))
      }
    }
    for interface in allInterfaces {
      for function in interface.functions {
        let path = FunctionPath(function.name, in: interface.name)
        guard function.name == name || path.description == name, seen.insert(path).inserted else { continue }
        found.append(
          withCalls(FunctionReply(path: path, function: function, instances: [], reportsOverflow: false)))
      }
    }
    return found
  }

  func find(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    guard !arguments.text.isEmpty else {
      throw SessionError(.missingArgument(command: "find", what: "a text"), at: arguments.place(arguments.nameSpan))
    }
    let wanted = arguments.text.lowercased()
    var entries: [FoundReply.Entry] = []
    func add(_ kind: FoundReply.Kind, _ name: String, _ documentation: String?) {
      let text = documentation ?? ""
      guard name.lowercased().contains(wanted) || text.lowercased().contains(wanted) else { return }
      let entry = FoundReply.Entry(kind: kind, name: name, documentation: documentation?.firstLine)
      if !entries.contains(entry) { entries.append(entry) }
    }
    for package in packages {
      add(.package, package.name.description, package.documentation)
      for world in package.worlds {
        add(.world, "\(package.name)/\(world.name ?? "")", world.documentation)
      }
    }
    for interface in allInterfaces {
      add(.interface, interface.name.description, interface.documentation)
      for type in interface.types { add(.type, "\(interface.name).\(type.name)", type.documentation) }
      for function in interface.functions {
        add(.function, "\(interface.name).\(function.name)", function.documentation)
      }
    }
    for instance in instances.all {
      add(.instance, instance.name, nil)
      for (path, function) in try instance.exports(surroundings).functions where path.interface == nil {
        add(.function, "\(instance.name).\(function.name)", function.documentation)
      }
    }
    for name in variables.names { add(.variable, name, nil) }
    for command in Command.allCases { add(.command, ":" + command.rawValue, command.description.summary) }
    return Outcome(.found(FoundReply(text: arguments.text, entries: entries)))
  }

  /// The interfaces of packages and of instances; one that both have counts once, the documented one first.
  var allInterfaces: [Interface] {
    var found: [Interface] = []
    var seen: Set<InterfaceName> = []
    for interface in packages.flatMap(\.interfaces) where seen.insert(interface.name).inserted {
      found.append(interface)
    }
    for instance in instances.all {
      guard let exports = try? instance.exports(surroundings) else { continue }
      for interface in exports.interfaces where seen.insert(interface.name).inserted { found.append(interface) }
    }
    return found
  }

  private var allTopics: [String] {
    knownNames + allInterfaces.map(\.name.name) + allInterfaces.flatMap { $0.types.map(\.name) }
      + packages.map(\.name.description) + packages.flatMap { $0.worlds.compactMap(\.name) }
  }
}

extension String {
  /// The text up to its first line break.
  fileprivate var firstLine: String {
    String(prefix { $0 != "\n" && $0 != "\r\n" })
  }
}
