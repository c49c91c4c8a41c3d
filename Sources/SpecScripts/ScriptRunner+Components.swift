import ComponentBinary
import ComponentRuntime
import ComponentText
import ComponentTypes
import CoreModule
import CoreText
import CoreTypes
import Diagnostics
import Interpreter

/// An instance of a component that a script made.
struct ScriptComponent {
  let component: Component
  let instance: InterpretedComponent
}

// Components: read, validated, linked, instantiated, called.
extension ScriptRunner {
  func checkComponent(_ script: ScriptModule, in text: TokenizedText) -> Result<Component, Refusal> {
    let bytes: [UInt8]
    let sourceMap: SourceMap?
    do throws(CoreTextError) {
      (bytes, sourceMap) = try encoded(script, in: text)
    } catch {
      return .failure(Refusal(error, isPlaced: script.isText))
    }
    do throws(ComponentBinaryError) {
      return .success(
        try decodeComponent(bytes, features: configuration.componentFeatures, coreFeatures: configuration.features))
    } catch {
      return .failure(
        Refusal(
          category: category(of: error), message: error.diagnostics.first?.message ?? "",
          offset: sourceMap?.span(ofByte: error.offset)?.start))
    }
  }

  /// The component's bytes, and where in the script they come from, if they stand there as text.
  private func encoded(
    _ script: ScriptModule, in text: TokenizedText
  ) throws(CoreTextError) -> ([UInt8], SourceMap?) {
    let isLegacy = configuration.indices == .legacy
    switch script.source {
    case .binary(let bytes): return (bytes, nil)
    case .text(let range):
      let component = try encodeComponentFields(
        text, in: range, identifier: script.identifier, allowsLegacyIndices: isLegacy)
      return (component.bytes, component.sourceMap)
    case .quote(let quoted):
      let text = try TokenizedText(quoted)
      let component = try encodeComponentFields(
        text, in: 0..<text.tokens.count, identifier: nil, allowsLegacyIndices: isLegacy)
      return (component.bytes, nil)
    }
  }

  private func category(of error: ComponentBinaryError) -> CoreModuleError.Category {
    switch error.kind {
    // The script is written against a smaller specification, whose rules it checks, unless it asked for this one.
    case .notActive: configuration.unheld.isEmpty ? .invalid : .unsupported
    case .coreModule(let error): category(of: error)
    case .unsupported: .unsupported
    default: error.isMalformed ? .malformed : .invalid
    }
  }

  // MARK: Instances

  mutating func instantiation(of component: Component) -> Instantiation {
    if let reason = host.reasonNotToLink(component.type) { return .unlinkable(reason) }
    do throws(ComponentRuntimeError) {
      let instantiation = try ComponentInstantiation(
        component, limits: RuntimeLimits(execution: limits),
        responder: host, host: host)
      guard let instance = try executor.finish(instantiation) else { return .stopped(.endless) }
      return .instance(.component(ScriptComponent(component: component, instance: instance)))
    } catch {
      switch error.kind {
      case .trap(let trap) where trap.code.isUnsupported: return .unsupported("\(trap.code)")
      case .trap(let trap): return .stopped(.trapped(trap.code))
      case .unlinkable, .unlinked, .providerLacks, .providerDiffers: return .unlinkable(error.message)
      default: return .unsupported(error.message)
      }
    }
  }

  // MARK: Calls

  func invoke(
    _ name: String, of component: ScriptComponent, _ arguments: [ScriptValue], in text: TokenizedText
  ) throws(Failure) -> ActionOutcome {
    guard case .function(let type)? = component.component.type.exports.first(where: { $0.name.name == name })?.type
    else { throw Failure("there is no function \(name)") }
    guard arguments.count == type.parameters.count else {
      throw Failure("\(name) takes \(type.parameters.count) arguments, not \(arguments.count)")
    }
    var values: [ComponentValue] = []
    for (argument, parameter) in zip(arguments, type.parameters) {
      values.append(try argument.componentValue(as: parameter.type, in: text))
    }
    let call: any ComponentCall
    do throws(CallError) {
      call = try component.instance.startCall(FunctionPath(name), values, watch: .off)
    } catch {
      switch error {
      case .trapped: return .trapped(.canonicalABI("cannot enter the component instance, which has trapped"))
      case .unsupported(let what): throw Failure("not supported: \(what)")
      case .unknownFunction, .unknownHandle, .notWalkable: throw Failure("\(name) cannot be called")
      }
    }
    let outcome = executor.finish(call, returning: type.result)
    if case .trapped(let code) = outcome, code.isUnsupported { throw Failure("not supported: \(outcome.description)") }
    return outcome
  }

  func assertReturned(
    _ result: TypedValue?, _ patterns: [ScriptPattern], in text: TokenizedText
  ) throws(Failure) {
    guard let result else {
      guard patterns.isEmpty else { throw Failure("expected a value, but it returned nothing") }
      return
    }
    guard patterns.count == 1 else { throw Failure("expected \(patterns.count) values, but got one") }
    guard try patterns[0].matches(result, in: text) else {
      throw Failure("expected another value, but got \(result.value)")
    }
  }
}
