import ComponentRuntime
import ComponentTypes
import CoreTypes

/// An instance of a native component. It has no memory and no state but its trap.
final class NativeInstance: ComponentInstance {
  private let component: NativeComponent
  private(set) var trap: Trap?

  init(_ component: NativeComponent) {
    self.component = component
  }

  var world: World { component.world }

  func startCall(_ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode) throws(CallError)
    -> any ComponentCall
  {
    if let trap { throw .trapped(trap) }
    guard let body = component.bodies[path] else { throw .unknownFunction(path) }
    return NativeCall(body, arguments, watch: watch) { [self] in trap = $0 }
  }
}

/// A call of a native function: it runs whole when it is first resumed.
final class NativeCall: ComponentCall {
  private let body: NativeComponent.Body
  private let arguments: [ComponentValue]
  private let onTrap: (Trap) -> Void
  private var report: NativeReport
  private var progress: CallProgress = .running

  init(
    _ body: @escaping NativeComponent.Body, _ arguments: [ComponentValue], watch: WatchMode,
    onTrap: @escaping (Trap) -> Void
  ) {
    self.body = body
    self.arguments = arguments
    self.onTrap = onTrap
    report = NativeReport(watch: watch)
  }

  /// Native code runs no wasm instructions.
  var instructionsRun: UInt64 { 0 }
  var observations: Observations { report.observations }

  func resume(budget: UInt64) -> CallProgress {
    guard case .running = progress else { return progress }
    let result = body(arguments, &report)
    if let trap = report.trap {
      _ = stop(trap)
    } else if let result {
      progress = .returned(result)
    } else {
      _ = stop(Trap(.canonicalABI("arguments must be of the parameters' types")))
    }
    return progress
  }

  func cancel(_ code: TrapCode) -> Trap {
    if case .trapped(let trap) = progress { return trap }
    return stop(Trap(code))
  }

  private func stop(_ trap: Trap) -> Trap {
    progress = .trapped(trap)
    onTrap(trap)
    return trap
  }
}
