import ComponentTypes
import CoreTypes
import Interpreter

// A walk goes into linked instances: the run of each is a machine of its own, on its own store, below the one that waits
// for it. Steps and moments are counted in one line over all of them.

extension CallMachine {
  /// The most linked instances that a walk is in at once.
  private static let maximumDepth = 32

  /// Begins a call of a linked instance.
  func enter(
    _ instance: any WalkedInstance, _ path: FunctionPath, _ arguments: [ComponentValue]
  ) throws(ComponentRuntimeError) {
    guard let linked = context.linked else { preconditionFailure("only a walk goes into linked instances") }
    guard !linked.isUnderWay(instance.store) else {
      throw .trap(.canonicalABI("cannot enter the component instance, which is running"))
    }
    guard linked.depth < Self.maximumDepth else { throw .trap(.stackExhausted) }
    let entry = linked.entry(of: instance)
    let activation: any Activation
    do throws(CallError) {
      activation = try instance.activation(of: path, arguments)
    } catch {
      throw .trap(error.trapCode)
    }
    let machine = CallMachine(entry, within: self, activation)
    entry.arm(machine)
    child = machine
    linked.enter(entry)
  }

  /// Runs a linked instance's call on; nil when it has ended.
  func advance(
    _ child: CallMachine, _ budget: inout UInt64, until conditions: StopConditions
  ) -> Advance? {
    let (steps, moments) = (execution.stepsTaken &+ childSteps, walk.momentCount + childMoments)
    var inner = conditions
    inner.steps = conditions.steps.map { $0 - min($0, steps) }
    inner.depth = conditions.depth.map { max(0, $0 - execution.frameDepth) }
    switch child.advance(&budget, until: inner) {
    case .ended:
      end(of: child)
      return nil
    case .behindCall(let position, let tag):
      return .behindCall(
        StepPosition(operators: position.operators &+ steps, moments: position.moments + moments), tag: tag)
    case let advance: return advance
    }
  }

  /// Takes what a linked instance's call has come to.
  private func end(of child: CallMachine) {
    context.linked?.leave()
    switch child.end {
    case .failed(let error):
      // It stays, to be looked at.
      fail(ComponentRuntimeError(.trap(error.trap)))
      return
    case .finished(.value(let value)): mode = .activation(.answered(value))
    case .finished(.core(let values)): mode = .activation(.answered(ComponentValue(coreResults: values)))
    case .finished(.instance), .running, nil: preconditionFailure("a call comes to a value or a trap")
    }
    childSteps &+= child.stepsTaken
    childMoments += child.momentCount
    linkedInstructions &+= child.instructionsRun
    self.child = nil
  }

  // MARK: All machines of a walk

  /// The machine that runs now: this one, or that of the innermost linked instance.
  var running: CallMachine {
    if end == nil, let child { child.running } else { self }
  }

  /// This one and those of the linked instances that it is in, the outermost first.
  var chain: [CallMachine] { [self] + (child?.chain ?? []) }

  /// Operators run so far, over all.
  var stepsTaken: UInt64 { execution.stepsTaken &+ childSteps &+ (child?.stepsTaken ?? 0) }

  /// Moments come by, over all.
  var momentCount: Int { walk.momentCount + childMoments + (child?.momentCount ?? 0) }

  /// Frames in flight, over all.
  var frameDepth: Int { execution.frameDepth + (child?.frameDepth ?? 0) }

  var isAtOperator: Bool { running.walk.isAtOperator }

  var moment: CallMoment? { running.walk.moment }

  /// How many operators the run has come to, the one that is next included.
  var operatorNumber: UInt64 { stepsTaken &+ (isAtOperator ? 1 : 0) }

  /// How many operators had run when the first function was called of those in more frames than some; nil where that is
  /// not known.
  func stepsBeforeCall(beyond depth: Int) -> UInt64? {
    // A frame knows the steps of its own machine only.
    child == nil && childSteps == 0 ? execution.stepsBeforeCall(beyond: depth) : nil
  }
}
