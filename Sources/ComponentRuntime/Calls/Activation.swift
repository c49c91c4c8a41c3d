import ComponentTypes
import CoreTypes
import Interpreter

/// A piece of work in progress on a run's stack: a call, an instantiation, a destructor. Plain data, so that a run can
/// be paused anywhere.
protocol Activation {
  /// Works until something else has to happen first, or until about `budget` is used up.
  ///
  /// - Throws: what ends the whole run.
  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive
}

/// What an activation gets to go on with.
enum ActivationInput {
  case nothing
  /// What the core function that it asked to run returned.
  case returned([CoreValue])
  /// What the activation that it asked for came to.
  case finished(ActivationResult)
  /// What the linked instance that it asked to walk through answered.
  case answered(ComponentValue?)
  /// The thread that it resumed waits or has ended.
  case controlReturned
  /// It waited, and goes on.
  case woken(isCancelled: Bool)
}

/// What an activation wants to happen next.
enum Directive {
  /// Step it again, when there is budget.
  case again
  case run(CoreFunction, [CoreValue])
  case start(any Activation)
  /// A call of a linked instance is gone through as part of the walk.
  case walk(any WalkedInstance, FunctionPath, [ComponentValue])
  /// Another thread runs until it waits or ends.
  case resume(ThreadNumber, isCancelled: Bool)
  /// The thread waits.
  case block(Blocking)
  case finish(ActivationResult)
}

/// What an activation comes to.
enum ActivationResult {
  /// A component-level function's result; nil for none.
  case value(ComponentValue?)
  /// A core function's results.
  case core([CoreValue])
  case instance(InstanceItem)
}

/// What the activations of one run share.
struct RunContext: ~Copyable {
  let store: RuntimeStore
  let watch: WatchMode
  let outside: OutsideAnswers
  /// Where the moments of the canonical ABI are noted, for a run that is stepped through.
  let moments: MomentLog?
  /// What carries the tags of followed bytes, for a run that is followed.
  let border: BorderTags?
  /// The linked instances that a run goes into that is stepped through; nil where they are asked like everybody outside.
  let linked: LinkedStores?

  /// Notes a moment, if anyone wants to know.
  ///
  /// - Parameter type: of the function whose values are moved.
  func note(
    _ kind: @autoclosure () -> CallMoment.Kind, in scope: ComponentScope? = nil,
    of type: @autoclosure () -> FunctionType? = nil
  ) {
    moments?.note(CallMoment(kind(), component: scope?.number, type: type()))
  }

  /// Whether the run ends before an instruction that loses something.
  var trapsOnLosses: Bool { watch.isOn && watch.traps }
}

extension ComponentRuntimeError {
  static func trap(_ code: TrapCode) -> ComponentRuntimeError {
    ComponentRuntimeError(.trap(Trap(code)))
  }
}
