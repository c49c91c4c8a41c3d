import ComponentBinary
import ComponentRuntime
import CoreModule
package import CoreText
import CoreTypes
import Diagnostics
package import Interpreter

/// Runs specification scripts: every directive is tried, whatever came of those before.
///
/// Source: the specification's reference interpreter, "Scripts".
package struct ScriptRunner {
  let configuration: ScriptConfiguration
  /// The proposals that modules may use.
  var features: CoreFeatures { configuration.features }
  let store: Store
  /// What its modules may use together, and each of its components.
  let limits: ExecutionLimits
  private let engine: ScriptEngine
  var executor: Executor
  /// Modules and components by their identifiers, and the last one.
  var definitions: [Identifier: ScriptDefinition] = [:]
  var lastDefinition: ScriptDefinition?
  /// Instances by their identifiers, and the last one; nil after a module that failed, so that nothing runs on an older.
  var instances: [Identifier: ScriptInstance] = [:]
  var lastInstance: ScriptInstance?
  /// What modules may import from, by name.
  var registered: [[UInt8]: ImportSource] = [:]
  /// What components may import.
  let host: ComponentHost
  private let isCancelled: () -> Bool
  /// The lines of the script that runs.
  private var lines = LineTable([])
  /// The threads that were started.
  private var threads: Set<Identifier> = []

  /// What a name of the registry leads to.
  enum ImportSource {
    case instance(CoreInstance)
    case spectest(Spectest)
  }

  /// - Parameters:
  ///   - configuration: what modules and components may use.
  ///   - limits: what the script's modules may use together.
  ///   - engine: how the functions run.
  ///   - isCancelled: asked now and then; what is left when it says so is skipped.
  package init(
    _ configuration: ScriptConfiguration, limits: ExecutionLimits = ExecutionLimits(), engine: ScriptEngine = .fast,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    var limits = limits
    if configuration.takesMuchMemory { limits.memoryBytes = max(limits.memoryBytes, Self.muchMemory) }
    self.limits = limits
    self.configuration = configuration
    host = ComponentHost()
    self.isCancelled = isCancelled
    self.engine = engine
    store = Store(limits: limits)
    store.codeMode = engine.codeMode
    executor = Executor(store: store, runsPortably: engine.runsPortably, isCancelled: isCancelled)
    if let spectest = Spectest(store: store) { registered[Array("spectest".utf8)] = .spectest(spectest) }
  }

  /// Bytes that memories may have in a script that says it needs much: the system gives only the pages that are used.
  private static let muchMemory: UInt64 = 1 << 33

  /// Runs a whole script.
  package mutating func run(_ script: Script) -> ScriptReport {
    lines = LineTable(script.text.bytes)
    var report = ScriptReport()
    for directive in script.directives {
      let line = lines.line(of: directive.span.start)
      let verdict: DirectiveOutcome.Verdict
      do {
        verdict = isCancelled() ? .skipped("interrupted") : try run(directive, in: script, to: &report)
      } catch {
        verdict = .failed(error.reason)
      }
      report.outcomes.append(
        DirectiveOutcome(line: line, directive: directive.kind.keyword, verdict: verdict))
    }
    return report
  }

  private mutating func run(
    _ directive: ScriptDirective, in script: Script, to report: inout ScriptReport
  ) throws(Failure) -> DirectiveOutcome.Verdict {
    switch directive.kind {
    case .module(let module):
      try instantiate(module, in: script.text)
    case .definition(let module):
      lastDefinition = nil
      define(try load(module, in: script.text), as: module.identifier)
    case .instance(let format, let identifier, let name):
      lastInstance = nil
      guard let definition = name.map({ definitions[$0] }) ?? lastDefinition else {
        throw Failure("there is no such \(format)")
      }
      keep(try instantiate(definition), as: identifier)
    case .register(let name, let identifier):
      switch try instance(identifier) {
      case .core(let instance): registered[name] = .instance(instance)
      case .component(let instance): host.register(instance, as: String(decoding: name, as: UTF8.self))
      }
    case .action(let action):
      switch try perform(action, in: script.text) {
      case .values, .componentValue: break
      case let outcome: throw Failure(outcome.description)
      }
    case .assertReturn(let action, let patterns): try assertReturn(action, patterns, in: script.text)
    case .assertTrap(let action, let message), .assertExhaustion(let action, let message):
      try assertTrap(try perform(action, in: script.text), message)
    case .assertException(let action): try assertException(try perform(action, in: script.text))
    case .assertMalformed(let module, _), .assertMalformedCustom(let module, _):
      try assertRefused(module, in: script.text, as: .malformed)
    case .assertInvalid(let module, _), .assertInvalidCustom(let module, _):
      try assertRefused(module, in: script.text, as: .invalid)
    case .assertUnlinkable(let module, _): try assertUnlinkable(module, in: script.text)
    case .assertModuleTrap(let module, let message): try assertModuleTrap(module, message, in: script.text)
    case .thread(let identifier, let shared, let body):
      report.outcomes += try runThread(shared: shared, body).outcomes
      if let identifier { threads.insert(identifier) }
    case .wait(let identifier):
      guard threads.contains(identifier) else { throw Failure("there is no such thread") }
    case .unknown(let keyword): return .failed("the directive \(keyword) is not known")
    }
    return .passed
  }

  /// Runs a thread's directives to their end where the thread is started: one of the orders that the script must allow.
  private func runThread(shared: [Identifier], _ body: Script) throws(Failure) -> ScriptReport {
    var runner = self
    runner.executor = Executor(store: store, runsPortably: engine.runsPortably, isCancelled: isCancelled)
    runner.lastInstance = nil
    runner.lastDefinition = nil
    runner.instances = [:]
    for identifier in shared { runner.instances[identifier] = try instance(identifier) }
    return runner.run(body)
  }

  /// What is said of a module or component that was refused.
  func description(of refusal: Refusal) -> String {
    let place = refusal.offset.map { "line \(lines.line(of: $0)): " } ?? ""
    return "\(refusal.category): \(place)\(refusal.message)"
  }

  /// An instance by its identifier; the last one if nil.
  func instance(_ identifier: Identifier?) throws(Failure) -> ScriptInstance {
    guard let identifier else {
      guard let lastInstance else { throw Failure("there is no instance") }
      return lastInstance
    }
    guard let instance = instances[identifier] else { throw Failure("there is no instance $\(identifier.name)") }
    return instance
  }
}

