import ComponentRuntime
import CoreModule
import CoreTypes
import Diagnostics

/// `:break`.
extension Session {
  /// `:break` lists the breakpoints, `:break WHAT` sets one, `:break off [WHAT]` takes them away.
  func setBreakpoint(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let words = arguments.words()
    guard let first = words.first else { return breakpointsOutcome() }
    if first.text == "off", !first.isQuoted {
      return try removeBreakpoints(Array(words.dropFirst()), arguments)
    }
    let (breakpoint, used) = try breakpoint(words, arguments)
    if words.count > used {
      throw SessionError(
        .unexpectedArgument(command: "break", argument: words[used].text), at: arguments.place(words[used].span))
    }
    let places = places(of: breakpoint, makesInstances: true)
    if places.isEmpty, let refusal = refusal(of: breakpoint) {
      throw SessionError(.stepRefused(refusal), at: arguments.place(words[used - 1].span))
    }
    guard let added = breakpoints.add(breakpoint) else {
      throw SessionError(
        .stepRefused(.tooManyBreakpoints(limit: BreakpointTable.limit)), at: arguments.place(first.span))
    }
    return breakpointsOutcome(added: added)
  }

  /// What the first words mean, and how many they are.
  private func breakpoint(
    _ words: [CommandArguments.Word], _ arguments: CommandArguments
  ) throws(SessionError) -> (breakpoint: Breakpoint, words: Int) {
    let first = words[0]
    if first.text == "import", !first.isQuoted {
      guard words.count > 1 else {
        throw SessionError(
          .missingArgument(command: "break", what: "an import's name"), at: arguments.place(arguments.nameSpan))
      }
      return (.import(words[1].text), 2)
    }
    // A name in quotes is a name.
    guard let breakpoint = Breakpoint(first.text, isQuoted: first.isQuoted) else {
      throw SessionError(.stepRefused(.noOffset(first.text)), at: arguments.place(first.span))
    }
    return (breakpoint, 1)
  }

  /// `:break off [WHAT]`, by number or as it was set.
  private func removeBreakpoints(
    _ words: [CommandArguments.Word], _ arguments: CommandArguments
  ) throws(SessionError) -> Outcome {
    var removed: [BreakpointTable.Entry] = []
    if words.isEmpty { removed = breakpoints.remove { _ in true } }
    var words = words[...]
    while let word = words.first {
      var gone = breakpoints.remove { String($0.number) == word.text }
      var used = 1
      if gone.isEmpty, let (named, count) = try? breakpoint(Array(words), arguments) {
        gone = breakpoints.remove { $0.breakpoint == named }
        used = count
      }
      guard !gone.isEmpty else {
        throw SessionError(.stepRefused(.noBreakpoint(word.text)), at: arguments.place(word.span))
      }
      removed += gone
      words = words.dropFirst(used)
    }
    return breakpointsOutcome(removed: removed)
  }

  private func breakpointsOutcome(
    added: BreakpointTable.Entry? = nil, removed: [BreakpointTable.Entry] = []
  ) -> Outcome {
    func listed(_ entry: BreakpointTable.Entry) -> BreakpointsReply.Entry {
      BreakpointsReply.Entry(
        number: entry.number, breakpoint: entry.breakpoint, hits: entry.hits,
        places: places(of: entry.breakpoint, makesInstances: false))
    }
    if var walk {
      walk.walker.mark(breakpoints.byNumber, in: &walk.reply)
      self.walk = walk
    }
    return Outcome(
      .breakpoints(
        BreakpointsReply(
          entries: breakpoints.entries.map(listed), added: added.map(listed), removed: removed.map(listed),
          marks: walk?.reply.breakpoints ?? [:])))
  }

  /// Names in the current instance at which a walk could stop, where it was made; at most a thousand.
  var stoppingNames: [String] { instances.current?.liveInstance?.stoppingPlaces?.names(limit: 1_000) ?? [] }

  /// The names of what it imports.
  var importNames: [String] { instances.current?.liveInstance?.stoppingPlaces?.importNames ?? [] }

  // MARK: - What a breakpoint stands for

  /// The places that a breakpoint stands for in the instances that there are.
  ///
  /// - Parameter makesInstances: whether instances that nothing has needed yet are made: the current one, and the others
  ///   where none of those that there are has such a place.
  private func places(of breakpoint: Breakpoint, makesInstances: Bool) -> [BreakpointsReply.Place] {
    var found: [BreakpointsReply.Place] = []
    let current = instances.current?.name
    let ordered = instances.all.filter { $0.name == current } + instances.all.filter { $0.name != current }
    for loaded in ordered {
      var instance = loaded.liveInstance
      if instance == nil, makesInstances, found.isEmpty { instance = try? loaded.instance(surroundings) }
      guard let instance, let places = instance.stoppingPlaces?.places(of: breakpoint) else { continue }
      found += places.map { place in
        BreakpointsReply.Place(
          instance: loaded.name, place: place, instruction: instance.instruction(at: place))
      }
    }
    return found
  }

  /// Why a breakpoint that stands for no place is none; nil where it needs none.
  private func refusal(of breakpoint: Breakpoint) -> SessionError.StepRefusal? {
    let places = instances.all.compactMap { $0.liveInstance?.stoppingPlaces }
    switch breakpoint {
    case .overflow, .trap: return nil
    case .function(let name), .import(let name):
      let near = nearNames(to: name, among: Set(places.flatMap { $0.names() }).sorted())
      // Where nothing is near, a few that there are.
      return .nothingToStopAt(name, near: near.isEmpty ? Array(places.flatMap { $0.names(limit: 6) }.prefix(6)) : near)
    case .offset(let offset):
      let nearest = places.compactMap { $0.nearestFunction(toFileOffset: offset) }
        .min { $0.code.distance(to: offset) < $1.code.distance(to: offset) }
      return .noCodeAt(offset, nearest: nearest?.location.functionName, code: nearest?.code)
    }
  }
}

extension StoppingPlaces {
  /// The places that a breakpoint stands for; none for those that are no places.
  func places(of breakpoint: Breakpoint) -> [StoppingPlace] {
    switch breakpoint {
    case .overflow, .trap: []
    case .function(let name): places(named: name)
    case .import(let name): importPlaces(named: name)
    case .offset(let offset): places(atFileOffset: offset)
    }
  }
}

extension ComponentInstance {
  /// The instruction at a place, as the text format writes it.
  fileprivate func instruction(at place: StoppingPlace) -> String? {
    guard place.kind == .instruction, let location = place.location,
      let lines = coreModule(atFileOffset: location.offset)?.disassembly(
        ofFunction: location.function, around: location.offset, lineCount: 1)?.lines
    else { return nil }
    return lines.first { $0.offset == location.offset }?.text
  }
}

extension Range<Int> {
  /// How far a number is outside.
  fileprivate func distance(to number: Int) -> Int { Swift.max(lowerBound - number, number - upperBound, 0) }
}
