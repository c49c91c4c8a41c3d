import ComponentRuntime
package import ComponentTypes
import CoreTypes
import Diagnostics

extension Session {
  package func call(
    _ function: CallableFunction, _ arguments: [ComponentValue]
  ) throws(CallFailure) -> ComponentValue? {
    do {
      return try completed(function, arguments)
    } catch {
      guard let diagnostic = error.diagnostics.first else { return nil }
      throw .diagnostic(diagnostic)
    }
  }

  /// Makes a call on the function's instance, within the run's limits, and records what was seen.
  func completed(
    _ function: CallableFunction, _ arguments: [ComponentValue]
  ) throws(SessionError) -> ComponentValue? {
    guard let holder = function.instance else {
      throw SessionError(.wrapped([obstacle(to: function)].compactMap(\.self)))
    }
    let loaded = try instances.named(holder)
    try leaveWalk(forCallOn: loaded.name)
    let instance = try loaded.instance(surroundings)
    if let trap = instance.trap { throw SessionError(.instanceTrapped(loaded.name, trap)) }
    let call: any ComponentCall
    do {
      call = try start(function, arguments, on: instance)
    } catch {
      throw SessionError(.callRefused(function.qualifiedName, instance: loaded.name, error))
    }
    var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
    let outcome = current.complete(call)
    let evidence = CallEvidence(
      instance: loaded.name, isNative: loaded.recipe.kind == .native, function: function, arguments: arguments,
      watch: settings.watch, observations: call.observations,
      flagPath: settings.flags[function.path])
    defer { run = current }
    switch outcome {
    case .success(let value):
      // A stub computes nothing, so nothing is compared with what it returned.
      let report =
        loaded.recipe.kind == .stub
        ? CallReport(instance: loaded.name, function: function.path, wasWatched: false)
        : loaded.located(evidence.report(returning: value, following: call, current))
      current.reports.append(report)
      return value
    case .failure(let trap):
      let trap = loaded.located(trap)
      current.trap = (trap, loaded.name, loaded.located(evidence.report(returning: nil)))
      throw SessionError(.trapped(trap, function: function.qualifiedName, instance: loaded.name))
    }
  }
}
