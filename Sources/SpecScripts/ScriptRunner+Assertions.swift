import CoreModule
import CoreText
import CoreTypes
import Interpreter

// What scripts assert.
extension ScriptRunner {
  mutating func assertReturn(_ action: ScriptAction, _ patterns: [ScriptPattern]) throws(Failure) {
    let outcome = try perform(action)
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
    guard code.matches(suiteMessage: message) else {
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
    case .success: throw Failure("the module should be \(category), but it is valid")
    case .failure(let refusal) where refusal.category == category: return
    case .failure(let refusal):
      throw Failure("the module should be \(category), but it is \(refusal.category): \(refusal.message)")
    }
  }

  mutating func assertUnlinkable(_ module: ScriptModule, in text: TokenizedText) throws(Failure) {
    switch instantiation(of: try load(module, in: text)) {
    case .unlinkable: return
    case .instance: throw Failure("the module should be unlinkable, but it was instantiated")
    case .stopped(let outcome): throw Failure("the module should be unlinkable, but \(outcome.description)")
    }
  }

  mutating func assertModuleTrap(_ module: ScriptModule, _ message: String, in text: TokenizedText) throws(Failure) {
    switch instantiation(of: try load(module, in: text)) {
    case .stopped(let outcome): try assertTrap(outcome, message)
    case .instance: throw Failure("expected the trap \"\(message)\", but the module was instantiated")
    case .unlinkable(let reason): throw Failure("expected the trap \"\(message)\", but \(reason)")
    }
  }

  // MARK: Actions

  mutating func perform(_ action: ScriptAction) throws(Failure) -> ActionOutcome {
    switch action {
    case .get(let identifier, let name):
      let name = String(decoding: name, as: UTF8.self)
      guard case .global(let global) = try instance(identifier).export(named: name) else {
        throw Failure("there is no global \(name)")
      }
      return .values([global.value])
    case .invoke(let identifier, let name, let arguments):
      let name = String(decoding: name, as: UTF8.self)
      guard case .function(let function) = try instance(identifier).export(named: name) else {
        throw Failure("there is no function \(name)")
      }
      let values = arguments.map(\.coreValue)
      guard values.count == function.type.parameters.count else {
        throw Failure("\(name) takes \(function.type.parameters.count) arguments, not \(values.count)")
      }
      return executor.call(function, values)
    }
  }
}
