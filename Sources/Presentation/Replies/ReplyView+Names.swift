import BitArithmetic
import ComponentTypes
import Session
import StyledText
import WAVE
import WIT

/// Replies about names: packages, worlds, interfaces, functions, and the help.
extension ReplyView {
  func browseLines(_ browse: BrowseReply) -> [StyledLine] {
    var lines: [StyledLine] = []
    for package in browse.packages { lines += packageLines(package) }
    for (summary, world) in browse.instances {
      var line = StyledLine("\(summary.isCurrent ? "*" : " ") ", .current)
      if options.isPlain { line = StyledLine(summary.isCurrent ? "current instance " : "instance ", .dim) }
      line.append(summary.name, .strong)
      line.append("  \(summary.kind.rawValue)" + (summary.trap == nil ? "" : ", trapped"), .dim)
      lines.append(line)
      lines += worldLines(world, indent: 4)
    }
    if lines.isEmpty { lines.append(StyledLine("nothing is loaded; :load PATH loads a component", .dim)) }
    return lines
  }

  private func packageLines(_ package: Package) -> [StyledLine] {
    var lines = heading("package", package.name.description, package.documentation, indent: 0)
    for interface in package.interfaces { lines += interfaceLines(interface, indent: 2) }
    for world in package.worlds {
      lines += heading("world", world.name ?? "root", world.documentation, indent: 2)
      lines += worldLines(world, indent: 4)
    }
    return lines
  }

  private func worldLines(_ world: World, indent: Int) -> [StyledLine] {
    world.imports.flatMap { itemLines($0, "import", indent: indent) }
      + world.exports.flatMap { itemLines($0, "export", indent: indent) }
  }

  func itemsLines(_ items: ItemsReply) -> [StyledLine] {
    let word = items.side == .exports ? "export" : "import"
    guard !items.items.isEmpty else { return [StyledLine("\(items.instance) has no \(word)s", .dim)] }
    let lines = items.items.flatMap { item -> [StyledLine] in
      var lines = itemLines(item, word, indent: 0)
      if case .interface(let interface) = item.kind {
        lines += interface.functions.flatMap { declaration($0.witDeclaration, indent: 2) }
      }
      return lines
    }
    guard items.isDeclared else { return lines }
    let note = "declared by \(items.instance); :load PATH or :stub NAME makes it answer"
    return lines + declaration(note, indent: 0, .dim)
  }

  private func itemLines(_ item: WorldItem, _ word: String, indent: Int) -> [StyledLine] {
    let text: String
    switch item.kind {
    case .function(let function): text = function.witDeclaration
    case .interface: text = item.name.description
    case .type(let type): text = type.witDeclaration
    case .other(let sort): text = "\(sort) \(item.name)"
    }
    return block(
      [StyledLine([StyledRun(word + " ", .keyword), StyledRun(text.escapingTerminalControls)])], margin: indent)
  }

  private func interfaceLines(_ interface: Interface, indent: Int) -> [StyledLine] {
    heading("interface", interface.name.name, interface.documentation, indent: indent)
      + interface.types.flatMap { declaration($0.witDeclaration, indent: indent + 2) }
      + functionLines(of: interface, indent: indent + 2)
  }

  /// The functions of an interface; of many only how many, since a name looks at one interface.
  private func functionLines(of interface: Interface, indent: Int) -> [StyledLine] {
    guard interface.functions.count > Self.listedFunctions else {
      return interface.functions.flatMap { declaration($0.witDeclaration, indent: indent) }
    }
    let name = interface.name.name.escapingTerminalControls
    return block(
      [StyledLine("\(interface.functions.count) functions; :browse \(name) lists them", .dim)], margin: indent)
  }

  /// How many functions of one interface an overview lists.
  private static let listedFunctions = 16

  private func heading(_ word: String, _ name: String, _ documentation: String?, indent: Int) -> [StyledLine] {
    var pieces = [
      StyledLine([StyledRun(word + " ", .keyword), StyledRun(name.escapingTerminalControls, .strong)])
    ]
    if let first = documentation?.split(whereSeparator: \.isNewline).first {
      pieces.append(StyledLine(first.escapingTerminalControls, .dim))
    }
    return block(pieces, margin: indent)
  }

  private func declaration(_ text: String, indent: Int, _ style: Style = .plain) -> [StyledLine] {
    block([StyledLine(text.escapingTerminalControls, style)], margin: indent)
  }

  // MARK: - One name

  func functionLines(_ reply: FunctionReply) -> [StyledLine] {
    var lines = declaration(reply.function.witDeclaration, indent: 0, .strong)
    if let interface = reply.path.interface { lines += declaration("in \(interface)", indent: 0, .dim) }
    lines += documentationLines(reply.function.documentation)
    for type in namedTypes(reply.function.type) { lines += declaration(type, indent: 2) }
    lines += rangeLines(reply.function.type)
    if let template = reply.template { lines += callLine("a call to begin from", template) }
    if let call = reply.overflowingCall { lines += callLine("one that overflows", call) }
    let holders = reply.instances.isEmpty ? "no instance has it" : "on " + reply.instances.joined(separator: ", ")
    return lines + declaration(holders, indent: 0, .dim)
  }

  private func callLine(_ meaning: String, _ call: String) -> [StyledLine] {
    block([StyledLine([StyledRun(meaning + ": ", .dim), StyledRun(call.escapingTerminalControls, .value)])])
  }

