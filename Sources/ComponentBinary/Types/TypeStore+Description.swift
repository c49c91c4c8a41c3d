extension TypeStore {
  /// A type in WIT's words for messages: named types by their names, a few levels and parts of the rest.
  func describe(_ id: ValueID, levels: Int = 3) -> String {
    let node = self[id]
    if let name = node.stamp.flatMap({ self[$0].name }) { return name }
    guard levels > 0 else { return "..." }
    func inner(_ id: ValueID?) -> String { id.map { describe($0, levels: levels - 1) } ?? "_" }
    switch node.shape {
    case .primitive(.errorContext): return "error-context"
    case .primitive(let primitive): return "\(primitive)"
    case .record(let fields): return "record { \(list(fields) { "\($0.name): \(inner($0.type))" }) }"
    case .variant(let cases):
      return "variant { \(list(cases) { item in item.payload.map { "\(item.name)(\(inner($0)))" } ?? item.name }) }"
    case .list(let element): return "list<\(inner(element))>"
    case .fixedLengthList(let element, let length): return "list<\(inner(element)), \(length)>"
    case .tuple(let elements): return "tuple<\(list(elements) { inner($0) })>"
    case .flags(let labels): return "flags { \(list(labels) { $0 }) }"
    case .enumeration(let labels): return "enum { \(list(labels) { $0 }) }"
    case .option(let payload): return "option<\(inner(payload))>"
    case .result(nil, nil): return "result"
    case .result(let ok, nil): return "result<\(inner(ok))>"
    case .result(let ok, let error): return "result<\(inner(ok)), \(inner(error))>"
    case .own(let reference): return "own<\(describe(reference))>"
    case .borrow(let reference): return "borrow<\(describe(reference))>"
    case .stream(let element): return element == nil ? "stream" : "stream<\(inner(element))>"
    case .future(let element): return element == nil ? "future" : "future<\(inner(element))>"
    case .map(let key, let value): return "map<\(inner(key)), \(inner(value))>"
    }
  }

  /// The first few parts, and an ellipsis where there are more.
  private func list<Part>(_ parts: [Part], _ word: (Part) -> String) -> String {
    let shown = parts.prefix(4).map(word)
    return (parts.count > 4 ? shown + ["..."] : shown).joined(separator: ", ")
  }

  /// A resource type's name, for messages.
  func describe(_ reference: ResourceReference) -> String {
    let names = [reference.stamp, resourceStamp(reference.identity)].compactMap { $0.flatMap { self[$0].name } }
    return names.first ?? "#\(reference.identity)"
  }
}