/// What a script defines to instantiate it later.
enum ScriptDefinition {
  case module(Module)
  case component(Component)
}

/// What a script instantiated.
enum ScriptInstance {
  case core(CoreInstance)
  case component(ScriptComponent)
}

/// Why a directive failed.
struct Failure: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Where the lines of a text begin.
struct LineTable {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    starts = [0] + bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// The line of a byte, from 1.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = low + (high - low) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ScriptDirective.Kind {
  /// The word that it begins with.
  var keyword: String {
    switch self {
    case .module(let module): module.format.rawValue
    case .definition(let module): "\(module.format) definition"
    case .instance(let format, _, _): "\(format) instance"
    case .register: "register"
    case .action(.invoke): "invoke"
    case .action(.get): "get"
    case .assertReturn: "assert_return"
    case .assertTrap, .assertModuleTrap: "assert_trap"
    case .assertExhaustion: "assert_exhaustion"
    case .assertException: "assert_exception"
    case .assertMalformed: "assert_malformed"
    case .assertInvalid: "assert_invalid"
    case .assertMalformedCustom: "assert_malformed_custom"
    case .assertInvalidCustom: "assert_invalid_custom"
    case .assertUnlinkable: "assert_unlinkable"
    case .thread: "thread"
    case .wait: "wait"
    case .unknown(let keyword): keyword
    }
  }
}
