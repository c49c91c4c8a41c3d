import CoreText
import CoreTypes
import Diagnostics
import Interpreter

/// A script, or what it runs in a thread: directives in their order, up to one that must wait for another thread.
///
/// Threads take turns, always in the same order: one begins where it is started, and goes on when those before it wait or
/// have used up their slice. That is one of the orders that a script must allow.
///
/// Source: threads proposal, "Scripts" of its test suite.
final class ScriptThread {
  private var runner: ScriptRunner
  private let script: Script
  private let lines: LineTable
  private var next = 0
  private var pause: Pause?
  private var entries: [Entry] = []
  /// Those that it started, in order.
  private var children: [ScriptThread] = []
  /// Whether its end was counted.
  private var isAtRest = false
  private var childrenByIdentifier: [Identifier: ScriptThread] = [:]

  /// What the directive before the next one stopped at.
  enum Pause {
    /// A call that waits, or whose slice is used up.
    case call(Execution, ScriptDirective)
    /// For a thread to end.
    case join(ScriptThread, ScriptDirective)
  }

  /// What the report will have.
  private enum Entry {
    case outcome(DirectiveOutcome)
    case thread(ScriptThread)
  }

  /// What a turn came to.
  enum Turn {
    /// Nothing: it waits still, or is over.
    case none
    /// It ran, and could go on running.
    case spun
    /// A directive was done, or began to wait.
    case advanced
  }

  init(_ script: Script, runner: ScriptRunner) {
    self.script = script
    self.runner = runner
    lines = runner.lines
    runner.tally.unfinished += 1
  }

  var isFinished: Bool { pause == nil && next >= script.directives.count }

  /// Gives back what it ran with: there may be many threads.
  private func rest() {
    guard isFinished, !isAtRest else { return }
    isAtRest = true
    runner.rest()
    runner.tally.unfinished -= 1
  }

  /// It and all that come from it, in the order of their turns.
  var family: [ScriptThread] { [self] + children.flatMap(\.family) }

  /// The outcomes, a thread's where it was started.
  var outcomes: [DirectiveOutcome] {
    entries.flatMap { entry in
      switch entry {
      case .outcome(let outcome): [outcome]
      case .thread(let thread): thread.outcomes
      }
    }
  }

  // MARK: Turns

  /// Runs it and all that it starts to their ends.
  func runToTheEnd() {
    while true {
      var best = Turn.none
      let family = family
      for thread in family {
        switch (thread.advance(), best) {
        case (.advanced, _): best = .advanced
        case (.spun, .none): best = .spun
        default: break
        }
      }
      if case .advanced = best { continue }
      guard family.contains(where: { !$0.isFinished }) else { return }
      // Nobody has done anything but perhaps look again: time passes.
      if runner.store.expireNextWait() { continue }
      if case .none = best { for thread in family { thread.giveUp() } }
    }
  }

  /// Runs until it must wait, its slice is used up or it ends.
  private func advance() -> Turn {
    defer { rest() }
    var turn = Turn.none
    while true {
      switch pause {
      case .call(let execution, let directive):
        if execution.isWaiting, !runner.isCancelled() { return turn }
        switch runner.goOn(execution) {
        case .paused where !execution.isWaiting: return .spun
        case .paused: return .advanced
        case let outcome:
          pause = nil
          finish(directive, judging: outcome)
        }
      case .join(let thread, let directive):
        guard thread.isFinished else { return turn }
        pause = nil
        append(.passed, to: directive)
      case nil:
        guard next < script.directives.count else { return turn }
        next += 1
        begin(script.directives[next - 1])
      }
      turn = .advanced
    }
  }

  /// Nobody is left who could wake it.
  private func giveUp() {
    guard case .call(let execution, let directive) = pause else { return }
    pause = nil
    execution.fail(.implementationLimit("a wait that no thread could end"))
    finish(directive, judging: .trapped(.implementationLimit("a wait that no thread could end")))
  }

  // MARK: Directives

  private func begin(_ directive: ScriptDirective) {
    guard !runner.isCancelled() else { return append(.skipped("interrupted"), to: directive) }
    do throws(Failure) {
      switch directive.kind {
      case .thread(let identifier, let shared, let body):
        guard runner.tally.unfinished < ThreadTally.maximum else {
          throw Failure("more than \(ThreadTally.maximum) threads at a time")
        }
        let thread = ScriptThread(body, runner: try runner.runnerOfThread(sharing: shared))
        children.append(thread)
        entries.append(.thread(thread))
        append(.passed, to: directive)
        if let identifier { childrenByIdentifier[identifier] = thread }
        runner.takesTurns = true
        // It begins now, so that it is ahead of what follows.
        _ = thread.advance()
      case .wait(let identifier):
        guard let thread = childrenByIdentifier[identifier] else { throw Failure("there is no such thread") }
        pause = .join(thread, directive)
      default:
        guard let action = directive.kind.action else {
          try runner.run(directive, in: script)
          return append(.passed, to: directive)
        }
        let outcome = try runner.perform(action, in: script.text)
        if case .paused(let execution) = outcome {
          pause = .call(execution, directive)
        } else {
          finish(directive, judging: outcome)
        }
      }
    } catch {
      append(runner.verdict(of: directive.kind, failing: error), to: directive)
    }
  }

  /// Compares what a directive's action came to with what the script says.
  private func finish(_ directive: ScriptDirective, judging outcome: ActionOutcome) {
    do throws(Failure) {
      try runner.judge(outcome, by: directive.kind, in: script.text)
      append(.passed, to: directive)
    } catch {
      append(runner.verdict(of: directive.kind, failing: error), to: directive)
    }
  }

  private func append(_ verdict: DirectiveOutcome.Verdict, to directive: ScriptDirective) {
    entries.append(
      .outcome(
        DirectiveOutcome(
          line: lines.line(of: directive.span.start), directive: directive.kind.keyword, verdict: verdict)))
  }
}

/// How many threads a script and those that it started have not finished.
final class ThreadTally {
  var unfinished = 0
  /// Each has a stack while it runs.
  static let maximum = 1_000
}

extension ScriptDirective.Kind {
  /// What it has done, where that is all that it does or is about.
  fileprivate var action: ScriptAction? {
    switch self {
    case .action(let action), .assertReturn(let action, _), .assertTrap(let action, _),
      .assertExhaustion(let action, _), .assertException(let action):
      action
    default: nil
    }
  }
}
