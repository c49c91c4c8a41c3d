import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Interpreter

/// `:trace`.
extension Session {
  func trace(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let (callArguments, request) = try TraceRequest.separate(arguments)
    let ((function, values), text) = try givenCall(callArguments, of: .trace)
    let file = try request.path.map { (path) throws(SessionError) in
      try RecordingFile(FileSystem.located(path, in: workingDirectory), as: path)
    }
    let walk = try walk(function, values)
    defer { walk.close() }
    var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
    let collected = Result { () throws(SessionError) in try collect(walk, request, file, within: &current) }
    run = current
    let (entries, count) = try collected.get()
    let value = try result(of: walk)
    let reply = ValueReply(result: value)
    remember(Evaluated(input: text, number: nextInputNumber, reply: reply))
    return Outcome(
      .trace(
        TraceReply(
          value: reply, instance: walk.instance, function: function.path, filter: request.filter, entries: entries,
          count: count, instructions: walk.operatorsRun, path: request.path)))
  }

  /// Begins to walk through a call on the function's instance.
  func walk(_ function: CallableFunction, _ values: [ComponentValue]) throws(SessionError) -> CallWalk {
    guard let holder = function.instance else {
      throw SessionError(.wrapped([obstacle(to: function)].compactMap(\.self)))
    }
    let loaded = try instances.named(holder)
    try leaveWalk(forCallOn: loaded.name)
    guard loaded.recipe.kind == .component || loaded.recipe.kind == .module else {
      throw SessionError(.stepRefused(.noCode(instance: loaded.name, loaded.recipe.kind)))
    }
    return try CallWalk(
      function, values, on: loaded.instance(surroundings), named: loaded.name,
      watch: settings.watch.isOn ? settings.watch : .observe)
  }

  /// What a call came to that was walked through.
  ///
  /// - Throws: `SessionError` where it trapped.
  func result(of walk: CallWalk) throws(SessionError) -> TypedValue? {
    switch walk.outcome {
    case .success(let value)?: return value.flatMap { value in walk.function.type.result.map { TypedValue(value, $0) } }
    case .failure(let trap)?:
      let trap = instances[walk.instance]?.located(trap) ?? trap
      run?.trap = (trap, walk.instance, nil)
      throw SessionError(.trapped(trap, function: walk.function.qualifiedName, instance: walk.instance))
    case nil: return nil
    }
  }

  /// The entries to tell, and how many there are; nil where the rest was not looked at.
  private func collect(
    _ walk: CallWalk, _ request: TraceRequest, _ file: RecordingFile?, within run: inout Run
  ) throws(SessionError) -> (entries: [TraceEntry], count: UInt64?) {
    var entries: [TraceEntry] = []
    var count: UInt64 = 0
    var lines: [String] = []
    func flush() throws(SessionError) {
      guard let file, let reason = file.append(lines) else { return }
      throw SessionError(.cannotWrite(request.path ?? "", reason: reason))
    }
    while let entry = try next(of: walk, request.filter, within: &run) {
      guard request.filter.admits(entry) else { continue }
      count += 1
      if entries.count < request.limit { entries.append(entry) }
      if file != nil {
        lines.append(entry.fileLine)
        if lines.count >= 4_096 {
          try flush()
          lines = []
        }
      } else if entries.count >= request.limit {
        // Nobody sees the rest: it runs fast.
        let isOver = walk.outcome != nil
        try walk.finish(within: &run)
        return (entries, isOver ? count : nil)
      }
    }
    if !lines.isEmpty { try flush() }
    return (entries, count)
  }

  /// The next stop that could be told: operators that lose something are run to without a stop.
  private func next(
    of walk: CallWalk, _ filter: TraceFilter, within run: inout Run
  ) throws(SessionError) -> TraceEntry? {
    filter.admitsLossesOnly
      ? try walk.nextLoss([.signed, .unsigned], within: &run) : try walk.next(within: &run)
  }
}

/// What `:trace` is asked besides the call.
private struct TraceRequest {
  var filter = TraceFilter()
  var limit = TraceReply.usualLimit
  /// The file to write, as it was named.
  var path: String?

