import ComponentTypes

extension CompletionFinder {
  /// Functions by their short names: the current instance's, and of the others where it has none that fits.
  func addFunctions(to list: inout CandidateCollector) {
    let before = list.candidates.count
    if let current = session.instances.current { addFunctions(of: current, to: &list) }
    guard list.candidates.count == before || list.candidates.allSatisfy({ $0.kind != .function }) else { return }
    for instance in session.instances.all { addFunctions(of: instance, to: &list) }
    // What is only declared can be looked at, checked and stubbed.
    guard list.candidates.count == before || list.candidates.allSatisfy({ $0.kind != .function }) else { return }
    for declaration in session.declarations.all { add(declaration.function, to: &list) }
  }

  private func addFunctions(of instance: LoadedInstance, to list: inout CandidateCollector) {
    guard let exports = try? instance.exports(session.surroundings) else { return }
    for (_, function) in exports.functions { add(function, to: &list) }
  }

  private func add(_ function: Function, to list: inout CandidateCollector) {
    switch function.kind {
    case .freestanding: list.add(candidate(function.name, function))
    case .constructor(let resource): list.add(candidate(resource, function))
    case .staticMember(let resource): list.add(candidate("\(resource).\(function.memberName)", function))
    case .method: break
    }
  }

  func addInstances(to list: inout CandidateCollector) {
    for instance in session.instances.all {
      list.add(InputCandidate(.instance, instance.name + ".", label: instance.name, detail: "instance"))
    }
  }

  /// The full names of interfaces that have functions.
  func addInterfaces(to list: inout CandidateCollector) {
    for interface in session.exportedInterfaces + session.packages.flatMap(\.interfaces)
    where interface.name.package != nil && !interface.functions.isEmpty {
      let name = interface.name.description
      list.add(InputCandidate(.interface, name + ".", label: name, detail: detail("", interface.documentation)))
    }
  }

  /// What could stand behind the `.` at the cursor; nil where what is before it is not known.
  var selectors: InputCompletion? {
    let dot = context.before - 1
    guard let start = context.chainStart(endingBefore: dot) else { return nil }
    var list = CandidateCollector(context.typed)
    switch context.meaning(from: start, to: dot) {
    case .value(let type): addParts(of: type, to: &list)
    case .names(let instance, let interface, let names):
      addMembers(instance: instance, interface: interface, names: names, to: &list)
    case .function, .unknown: return nil
    }
    return completion(list.candidates)
  }

  private func addParts(of type: ValueType, to list: inout CandidateCollector) {
    switch type.shape {
    case .record(let fields):
      for field in fields {
        list.add(InputCandidate(.field, field.name, detail: detail(field.type.typeText, field.documentation)))
      }
    case .tuple(let types):
      for (index, type) in types.enumerated() { list.add(InputCandidate(.field, String(index), detail: type.typeText)) }
    case .own(let resource), .borrow(let resource):
      for instance in session.instances.all {
        guard let exports = try? instance.exports(session.surroundings) else { continue }
        for (path, function) in exports.functions where path.interface == resource.interface {
          guard case .method(resource.name) = function.kind else { continue }
          list.add(candidate(function.memberName, function, isMethod: true))
        }
      }
    default: break
    }
  }

  /// Functions of an instance, of an interface, or of a resource.
  private func addMembers(
    instance: String?, interface: InterfaceName?, names: [String], to list: inout CandidateCollector
  ) {
    func add(_ function: Function, of holder: InterfaceName?) {
      if let interface, holder?.isMatched(by: interface) != true { return }
      switch (names.count, function.kind) {
      case (0, .freestanding): list.add(candidate(function.name, function))
      case (0, .constructor(let resource)): list.add(candidate(resource, function))
      case (0, .staticMember(let resource)): list.add(candidate("\(resource).\(function.memberName)", function))
      case (1, .freestanding) where interface == nil && holder?.name == names[0]:
        list.add(candidate(function.name, function))
      case (1, .constructor(let resource)) where interface == nil && holder?.name == names[0]:
        list.add(candidate(resource, function))
      case (1, .staticMember(names[0])): list.add(candidate(function.memberName, function))
      default: break
      }
    }
    if instance == nil, interface != nil || !names.isEmpty {
      for declaration in session.declarations.all {
        add(declaration.function, of: declaration.home ?? declaration.path.interface)
      }
    }
    let instances = instance.map { name in session.instances.all.filter { $0.name == name } } ?? session.instances.all
    for loaded in instances {
      guard let exports = try? loaded.exports(session.surroundings) else { continue }
      for (path, function) in exports.functions { add(function, of: path.interface) }
      if instance != nil, interface == nil, names.isEmpty, !list.typed.isEmpty {
        for interface in exports.interfaces where interface.name.package != nil {
          let name = interface.name.description
          list.add(InputCandidate(.interface, name + ".", label: name, detail: detail("", interface.documentation)))
        }
      }
    }
  }

  /// An interface's full name that was begun with `namespace:`, which is no word yet.
  var interfaceNames: InputCompletion? {
    var start = context.cursor
    var hasColon = false
    while start > 0, Self.isPartOfFullName(outline.bytes[start - 1]) {
      start -= 1
      if outline.bytes[start] == UInt8(ascii: ":") { hasColon = true }
    }
    guard hasColon else { return nil }
    // Behind an instance's dot begins the name.
    if let dot = outline.bytes[start..<context.cursor].firstIndex(of: UInt8(ascii: ".")),
      session.instanceExists(outline.text(start..<dot))
    {
      start = dot + 1
    }
    var list = CandidateCollector(outline.text(start..<context.cursor))
    addInterfaces(to: &list)
    guard !list.candidates.isEmpty else { return nil }
    return InputCompletion(start..<context.cursor, list.candidates)
  }

  private static func isPartOfFullName(_ byte: UInt8) -> Bool {
    byte.isPartOfWord || [UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ".")].contains(byte)
  }

  /// Types, where one is expected.
  var typeNames: InputCompletion {
    var list = CandidateCollector(context.typed)
    for word in TypeResolver.primitives.keys.sorted() { list.add(InputCandidate(.type, word, detail: "")) }
    for word in ["list", "option", "result", "tuple", "map"] {
      list.add(InputCandidate(.type, word + "<", label: word + "<", detail: ""))
    }
    for interface in session.allInterfaces {
      for type in interface.types {
        list.add(
          InputCandidate(
            .type, type.name,
            detail: detail("\(interface.name)", type.documentation)))
      }
    }
    for instance in session.instances.all {
      for type in (try? instance.exports(session.surroundings))?.types ?? [] {
        list.add(InputCandidate(.type, type.name, detail: detail(instance.name, type.documentation)))
      }
    }
    return completion(list.candidates)
  }
}

extension Session {
  /// The interfaces that instances export, the current instance's first.
  var exportedInterfaces: [Interface] {
    var found: [Interface] = []
    var seen: Set<InterfaceName> = []
    for instance in [instances.current].compactMap(\.self) + instances.all {
      for interface in (try? instance.exports(surroundings))?.interfaces ?? []
      where seen.insert(interface.name).inserted {
        found.append(interface)
      }
    }
    return found
  }
}

extension Function {
  /// The part of `[method]counter.next` behind the dot; the whole name of a function that is no member.
  var memberName: String {
    guard name.hasPrefix("["), let dot = name.firstIndex(of: ".") else { return name }
    return String(name[name.index(after: dot)...])
  }
}

extension UInt8 {
  /// Whether a name can hold it.
  var isPartOfWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
