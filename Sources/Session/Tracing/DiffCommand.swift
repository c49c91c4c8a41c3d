import ComponentTypes
import CoreTypes
import Diagnostics

/// `:diff`.
extension Session {
  func diff(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let words = arguments.words()
    guard words.count >= 3 else {
      throw SessionError(
        .missingArgument(command: "diff", what: "two instances and a call"), at: arguments.place(arguments.nameSpan))
    }
    let names = (words[0].text, words[1].text)
    for word in words.prefix(2) {
      do { _ = try instances.named(word.text) } catch { throw error.located(at: arguments.place(word.span)) }
    }
    let start = words[2].span.start - arguments.span.start
    let callArguments = CommandArguments(
      source: arguments.source, nameSpan: arguments.nameSpan,
      text: String(decoding: Array(arguments.text.utf8).dropFirst(start), as: UTF8.self),
      span: SourceSpan(words[2].span.start, arguments.span.end))
    let (function, values) = try callOnAnyInstance(callArguments, of: .diff)
    guard names.0 != names.1 else {
      throw SessionError(
        .unexpectedArgument(command: "diff", argument: "\(names.1) twice"), at: arguments.place(words[1].span))
    }
    let walks = (
      first: try walk(function, on: names.0, values, callArguments),
      second: try walk(function, on: names.1, values, callArguments)
    )
    defer {
      walks.first.close()
      walks.second.close()
    }
    var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
    let compared = Result { () throws(SessionError) in try compare(walks.first, walks.second, within: &current) }
    run = current
    let (common, before, first, second) = try compared.get()
    // What ended the input ends it here, too.
    for walk in [walks.first, walks.second] {
      if case .failure(let trap)? = walk.outcome, trap.code.endsInput { _ = try self.result(of: walk) }
    }
    let typed = zip(values, function.type.parameters).map { TypedValue($0, $1.type) }
    return Outcome(
      .diff(
        DiffReply(
          function: function.path, call: function.callText(typed), common: common, before: before,
          first: side(walks.first, first), second: side(walks.second, second))))
  }

  private func walk(
    _ function: CallableFunction, on name: String, _ values: [ComponentValue], _ arguments: CommandArguments
  ) throws(SessionError) -> CallWalk {
    let loaded = try instances.named(name)
    guard let found = try loaded.exports(surroundings).function(at: function.path), found.type == function.type else {
      throw SessionError(
        .unknownTopic("\(name).\(function.path.function)", near: []), at: arguments.place(arguments.span))
    }
    return try walk(CallableFunction(instance: name, path: function.path, type: found.type), values)
  }

  /// Walks both until they part, then each to its end.
  private func compare(
    _ first: CallWalk, _ second: CallWalk, within run: inout Run
  ) throws(SessionError) -> (common: UInt64, before: [TraceEntry], first: [TraceEntry], second: [TraceEntry]) {
    var common: UInt64 = 0
    var before: [TraceEntry] = []
    var parting: (TraceEntry?, TraceEntry?) = (nil, nil)
    while true {
      let (a, b) = (try first.next(within: &run), try second.next(within: &run))
      if let a, let b, a.isLike(b) {
        common += 1
        if before.count == DiffReply.contextLimit { before.removeFirst() }
        before.append(a)
        continue
      }
      parting = (a, b)
      break
    }
    func rest(_ entry: TraceEntry?, of walk: CallWalk) throws(SessionError) -> [TraceEntry] {
      guard let entry else { return [] }
      var entries = [entry]
      while entries.count < DiffReply.contextLimit, let next = try walk.next(within: &run) { entries.append(next) }
      try walk.finish(within: &run)
      return entries
    }
    return (common, before, try rest(parting.0, of: first), try rest(parting.1, of: second))
  }

  private func side(_ walk: CallWalk, _ entries: [TraceEntry]) -> DiffReply.Side {
    let outcome: ComparisonReply.Outcome
    switch walk.outcome {
    case .success(let value)?:
      outcome = .value(value.flatMap { value in walk.function.type.result.map { TypedValue(value, $0) } })
    case .failure(let trap)?:
      let error = SessionError(.trapped(trap, function: walk.function.qualifiedName, instance: walk.instance))
      outcome = .failed(Reply.Failure(diagnostics: error.diagnostics, trap: trap, instance: walk.instance))
    case nil: outcome = .value(nil)
    }
    return DiffReply.Side(
      instance: walk.instance, outcome: outcome, instructions: walk.operatorsRun, entries: entries)
  }
}

extension SessionError {
  /// The same error at a place in the input, if it has none.
  fileprivate func located(at place: Diagnostic.Location) -> SessionError {
    guard case .none = location else { return self }
    return SessionError(kind, at: place)
  }
}
