import ComponentTypes

/// A world in a shape like WIT's, one line a declaration, for tests to compare.
struct WorldText {
  private(set) var lines: [String] = []

  init(_ world: World) {
    for item in world.imports { add(item, "import") }
    for item in world.exports { add(item, "export") }
  }

  private mutating func add(_ item: WorldItem, _ keyword: String) {
    switch item.kind {
    case .function(let function): lines.append("\(keyword) \(item.name): \(Self.text(function.type))")
    case .type(let definition): lines.append("\(keyword) \(Self.text(definition, in: nil))")
    case .other(let sort): lines.append("\(keyword) \(item.name): \(sort)")
    case .interface(let interface):
      lines.append("\(keyword) \(item.name)")
      for type in interface.types { lines.append("  " + Self.text(type, in: interface.name)) }
      for function in interface.functions { lines.append("  \(function.name): \(Self.text(function.type))") }
    }
  }

  static func text(_ definition: TypeDefinition, in interface: InterfaceName?) -> String {
    if let origin = definition.aliasOf {
      return "use \(origin.interface?.description ?? "").{\(origin.name) as \(definition.name)}"
    }
    if case .own(let resource) = definition.type.shape {
      return "resource \(definition.name) #\(resource.interface?.description ?? "-").\(resource.name)"
    }
    return "type \(definition.name) = \(text(definition.type.named(nil)))"
  }

  static func text(_ type: FunctionType) -> String {
    let parameters = type.parameters.map { "\($0.name): \(text($0.type))" }.joined(separator: ", ")
    let result = type.result.map { " -> \(text($0))" } ?? ""
    return (type.isAsync ? "async " : "") + "func(\(parameters))\(result)"
  }

  static func text(_ type: ValueType) -> String {
    if let name = type.name { return name.name }
    func inner(_ type: ValueType?) -> String { type.map(text) ?? "_" }
    switch type.shape {
    case .errorContext: return "error-context"
    case .list(let element): return "list<\(text(element))>"
    case .fixedLengthList(let element, let length): return "list<\(text(element)), \(length)>"
    case .map(let key, let value): return "map<\(text(key)), \(text(value))>"
    case .record(let fields): return "record{\(fields.map { "\($0.name): \(text($0.type))" }.joined(separator: ", "))}"
    case .tuple(let elements): return "tuple<\(elements.map(text).joined(separator: ", "))>"
    case .variant(let cases):
      return
        "variant{\(cases.map { item in item.payload.map { "\(item.name)(\(text($0)))" } ?? item.name }.joined(separator: ", "))}"
    case .enumeration(let labels): return "enum{\(labels.map(\.name).joined(separator: ", "))}"
    case .flags(let labels): return "flags{\(labels.map(\.name).joined(separator: ", "))}"
    case .option(let payload): return "option<\(text(payload))>"
    case .result(nil, nil): return "result"
    case .result(let ok, nil): return "result<\(inner(ok))>"
    case .result(let ok, let error): return "result<\(inner(ok)), \(inner(error))>"
    case .own(let resource): return resource.name
    case .borrow(let resource): return "borrow<\(resource.name)>"
    case .stream(let element): return element.map { "stream<\(text($0))>" } ?? "stream"
    case .future(let element): return element.map { "future<\(text($0))>" } ?? "future"
    default: return "\(type.shape)"
    }
  }
}