  private static let words: Set<String> = ["only", "in", "first", "to"]

  /// Separates the call from what stands behind it: `, only calls memory`, `, in NAME`, `, first 10`, `, to PATH`.
  ///
  /// A piece behind a comma is one of these if it begins so and holds no bracket or quote: no argument ends an input like
  /// that.
  static func separate(
    _ arguments: CommandArguments
  ) throws(SessionError) -> (call: CommandArguments, request: TraceRequest) {
    var request = TraceRequest()
    var bytes = Array(arguments.text.utf8)[...]
    while let comma = bytes.lastIndex(of: UInt8(ascii: ",")) {
      let piece = bytes[(comma + 1)...]
      let words = piece.split(whereSeparator: CommandArguments.isBlank).map { String(decoding: $0, as: UTF8.self) }
      guard let first = words.first, Self.words.contains(first),
        !piece.contains(where: { #"()[]{}"'"#.utf8.contains($0) })
      else { break }
      guard request.take(words) else {
        let start = arguments.span.start + (piece.firstIndex { !CommandArguments.isBlank($0) } ?? comma)
        throw SessionError(
          .unexpectedArgument(command: "trace", argument: words.joined(separator: " ")),
          at: arguments.place(SourceSpan(start, arguments.span.start + bytes.endIndex)))
      }
      bytes = bytes[..<comma]
    }
    while let last = bytes.last, CommandArguments.isBlank(last) { bytes.removeLast() }
    return (arguments.cut(to: bytes.count), request)
  }

  /// Takes an option in; false where it cannot be read or stands there twice.
  private mutating func take(_ words: [String]) -> Bool {
    let rest = Array(words.dropFirst())
    switch words.first {
    case "only":
      guard filter.words.isEmpty, !rest.isEmpty, rest.allSatisfy(TraceFilter.isKnown) else { return false }
      filter.words = rest
    case "in":
      guard filter.function == nil, rest.count == 1 else { return false }
      filter.function = rest[0]
    case "first":
      guard rest.count == 1, let count = Settings.count(rest[0]), (1...UInt64(TraceReply.maximumLimit)).contains(count)
      else { return false }
      limit = Int(count)
    default:
      guard path == nil, rest.count == 1 else { return false }
      path = rest[0]
    }
    return true
  }
}

extension TraceEntry {
  /// The entry as a line of a file: number, frames, offset, function, instruction, operands, result, with tabs between.
  fileprivate var fileLine: String {
    switch kind {
    case .moment(let moment): return "\(number)\t\(depth)\t\t\t\(moment.name)"
    case .operation(let operation):
      let location = operation.location
      let function = location.functionName ?? "func[\(location.function)]"
      let operands = operation.operands.map(\.plainText).joined(separator: " ")
      let loss = operation.lostSigned.map { $0 ? "signed" : "unsigned" } ?? ""
      let cells = [
        "\(number)", "\(depth)", "0x\(String(location.offset, radix: 16))",
        "\(function)+0x\(String(location.distance, radix: 16))", operation.text, operands,
        operation.result?.plainText ?? "", loss,
      ]
      // A name may hold anything.
      return cells.map { String($0.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }.joined(separator: "\t")
    }
  }
}

extension CallMoment {
  /// What happened, in a word or two of the canonical ABI's.
  package var name: String {
    switch kind {
    case .lifted(let part, _): "lift \(part == .parameters ? "parameters" : "results")"
    case .lowered(let part, _): "lower \(part == .parameters ? "parameters" : "results")"
    case .realloc(_, _, _, let newSize): "realloc for \(newSize) bytes"
    case .reallocated(let pointer): "realloc gave 0x\(String(pointer, radix: 16))"
    case .postReturn: "post-return"
    case .answered: "answer from outside"
    case .resource(let operation, let argument, _): "resource.\(operation) \(argument)"
    case .destructor: "destructor"
    case .returned: "return"
    case .trapped(let trap): "trap: \(trap.code.wording)"
    }
  }
}
