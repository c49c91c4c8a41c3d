import CoreModule
import CoreText
import CoreTypes
import Interpreter

// What scripts assert.
extension ScriptRunner {
  mutating func assertReturn(
    _ action: ScriptAction, _ patterns: [ScriptPattern], in text: TokenizedText
  ) throws(Failure) {
    let outcome = try perform(action, in: text)
    if case .componentValue(let value) = outcome { return try assertReturned(value, patterns, in: text) }
    guard case .values(let values) = outcome else { throw Failure("expected values, but \(outcome.description)") }
    guard values.count == patterns.count else {
      throw Failure("expected \(patterns.count) values, but got \(values.count)")
    }
    for (index, (value, pattern)) in zip(values, patterns).enumerated() {
      guard pattern.matches(value, in: store) else {
        throw Failure("value \(index): expected \(pattern.text), but got \(value.text)")
      }
    }
  }

  func assertTrap(_ outcome: ActionOutcome, _ message: String) throws(Failure) {
    guard case .trapped(let code) = outcome else {
      throw Failure("expected the trap \"\(message)\", but \(outcome.description)")
    }
    guard code.matches(suiteMessage: message) || code.matches(componentSuiteMessage: message) else {
      throw Failure("expected the trap \"\(message)\", but \(outcome.description)")
    }
  }

  func assertException(_ outcome: ActionOutcome) throws(Failure) {
    guard case .exception = outcome else { throw Failure("expected an exception, but \(outcome.description)") }
  }

  func assertRefused(
    _ module: ScriptModule, in text: TokenizedText, as category: CoreModuleError.Category
  ) throws(Failure) {
    switch check(module, in: text) {
    case .success: throw Failure("the \(module.format) should be \(category), but it is valid")
    case .failure(let refusal) where refusal.category == category: return
    case .failure(let refusal)
    where configuration.isForValidator && module.format == .component && refusal.category != .unsupported:
      return
    case .failure(let refusal):
      throw Failure("the \(module.format) should be \(category), but it is \(description(of: refusal))")
    }
  }

  mutating func assertUnlinkable(_ module: ScriptModule, in text: TokenizedText) throws(Failure) {
    switch instantiation(of: try load(module, in: text)) {
    case .unlinkable: return
    case .instance: throw Failure("the \(module.format) should be unlinkable, but it was instantiated")
    case .stopped(let outcome): throw Failure("the \(module.format) should be unlinkable, but \(outcome.description)")
    case .unsupported(let what): throw Failure("not supported: \(what)")
    }
  }

  mutating func assertModuleTrap(_ module: ScriptModule, _ message: String, in text: TokenizedText) throws(Failure) {
    switch instantiation(of: try load(module, in: text)) {
    case .stopped(let outcome): try assertTrap(outcome, message)
    case .instance: throw Failure("expected the trap \"\(message)\", but the \(module.format) was instantiated")
    case .unlinkable(let reason): throw Failure("expected the trap \"\(message)\", but \(reason)")
    case .unsupported(let what): throw Failure("not supported: \(what)")
    }
  }

  // MARK: Actions

  mutating func perform(_ action: ScriptAction, in text: TokenizedText) throws(Failure) -> ActionOutcome {
    switch action {
    case .get(let identifier, let name):
      let name = String(decoding: name, as: UTF8.self)
      guard case .core(let instance) = try instance(identifier), case .global(let global) = instance.export(named: name)
      else { throw Failure("there is no global \(name)") }
      return .values([global.value])
    case .invoke(let identifier, let name, let arguments):
      let name = String(decoding: name, as: UTF8.self)
      switch try instance(identifier) {
      case .core(let instance): return try invoke(name, of: instance, arguments)
      case .component(let instance): return try invoke(name, of: instance, arguments, in: text)
      }
    }
  }

  private mutating func invoke(
    _ name: String, of instance: CoreInstance, _ arguments: [ScriptValue]
  ) throws(Failure) -> ActionOutcome {
    guard case .function(let function) = instance.export(named: name) else {
      throw Failure("there is no function \(name)")
    }
    var values: [CoreValue] = []
    for argument in arguments {
      guard let value = argument.coreValue else { throw Failure("a core function takes no values of components") }
      values.append(value)
    }
    guard values.count == function.type.parameters.count else {
      throw Failure("\(name) takes \(function.type.parameters.count) arguments, not \(values.count)")
    }
    return executor.call(function, values)
  }
}
