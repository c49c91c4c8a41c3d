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
  let isCancelled: () -> Bool
  /// The lines of the script that runs.
  private(set) var lines = LineTable([])
  /// Shared by all threads of the script.
  let tally = ThreadTally()
  /// Whether there are other threads, for which calls stop now and then.
  var takesTurns = false

  /// What a name of the registry leads to.
  enum ImportSource {
    case instance(CoreInstance)
    case spectest(Spectest)
    case builtins([String: CoreExtern])
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
    registered[Array("wasmtime".utf8)] = .builtins(Builtins.exports(in: store))
  }

  /// Bytes that memories may have in a script that says it needs much: the system gives only the pages that are used.
  private static let muchMemory: UInt64 = 1 << 33

  /// Runs a whole script.
  package mutating func run(_ script: Script) -> ScriptReport {
    lines = LineTable(script.text.bytes)
    let thread = ScriptThread(script, runner: self)
    thread.runToTheEnd()
    return ScriptReport(outcomes: thread.outcomes)
  }

  /// What a failure means: of a script that is for a validator nobody has seen whether what it says of runs is so.
  func verdict(of directive: ScriptDirective.Kind, failing failure: Failure) -> DirectiveOutcome.Verdict {
    guard configuration.isForValidator, !failure.isUnsupported, directive.isAboutRuns else {
      return .failed(failure.reason)
    }
    return .skipped("the file is for a validator, which runs nothing: \(failure.reason)")
  }

  /// Runs a directive that is not about what an action comes to.
  mutating func run(_ directive: ScriptDirective, in script: Script) throws(Failure) {
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
    case .assertMalformed(let module, _), .assertMalformedCustom(let module, _):
      try assertRefused(module, in: script.text, as: .malformed)
    case .assertInvalid(let module, _), .assertInvalidCustom(let module, _):
      try assertRefused(module, in: script.text, as: .invalid)
    case .assertUnlinkable(let module, let message): try assertUnlinkable(module, message, in: script.text)
    case .assertModuleTrap(let module, let message): try assertModuleTrap(module, message, in: script.text)
    case .unknown(let keyword): throw Failure("the directive \(keyword) is not known")
    case .action, .assertReturn, .assertTrap, .assertExhaustion, .assertException, .thread, .wait: break
    }
  }

  /// What a directive says of the outcome of its action.
  func judge(_ outcome: ActionOutcome, by directive: ScriptDirective.Kind, in text: TokenizedText) throws(Failure) {
    if case .trapped(let code) = outcome, code.isUnsupported { throw Failure(unsupported: outcome.description) }
    switch directive {
    case .assertReturn(_, let patterns): try assertReturn(outcome, patterns, in: text)
    case .assertTrap(_, let message), .assertExhaustion(_, let message): try assertTrap(outcome, message)
    case .assertException: try assertException(outcome)
    default:
      switch outcome {
      case .values, .componentValue: break
      default: throw Failure(outcome.description)
      }
    }
  }

  // MARK: Threads

  /// What runs a thread's directives: it knows the instances that it shares.
  func runnerOfThread(sharing shared: [Identifier]) throws(Failure) -> ScriptRunner {
    var runner = self
    runner.executor = Executor(store: store, runsPortably: engine.runsPortably, isCancelled: isCancelled)
    runner.takesTurns = true
    runner.lastInstance = nil
    runner.lastDefinition = nil
    runner.instances = [:]
    for identifier in shared { runner.instances[identifier] = try instance(identifier) }
    return runner
  }

  /// Gives back what functions ran with.
  mutating func rest() { executor.rest() }

  /// Goes on with a call that has paused.
  mutating func goOn(_ execution: Execution) -> ActionOutcome { executor.goOn(execution, takingTurns: takesTurns) }

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
  /// Whether it uses what this program does not hold, so that nothing is known.
  var isUnsupported = false

  init(_ reason: String) { self.reason = reason }

  init(unsupported what: String) {
    reason = "not supported: \(what)"
    isUnsupported = true
  }
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

  /// Whether it is about what running code or linking comes to, and not about what is valid.
  var isAboutRuns: Bool {
    switch self {
    case .instance, .register, .action, .assertReturn, .assertTrap, .assertModuleTrap, .assertExhaustion,
      .assertException, .assertUnlinkable, .wait:
      true
    case .module, .definition, .assertMalformed, .assertInvalid, .assertMalformedCustom, .assertInvalidCustom, .thread,
      .unknown:
      false
    }
  }
}
