import ComponentBinary
import CoreModule
import CoreText
import CoreTypes
import Diagnostics
import Interpreter

/// Why a module or component of a script was refused.
struct Refusal: Error {
  var category: CoreModuleError.Category
  var message: String
  /// Where in the script, in bytes, if it stands there as text.
  var offset: Int?
}

extension Refusal {
  /// - Parameter isPlaced: whether the error's place is one in the script.
  init(_ error: CoreTextError, isPlaced: Bool) {
    self.init(
      category: error.isInvalid ? .invalid : .malformed, message: error.diagnostics.first?.message ?? "",
      offset: isPlaced ? error.span.start : nil)
  }
}

extension ScriptModule {
  /// Whether it is text of the script itself.
  var isText: Bool { if case .text = source { true } else { false } }
}

// Modules: read, validated, linked, instantiated.
extension ScriptRunner {
  /// Reads, decodes and validates a module or component.
  func check(_ module: ScriptModule, in text: TokenizedText) -> Result<ScriptDefinition, Refusal> {
    switch module.format {
    case .module: checkModule(module, in: text).map { .module($0) }
    case .component: checkComponent(module, in: text).map { .component($0) }
    }
  }

  private func checkModule(_ module: ScriptModule, in text: TokenizedText) -> Result<Module, Refusal> {
    let encoded: ScriptModule.Encoded
    do throws(CoreTextError) {
      encoded = try module.encoded(in: text)
    } catch {
      return .failure(Refusal(error, isPlaced: module.isText))
    }
    do throws(CoreModuleError) {
      return .success(try decodeAndValidateModule(encoded.bytes, features: features))
    } catch {
      return .failure(
        Refusal(
          category: category(of: error), message: error.diagnostics.first?.message ?? "",
          offset: module.isText ? encoded.module?.sourceMap.span(ofByte: error.offset)?.start : nil))
    }
  }

  /// What the specification calls an error. Where a proposal is off that could be on, a module that uses it breaks the
  /// rules of the smaller specification that the script is written against; those it checks are rules of validation.
  func category(of error: CoreModuleError) -> CoreModuleError.Category {
    if case .unsupported(let feature) = error.kind, CoreFeatures.all.contains(feature), !features.contains(feature) {
      return .invalid
    }
    // A tool that has components turned off knows what they are.
    if configuration.isForValidator, error.kind == .isComponent { return .invalid }
    return error.category
  }

  /// A module or component that must be valid.
  func load(_ module: ScriptModule, in text: TokenizedText) throws(Failure) -> ScriptDefinition {
    switch check(module, in: text) {
    case .success(let definition): return definition
    case .failure(let refusal): throw Failure("the \(module.format) is \(description(of: refusal))")
    }
  }

  mutating func define(_ definition: ScriptDefinition, as identifier: Identifier?) {
    lastDefinition = definition
    if let identifier { definitions[identifier] = definition }
  }

  mutating func keep(_ instance: ScriptInstance, as identifier: Identifier?) {
    lastInstance = instance
    guard let identifier else { return }
    instances[identifier] = instance
    // Components import from those with a name without any registration.
    if case .component(let component) = instance { host.register(component, as: identifier.name) }
  }

  /// Defines a module or component and makes an instance of it.
  mutating func instantiate(_ module: ScriptModule, in text: TokenizedText) throws(Failure) {
    lastInstance = nil
    lastDefinition = nil
    let loaded = try load(module, in: text)
    define(loaded, as: module.identifier)
    if configuration.isForValidator, lacksImports(loaded) { return }
    keep(try instantiate(loaded), as: module.identifier)
  }

  /// Whether there is nothing to give for an import.
  private func lacksImports(_ definition: ScriptDefinition) -> Bool {
    switch definition {
    case .module(let module): module.imports.contains { resolve($0) == nil }
    case .component(let component): host.reasonNotToLink(component.type) != nil
    }
  }

  /// An instance that must succeed.
  mutating func instantiate(_ definition: ScriptDefinition) throws(Failure) -> ScriptInstance {
    switch instantiation(of: definition) {
    case .instance(let instance): return instance
    case .unlinkable(let reason): throw Failure("it cannot be linked: \(reason)")
    case .stopped(let outcome): throw Failure("instantiating it failed: \(outcome.description)")
    case .unsupported(let what): throw Failure(unsupported: what)
    }
  }

  /// What instantiating a module or component comes to.
  enum Instantiation {
    case instance(ScriptInstance)
    case unlinkable(String)
    case stopped(ActionOutcome)
    /// It uses what this program does not hold, so that nothing is known.
    case unsupported(String)
  }

  mutating func instantiation(of definition: ScriptDefinition) -> Instantiation {
    switch definition {
    case .module(let module): instantiation(of: module)
    case .component(let component): instantiation(of: component)
    }
  }

  private mutating func instantiation(of module: Module) -> Instantiation {
    var imports: [CoreExtern] = []
    for (index, wanted) in module.imports.enumerated() {
      let name = "\(wanted.module).\(wanted.name)"
      guard let found = resolve(wanted) else { return .unlinkable("import \(index) (\(name)) is unknown") }
      imports.append(found)
    }
    let instance: CoreInstance
    do throws(InstantiationError) {
      instance = try store.instantiate(module, imports: imports)
    } catch {
      switch error {
      case .unlinkable(let index, _, _): return .unlinkable("import \(index) has another type")
      case .trap(let trap): return .stopped(.trapped(trap.code))
      }
    }
    if let start = instance.startFunction {
      let outcome = executor.call(start, [])
      guard case .values = outcome else { return .stopped(outcome) }
    }
    return .instance(.core(instance))
  }

  private func resolve(_ wanted: Import) -> CoreExtern? {
    switch registered[Array(wanted.module.utf8)] {
    case .instance(let instance): instance.export(named: wanted.name)
    case .spectest(let spectest): spectest.export(named: wanted.name)
    case .builtins(let externs): externs[wanted.name]
    case nil:
      // As wasmtime has it, what has a name can be imported from without any registration.
      if case .core(let instance)? = instances[Identifier(bytes: Array(wanted.module.utf8))] {
        instance.export(named: wanted.name)
      } else {
        nil
      }
    }
  }
}
