import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import Diagnostics
import Interpreter

extension InstanceRecipe {
  /// A component. It is decoded and validated now, and instantiated when the instance is made. The functions of large
  /// core modules are left to a second thread, and validated before they run where it has not come to them.
  ///
  /// - Throws: `SessionError` with what is malformed or invalid.
  static func component(_ source: ComponentSource) throws(SessionError) -> InstanceRecipe {
    let component = try source.validated(.lazyWhereLarge)
    let pending = component.functionValidations
    FunctionValidation.beginInBackground(pending)
    return sliced(
      .component, source.path, size: source.bytes.count, world: component.world,
      validateRest: { () throws(SessionError) in
        do throws(CoreModuleError) {
          for validation in pending { try validation.validateRest() }
        } catch {
          throw source.located(ComponentBinaryError(.coreModule(error), at: error.offset))
        }
      }
    ) {
      (context) throws(ComponentRuntimeError) in
      try ComponentInstantiation(
        component, limits: context.settings.runtimeLimits, handles: context.handles, responder: context.responder)
    }
  }

  /// A core module, as `component`.
  ///
  /// - Throws: `SessionError` with what is malformed or invalid.
  static func module(_ source: ModuleSource) throws(SessionError) -> InstanceRecipe {
    let module = try source.validated(.lazyWhereLarge)
    let pending = module.functionValidation
    FunctionValidation.beginInBackground(pending.map { [$0] } ?? [])
    return sliced(
      .module, source.path, size: source.bytes.count, world: nil,
      validateRest: { () throws(SessionError) in
        do throws(CoreModuleError) { try pending?.validateRest() } catch { throw source.located(error) }
      }
    ) {
      (context) throws(ComponentRuntimeError) in
      try CoreModuleInstantiation(module, limits: context.settings.runtimeLimits)
    }
  }

  /// A recipe that instantiates in slices, between which the limits and the user are asked.
  private static func sliced(
    _ kind: InstanceSummary.Kind, _ path: String, size: Int, world: World?,
    validateRest: @escaping () throws(SessionError) -> Void,
    begin: @escaping (InstantiationContext) throws(ComponentRuntimeError) -> any Instantiation
  ) -> InstanceRecipe {
    InstanceRecipe(
      kind: kind, path: path, size: size, world: world.map { world in { world } }, validateRest: validateRest
    ) {
      (context) throws(SessionError) in
      do throws(ComponentRuntimeError) {
        let instantiation = try begin(context)
        var slice = SliceBudget()
        while true {
          let start = ContinuousClock.now
          if let made = try instantiation.instance(afterRunning: slice.instructions) { return made }
          slice.adapt(to: ContinuousClock.now - start)
          if let code = context.reasonToStop(instantiation.instructionsRun) {
            throw ComponentRuntimeError(.trap(instantiation.cancel(code)))
          }
        }
      } catch {
        throw SessionError(.wrapped(error.located(in: path)))
      }
    }
  }
}

extension Settings {
  /// The limits as the runtime takes them.
  var runtimeLimits: RuntimeLimits {
    RuntimeLimits(execution: ExecutionLimits(memoryBytes: UInt64(max(0, maxMemory))))
  }
}

extension ComponentRuntimeError {
  /// The error as diagnostics that name the file; a trap in a start function reads like any other trap.
  fileprivate func located(in path: String) -> [Diagnostic] {
    if case .trap(let trap) = kind { return [trap.diagnostic(whileInstantiating: path)] }
    return diagnostics.map { $0.located(in: path) }
  }
}

extension Diagnostic {
  /// The same with the file's name, where the room that found it knew only the bytes.
  func located(in path: String) -> Diagnostic {
    var located = self
    switch location {
    case .binary(_, let offset): located.location = .binary(file: path, offset: offset)
    case .none: located.location = .binary(file: path, offset: nil)
    case .text: break
    }
    return located
  }
}
