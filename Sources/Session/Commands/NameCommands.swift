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
      if let feature = gatingFeature(of: name) {
        throw SessionError(.gatedTopic(name, feature: feature), at: arguments.place(arguments.span))
      }
      throw SessionError(
        .unknownTopic(name, near: nearNames(to: name, among: allTopics)), at: arguments.place(arguments.span))
    }
    return Outcome(.info(InfoReply(name: name, meanings: meanings, paths: packagePaths)))
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
    let search = NameSearch(arguments.text)
    var entries: [FoundReply.Entry] = []
    var seen: Set<FoundReply.Entry> = []
    func add(
      _ kind: FoundReply.Kind, _ name: @autoclosure () -> String, within owner: Bool, _ own: String,
      _ documentation: String?, _ stability: Stability? = nil, from origin: TypeName? = nil
    ) {
      // The owner's name is looked through once for all that it has.
      guard owner || search.matches(own) || documentation.map(search.matches) == true || search.isSpanning else {
        return
      }
      let name = name()
      guard owner || search.matches(name) || documentation.map(search.matches) == true else { return }
      let entry = FoundReply.Entry(
        kind: kind, name: name, documentation: documentation?.firstLine, stability: stability, origin: origin)
      if seen.insert(entry).inserted { entries.append(entry) }
    }
    for package in packages {
      let owner = package.name.description
      let isOwner = search.matches(owner)
      add(.package, owner, within: isOwner, owner, package.documentation)
      for world in package.worlds {
        let name = world.name ?? ""
        add(.world, "\(owner)/\(name)", within: isOwner, name, world.documentation, world.stability)
      }
    }
    for interface in allInterfaces {
      let owner = interface.name.description
      let isOwner = search.matches(owner)
      add(.interface, owner, within: isOwner, owner, interface.documentation, interface.stability)
      for type in interface.types {
        add(
          .type, "\(owner).\(type.name)", within: isOwner, type.name, type.documentation, type.stability,
          from: type.aliasOf)
      }
      for function in interface.functions {
        add(
          .function, "\(owner).\(function.name)", within: isOwner, function.name, function.documentation,
          function.stability)
      }
    }
    for instance in instances.all {
      add(.instance, instance.name, within: false, instance.name, nil)
      for (path, function) in try instance.exports(surroundings).functions where path.interface == nil {
        let name = "\(instance.name).\(function.name)"
        add(.function, name, within: false, name, function.documentation, function.stability)
      }
    }
    for name in variables.names { add(.variable, name, within: false, name, nil) }
    for command in Command.allCases {
      add(.command, ":" + command.rawValue, within: false, ":" + command.rawValue, command.description.summary)
    }
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
