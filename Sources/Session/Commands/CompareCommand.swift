import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics

/// `:compare`.
extension Session {
  func compare(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (function, values) = try callOnAnyInstance(arguments, of: .compare)
    var rows: [ComparisonReply.Row] = []
    for loaded in instances.all {
      guard let found = (try? loaded.exports(surroundings))?.function(at: function.path),
        found.type == function.type
      else { continue }
      let callable = CallableFunction(instance: loaded.name, path: function.path, type: found.type)
      rows.append(row(callable, on: loaded, values))
      // An interrupt ends the comparison, not only one instance's call; short calls never look for one themselves.
      if run?.trap?.trap.code == .interrupted { break }
      if run?.reasonToStop(after: 0) == .interrupted {
        run?.remarks.append(Diagnostic(.interrupted, "interrupted: not every instance was called"))
        break
      }
    }
    if rows.isEmpty, let diagnostic = obstacle(to: function) {
      var missing = diagnostic
      missing.location = arguments.place(arguments.span)
      throw SessionError(.wrapped([missing]))
    }
    return Outcome(.comparison(ComparisonReply(function: function.path, rows: rows)))
  }

  /// The call that a command is given, whichever instance has the function, with its arguments evaluated.
  func callOnAnyInstance(
    _ arguments: CommandArguments, of command: Command
  ) throws(SessionError) -> (function: CallableFunction, arguments: [ComponentValue]) {
    takesAnyInstance = true
    defer { takesAnyInstance = false }
    return try givenCall(arguments, of: command).call
  }

  /// The call that a command is given, with its arguments evaluated.
  func givenCall(
    _ arguments: CommandArguments, of command: Command
  ) throws(SessionError) -> (call: (function: CallableFunction, arguments: [ComponentValue]), text: String) {
    guard !arguments.text.isEmpty else {
      throw SessionError(
        .missingArgument(command: command.rawValue, what: "a call"), at: arguments.place(arguments.nameSpan))
    }
    let checked = try checkedExpression(arguments)
    guard let function = checked.outermostCall,
      let values = try inLanguage({ () throws(LanguageError) in try checked.arguments(in: self) })
    else {
      throw SessionError(.notACall(command: command.rawValue), at: arguments.place(arguments.span))
    }
    return ((function, values), checked.text)
  }

  private func row(_ function: CallableFunction, on holder: LoadedInstance, _ arguments: [ComponentValue])
    -> ComparisonReply.Row
  {
    let start = ContinuousClock.now
    let before = run?.instructions ?? 0
    let firstReport = run?.reports.count ?? 0
    _ = stubs.takeImportCalls()
    let outcome: ComparisonReply.Outcome
    do {
      let value = try completed(function, arguments)
      outcome = .value(value.flatMap { value in function.type.result.map { TypedValue(value, $0) } })
    } catch {
      outcome = .failed(
        Reply.Failure(diagnostics: error.diagnostics, trap: run?.trap?.trap, instance: holder.name))
    }
    let code = AnsweringCode(
      holder.recipe.kind, componentCount: holder.liveInstance?.componentCount ?? 1, calls: stubs.takeImportCalls())
    let timing = Reply.Timing(
      elapsed: ContinuousClock.now - start, instructions: (run?.instructions ?? 0) &- before)
    let report = (run?.reports.dropFirst(firstReport)).flatMap(\.last)
    return ComparisonReply.Row(instance: holder.name, code: code, outcome: outcome, report: report, timing: timing)
  }
}
