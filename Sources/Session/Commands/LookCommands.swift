import ComponentTypes
import Diagnostics
import WIT

/// `:browse`, `:exports`, `:imports`, `:type`, `:wit`.
extension Session {
  func browse(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    guard let word = try arguments.optionalWord(of: .browse) else {
      var worlds: [(summary: InstanceSummary, world: World)] = []
      for instance in instances.all { worlds.append((summary(of: instance), try instance.world(surroundings))) }
      return Outcome(.browse(BrowseReply(packages: packages, instances: worlds)))
    }
    if let instance = instances[word.text] {
      return Outcome(
        .browse(BrowseReply(packages: [], instances: [(summary(of: instance), try instance.world(surroundings))])))
    }
    let matching = packages.filter { $0.answers(to: word.text) }
    if !matching.isEmpty { return Outcome(.browse(BrowseReply(packages: matching, instances: []))) }
    return try info(arguments)
  }

  func items(_ arguments: CommandArguments, _ side: ItemsReply.Side) throws(SessionError) -> Outcome {
    let word = try arguments.optionalWord(of: side == .exports ? .exports : .imports)
    if let declared = declaredItems(word?.text, side) { return Outcome(.items(declared)) }
    let instance = try placed(word, arguments) { () throws(SessionError) in try instances.named(word?.text) }
    let world = try instance.world(surroundings)
    return Outcome(
      .items(
        ItemsReply(
          instance: instance.name, side: side, items: side == .exports ? world.exports : world.imports)))
  }

  func showType(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    guard !arguments.text.isEmpty else {
      throw SessionError(
        .missingArgument(command: "type", what: "an expression"), at: arguments.place(arguments.nameSpan))
    }
    let checked = try checkedExpression(arguments)
    if let signature = checked.signature { return Outcome(.function(describe(signature))) }
    return Outcome(.type(checked.type))
  }

  func showWIT(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let word = try arguments.optionalWord(of: .wit)
    if let word {
      if let text = packageText(named: word.text) { return Outcome(.wit(WITReply(name: word.text, text: text))) }
    }
    let instance = try placed(word, arguments) { () throws(SessionError) in try instances.named(word?.text) }
    let text = witText(of: try instance.world(surroundings))
    return Outcome(.wit(WITReply(name: instance.name, text: text)))
  }
}

extension Package {
  /// Whether a name as a user writes it means this package.
  func answers(to text: String) -> Bool {
    text == name.description || text == "\(name.namespace):\(name.name)"
  }
}

extension Session {
  /// The WIT of a loaded package, world or interface; nil where nothing has the name.
  private func packageText(named name: String) -> String? {
    let printer = WITPrinter()
    if let package = packages.first(where: { $0.answers(to: name) }) { return printer.print(package: package) }
    for package in packages {
      let world = package.worlds.first { world in
        guard let own = world.name else { return false }
        return own == name || "\(package.name)/\(own)" == name
          || "\(package.name.namespace):\(package.name.name)/\(own)" == name
      }
      if let world { return printer.print(world: world) }
    }
    if instances[name] != nil { return nil }
    let wanted = InterfaceName(parsing: name)
    return allInterfaces.first { $0.name.name == name || wanted.map($0.name.isMatched) == true }
      .map { printer.print(interface: $0) }
  }

  private func witText(of world: World) -> String {
    WITPrinter().print(world: world)
  }
}
