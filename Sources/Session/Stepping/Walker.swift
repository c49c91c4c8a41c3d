import ComponentRuntime
import ComponentTypes
import CoreTypes

/// A call that is walked by steps, forwards and backwards: what the session asks of the engine.
///
/// It is used from one thread at a time.
protocol Walker: AnyObject {
  /// Begins a move; nothing runs until it is resumed. A move that was begun before is forgotten.
  func begin(_ move: WalkMove, breakpoints: [Int: Breakpoint])
  /// Runs for about `budget` wasm instructions.
  func resume(budget: UInt64) -> WalkProgress
  /// Ends a move where it has come to.
  func interrupt()
  /// Wasm instructions run so far, those that were run again on the way back among them.
  var instructionsRun: UInt64 { get }
  /// Describes where the call stands: fills in everything but the call and why it stopped.
  ///
  /// - Parameter limits: how much of stacks, code and frames is listed.
  func describe(into reply: inout StepReply, limits: WalkLimits)
  /// Marks the lines of the listed code that breakpoints are at.
  func mark(_ breakpoints: [Int: Breakpoint], in reply: inout StepReply)
  /// Whether it can still move: its instance was called by nobody else meanwhile.
  var canMove: Bool { get }
  /// Whether it went into a linked instance, whose calls would be in its way.
  func involves(_ other: any ComponentInstance) -> Bool
  /// Ends the walk where it stands; its instance stays as it is.
  func finish()
  /// Gives the call up: its instance is as it was before it.
  func abandon()
}

/// How a move stands after a slice.
enum WalkProgress: Hashable {
  case running
  case stopped(StepStop)
}

/// How much of a walk's state is listed.
struct WalkLimits: Hashable, Sendable {
  /// Values of the operand stack.
  var stack = 64
  /// Locals, and globals.
  var variables = 256
  /// Instructions around the step.
  var code = 201
  var frames = 64
  /// Rows of 16 bytes of memory.
  var memoryRows = 8
}

/// An instance whose calls can be walked.
protocol WalkableInstance: ComponentInstance {
  /// Begins a call of an exported function, to be walked. Nothing runs until it moves.
  ///
  /// - Throws: `CallError` as `startCall` does.
  func startWalk(
    _ function: CallableFunction, _ arguments: [ComponentValue], _ options: WalkOptions
  ) throws(CallError) -> any Walker
}

/// The call that a session walks, and what was shown of it last.
struct Walk {
  /// The call as it was given.
  let call: String
  /// The instance that it was made on, which makes no other call meanwhile.
  let instance: String
  let function: CallableFunction
  let walker: any Walker
  /// Where it stands.
  var reply: StepReply

  /// Whether the instance is in the middle of it.
  var isBusy: Bool { !reply.isOver }
}
