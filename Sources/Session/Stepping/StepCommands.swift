import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics

/// `:step` and the moves of a walk.
extension Session {
  /// `:step CALL` begins a walk, `:step` shows where it stands, `:step off` ends it.
  func step(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    switch arguments.text {
    case "":
      let walk = try openWalk(arguments)
      return show(walk.reply)
    case "off":
      let walk = try openWalk(arguments)
      let wasGivenUp = walk.isBusy
      endWalk()
      return Outcome(.stepEnded(StepEndReply(call: walk.call, instance: walk.instance, wasGivenUp: wasGivenUp)))
    default: return try startWalk(arguments)
    }
  }

  /// Whether a call is walked.
  package var isWalking: Bool { walk != nil }

  /// Whether `:next` and `:back` mean the walk rather than the carries.
  var walkIsInHand: Bool { walk != nil && (carryInHand == nil || walkWasOpenedLast) }

  /// Whether `:next` or `:back` steps through carries: what stands behind it only a walk takes.
  func meansCarries(_ arguments: CommandArguments) -> Bool {
    !walkIsInHand && (arguments.text.isEmpty || (walk == nil && carryInHand != nil))
  }

  /// `:next`, `:back`, `:over`, `:out`, `:continue` and `:goto`.
  func move(_ command: Command, _ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let words = arguments.words()
    guard let move = WalkMove(command, words.map(\.text)) else {
      guard let word = words.last else {
        throw SessionError(
          .missingArgument(command: command.rawValue, what: "a step's number"), at: arguments.place(arguments.nameSpan))
      }
      throw SessionError(
        .unexpectedArgument(command: command.rawValue, argument: word.text), at: arguments.place(word.span))
    }
    let walk = try openWalk(arguments)
    if let refusal = walk.reply.refusal(of: move) {
      throw SessionError(.stepRefused(refusal), at: arguments.place(arguments.nameSpan))
    }
    guard walk.walker.canMove else {
      endWalk()
      throw SessionError(.stepRefused(.lost(instance: walk.instance)), at: arguments.place(arguments.nameSpan))
    }
    return show(try completed(move))
  }

  // MARK: - Walking

  private func startWalk(_ arguments: CommandArguments) throws(SessionError) -> Outcome {
    let checked = try checkedExpression(arguments)
    guard let function = checked.outermostCall else {
      throw SessionError(.stepRefused(.noCall), at: arguments.place(arguments.span))
    }
    guard let holder = function.instance else {
      throw SessionError(.wrapped([obstacle(to: function)].compactMap(\.self)))
    }
    let loaded = try instances.named(holder)
    // A walk of the same instance is over with this: its arguments may need the instance.
    if walk?.instance == loaded.name { endWalk() }
    let values = try inLanguage { () throws(LanguageError) in try checked.arguments(in: self) }
    guard let values else { throw SessionError(.stepRefused(.noCall), at: arguments.place(arguments.span)) }
    let instance = try loaded.instance(surroundings)
    if let trap = instance.trap { throw SessionError(.instanceTrapped(loaded.name, trap)) }
    guard let walkable = instance as? any WalkableInstance else {
      throw SessionError(
        .stepRefused(.noCode(instance: loaded.name, loaded.recipe.kind)), at: arguments.place(arguments.span))
    }
    let walker: any Walker
    do {
      var options = settings.walkOptions
      options.name = { [unowned self] instance in
        instances.all.first { $0.liveInstance.map(ObjectIdentifier.init) == instance }?.name ?? "a linked instance"
      }
      walker = try walkable.startWalk(function, values, options)
    } catch {
      throw SessionError(.callRefused(function.qualifiedName, instance: loaded.name, error))
    }
    endWalk()
    var reply = StepReply(
      call: checked.text, instance: loaded.name, function: function.path, step: 0,
      moment: .canonical(CanonicalStep(.call, text: checked.text, isFirst: true)))
    walker.describe(into: &reply, limits: WalkLimits())
    locate(&reply)
    walk = Walk(call: checked.text, instance: loaded.name, function: function, walker: walker, reply: reply)
    return show(reply)
  }

  /// Makes a move in slices; an interrupt, the time or the fuel ends it where it has come to.
  private func completed(_ move: WalkMove) throws(SessionError) -> StepReply {
    guard let walk else { throw SessionError(.stepRefused(.noWalk)) }
    walk.walker.begin(move, breakpoints: breakpoints.byNumber)
    var current = run ?? Run(poll: { _ in false }, limits: settings, start: .now)
    let stop = current.complete(walk.walker)
    run = current
    var reply = StepReply(
      call: walk.call, instance: walk.instance, function: walk.function.path, step: walk.reply.step,
      moment: walk.reply.moment, stop: stop)
    walk.walker.describe(into: &reply, limits: WalkLimits())
    locate(&reply)
    if case .breakpoint(let number) = stop { breakpoints.countHit(number) }
    self.walk?.reply = reply
    return reply
  }

  /// Looks up the lines of source of the places that are shown.
  private func locate(_ reply: inout StepReply) {
    func located(_ location: CodeLocation, in frame: StepFrame?) -> CodeLocation {
      instances[frame?.instance ?? reply.instance]?.located(location) ?? location
    }
    if case .instruction(let text, let location) = reply.moment {
      reply.moment = .instruction(text, located(location, in: reply.frames.first))
    }
    for index in reply.frames.indices.prefix(8) {
      reply.frames[index].location = located(reply.frames[index].location, in: reply.frames[index])
    }
  }

  private func show(_ reply: StepReply) -> Outcome {
    walkWasOpenedLast = true
    walkWasShownLast = true
    return Outcome(.step(reply))
  }

  private func openWalk(_ arguments: CommandArguments) throws(SessionError) -> Walk {
    guard let walk else { throw SessionError(.stepRefused(.noWalk), at: arguments.place(arguments.nameSpan)) }
    return walk
  }

  /// Ends the walk; a call in the middle is given up, and its instance is as before it.
  func endWalk() {
    guard let walk else { return }
    if walk.isBusy { walk.walker.abandon() } else { walk.walker.finish() }
    self.walk = nil
  }

  /// Makes room for another call on an instance: a walk that came to its end is over, one in the middle is in the way.
  func leaveWalk(forCallOn instance: String) throws(SessionError) {
    let called = instances[instance]?.liveInstance
    guard let walk, walk.instance == instance || called.map(walk.walker.involves) == true else { return }
    if walk.isBusy { throw SessionError(.stepRefused(.busy(instance: instance, call: walk.call))) }
    endWalk()
  }
}

extension StepReply {
  /// Why there is no such move from here; nil where there may be.
  fileprivate func refusal(of move: WalkMove) -> SessionError.StepRefusal? {
    if case .step = move.kind { return nil }
    if move.isBackward { return isAtStart ? .atStart : nil }
    return isOver ? .atEnd : nil
  }
}
