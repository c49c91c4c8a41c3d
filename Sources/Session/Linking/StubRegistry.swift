import ComponentRuntime
import ComponentTypes

/// The stubs of a session: what they answer, and which calls they had. Components ask it when they call an import that
/// nothing is linked to, and the instance of stubs when the user calls it.
final class StubRegistry: ImportResponder {
  /// In the order in which they were made.
  private(set) var all: [StubSummary] = []
  /// Whether whatever is missing is stubbed.
  var includesAll = false
  /// Interfaces that are stubbed by name, whatever functions they have.
  private(set) var interfaces: [InterfaceName] = []
  var linkedCalls = 0
  private var unreported = StubCalls()
  /// Calls of imports since they were last asked for.
  private var importCalls: [ImportCall] = []
  /// What imports are linked to, in the order in which they were linked.
  private(set) var links: [ImportLink] = []
  /// The session's instance of a name, made where it was not yet.
  var instance: (String) -> (any ComponentInstance)? = { _ in nil }

  /// The largest arguments or result that a record of a call keeps, in bytes.
  private static let recordLimit = 65_536
  /// How many imports are told apart.
  private static let importLimit = 1_024

  // MARK: - What is stubbed

  /// Makes a stub; one that is there already only changes how it answers, where a behaviour is given.
  func add(_ path: FunctionPath, _ function: Function, _ behaviour: StubBehaviour? = nil) {
    if let index = all.firstIndex(where: { $0.path == path }) {
      all[index].function = function
      if let behaviour { all[index].behaviour = behaviour }
    } else {
      all.append(StubSummary(path: path, function: function, behaviour: behaviour ?? .plainest))
    }
  }

  func add(_ interface: InterfaceName) {
    if !interfaces.contains(interface) { interfaces.append(interface) }
  }

  func remove(_ paths: Set<FunctionPath>) {
    all.removeAll { paths.contains($0.path) }
    interfaces.removeAll { pattern in paths.contains { $0.interface?.isMatched(by: pattern) == true } }
  }

  func remove(_ interface: InterfaceName) { interfaces.removeAll { $0 == interface } }

  func removeAll() {
    all = []
    interfaces = []
    includesAll = false
  }

  /// Forgets the calls that were made.
  func forgetCalls() {
    for index in all.indices {
      all[index].calls = []
      all[index].callCount = 0
    }
  }

  // MARK: - Links

  /// Links an import; another link of it ends.
  func add(_ link: ImportLink) {
    removeLink(of: link.item.name)
    links.append(link)
  }

  /// Ends the link of an import.
  func removeLink(of name: ExternName) { links.removeAll { $0.item.name == name } }

  func link(for path: FunctionPath) -> (instance: any ComponentInstance, path: FunctionPath)? {
    for link in links {
      if let target = link.targets[path], let instance = instance(link.instance) { return (instance, target) }
    }
    return nil
  }

  // MARK: - Calls

  var linksPassHandles: Bool { links.contains(where: \.passesHandles) }

  func willCallLink(for path: FunctionPath) {
    count(path, on: links.first { $0.targets[path] != nil }?.instance)
  }

  /// How often imports were called since they were last asked for.
  func takeImportCalls() -> [ImportCall] {
    defer { importCalls = [] }
    return importCalls
  }

  private func count(_ path: FunctionPath, on instance: String?) {
    if let index = importCalls.firstIndex(where: { $0.path == path && $0.instance == instance }) {
      importCalls[index].count += 1
    } else if importCalls.count < Self.importLimit {
      importCalls.append(ImportCall(path: path, instance: instance, count: 1))
    }
  }

  func standsIn(for path: FunctionPath) -> Bool {
    includesAll || index(of: path) != nil || interfaces.contains { path.interface?.isMatched(by: $0) == true }
  }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue],
    makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer {
    let (call, answer) = answered(path, type, arguments, makeHandle)
    unreported.total += 1
    count(path, on: nil)
    if unreported.calls.count < StubCalls.limit { unreported.calls.append(call) }
    return answer
  }

  /// Answers without a report in the transcript: the user sees the value.
  func answerUser(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue],
    makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer {
    answered(path, type, arguments, makeHandle).answer
  }

  /// The calls that components made since they were last asked for.
  func takeUnreported() -> StubCalls {
    defer { unreported = StubCalls() }
    return unreported
  }

  private func answered(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue],
    _ makeHandle: (ResourceType) -> UInt32?
  ) -> (call: StubbedCall, answer: StubAnswer) {
    if index(of: path) == nil { add(path, Function(path.function, type)) }
    let index = index(of: path) ?? 0
    var call = StubbedCall(path: path, type: type, arguments: kept(arguments), outcome: nil)
    let answer: StubAnswer
    switch all[index].behaviour {
    case .trap: answer = .traps
    case .value(let value) where value.type == type.result: answer = .returns(value.value)
    case .value, .plainest:
      if let result = type.result {
        answer =
          ComponentValue.plainest(of: result, makeHandle: makeHandle).map { .returns($0) }
          ?? .cannot("a stub has no value of \(path)'s result to return")
      } else {
        answer = .returns(nil)
      }
    }
    if case .returns(let value) = answer {
      call.outcome = value.map { kept([$0]) == nil ? .large : .value($0) } ?? .value(nil)
    }
    all[index].callCount += 1
    all[index].calls.append(call)
    if all[index].calls.count > StubSummary.callLimit { all[index].calls.removeFirst() }
    return (call, answer)
  }

  private func kept(_ values: [ComponentValue]) -> [ComponentValue]? {
    values.reduce(0) { $0 + $1.footprint } <= Self.recordLimit ? values : nil
  }

  /// The stub of a function; of another version of the same interface where there is none of its own.
  private func index(of path: FunctionPath) -> Int? {
    all.firstIndex { $0.path == path }
      ?? all.firstIndex { stub in
        guard stub.path.function == path.function, let own = stub.path.interface, let wanted = path.interface,
          let a = own.package, let b = wanted.package
        else { return false }
        return own.name == wanted.name && a.namespace == b.namespace && a.name == b.name
      }
  }
}

/// Asks a registry for the user: what the user calls is no event for the transcript.
final class UserResponder: ImportResponder {
  private let registry: StubRegistry
  var linkedCalls = 0

  init(_ registry: StubRegistry) { self.registry = registry }

  func standsIn(for path: FunctionPath) -> Bool { registry.standsIn(for: path) }

  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue],
    makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer {
    registry.answerUser(path, type, arguments, makeHandle: makeHandle)
  }
}