  /// From where to where the integers among the arguments go.
  private func rangeLines(_ function: FunctionType) -> [StyledLine] {
    var found: [IntegerType] = []
    for parameter in function.parameters { addIntegers(of: parameter.type, to: &found, depth: 0) }
    guard !found.isEmpty else { return [] }
    let ranges = found.map { "\($0) \($0.minimum)..\($0.maximum)" }.joined(separator: ", ")
    return block([StyledLine([StyledRun("min..max: ", .dim), StyledRun(ranges)])])
  }

  /// Adds the integer types in a type, each once.
  private func addIntegers(of type: ValueType, to found: inout [IntegerType], depth: Int) {
    guard depth < 8, found.count < 8 else { return }
    func add(_ types: [ValueType]) { for type in types { addIntegers(of: type, to: &found, depth: depth + 1) } }
    switch type.shape {
    case .record(let fields): add(fields.map(\.type))
    case .tuple(let types): add(types)
    case .list(let element), .fixedLengthList(let element, _), .option(let element): add([element])
    case .map(let key, let value): add([key, value])
    case .result(let ok, let error): add([ok, error].compactMap(\.self))
    case .variant(let cases): add(cases.compactMap(\.payload))
    default:
      guard let integer = IntegerType.allCases.first(where: { "\($0)" == type.named(nil).typeText }),
        !found.contains(integer)
      else { return }
      found.append(integer)
    }
  }

  /// The declarations of the named types that a signature uses, each once.
  private func namedTypes(_ function: FunctionType) -> [String] {
    var found: [String] = []
    for type in function.parameters.map(\.type) + [function.result].compactMap({ $0 }) where type.name != nil {
      let text = type.witDeclaration
      if !found.contains(text) { found.append(text) }
    }
    return found
  }

  private func documentationLines(_ documentation: String?) -> [StyledLine] {
    guard let documentation else { return [] }
    return printableLines(of: documentation, indent: 2).flatMap { line in
      line.displayWidth <= options.width ? [line] : block([StyledLine(line.plainText)], margin: 2, hanging: 0)
    }
  }

  func infoLines(_ info: InfoReply) -> [StyledLine] {
    var lines: [StyledLine] = []
    for meaning in info.meanings {
      if !lines.isEmpty { lines.append("") }
      switch meaning {
      case .function(let function): lines += functionLines(function)
      case .type(let type, let interface):
        lines += declaration(type.witDeclaration, indent: 0, .strong)
        if let interface { lines += declaration("in \(interface)", indent: 0, .dim) }
        lines += documentationLines(type.documentation)
      case .interface(let interface):
        lines += declaration("interface \(interface.name)", indent: 0, .strong)
        lines += documentationLines(interface.documentation)
        lines += interface.types.flatMap { declaration($0.witDeclaration, indent: 2) }
        lines += interface.functions.flatMap { declaration($0.witDeclaration, indent: 2) }
      case .world(let world):
        lines += heading("world", world.name ?? "root", nil, indent: 0)
        lines += documentationLines(world.documentation) + worldLines(world, indent: 2)
      case .package(let package): lines += packageLines(package)
      case .instance(let instance): lines += instanceLines([instance])
      case .variable(let variable): lines += variableLines([variable])
      case .command(let command): lines += commandLines(command)
      }
    }
    return lines
  }

  // MARK: - Help

  /// Where what an example does begins.
  private static let exampleColumns = 24

  func helpLines(_ help: HelpReply) -> [StyledLine] {
    switch help {
    case .command(let command): return commandLines(command)
    case .function(let function): return functionLines(function)
    case .overview(let examples, let commands):
      var table = ColumnTable()
      for example in examples { addExample(example.input, example.meaning, to: &table) }
      var lines = tableLines(table, indent: 2)
      for group in CommandDescription.Group.allCases {
        lines.append(StyledLine(group.rawValue, .strong))
        var table = ColumnTable()
        for command in commands where command.group == group {
          table.add(StyledRun(usage(command), .keyword), StyledRun(command.summary))
        }
        lines += tableLines(table, indent: 2)
      }
      lines += block([StyledLine(":help NAME explains a command or a function", .dim)], margin: 2, hanging: 0)
      return lines
    }
  }

  private func usage(_ command: CommandDescription) -> String {
    let short = command.short.map { " (:\($0))" } ?? ""
    return ":\(command.name)\(short)" + (command.arguments.isEmpty ? "" : " \(command.arguments)")
  }

  private func commandLines(_ command: CommandDescription) -> [StyledLine] {
    block([StyledLine(usage(command), .keyword), StyledLine(command.summary)])
      + command.details.flatMap(detailLines)
  }

  /// A line of help; an example and what it does stay in their columns.
  private func detailLines(_ text: String) -> [StyledLine] {
    guard let gap = text.firstRange(of: "   "), text.hasPrefix(":") else {
      return block([StyledLine(text)], margin: 2, hanging: 2)
    }
    var table = ColumnTable()
    let meaning = text[gap.upperBound...].drop { $0 == " " }
    let example = String(text[..<gap.lowerBound])
    let padding = String(
      repeating: " ", count: options.isPlain ? 0 : max(0, Self.exampleColumns - example.displayWidth))
    addExample(example + padding, String(meaning), to: &table)
    return tableLines(table, indent: 2)
  }

  /// An input and what it does; in words the other way round, since an input may hold anything.
  private func addExample(_ input: String, _ meaning: String, to table: inout ColumnTable) {
    if options.isPlain {
      table.add(StyledRun(meaning), StyledRun(input))
    } else {
      table.add(StyledRun(input, .value), StyledRun(meaning))
    }
  }
}
