package import ComponentTypes
package import CoreModule
package import CoreTypes

/// A component that can be called: native or interpreted, the caller cannot tell.
///
/// An instance is used from one thread at a time.
package protocol ComponentInstance: AnyObject {
  /// What it imports and exports, as types.
  var world: World { get }
  /// The trap that ended it, if one did; no further call can be made then.
  var trap: Trap? { get }
  /// Begins a call of an exported function. Nothing runs until the call is resumed.
  ///
  /// The arguments must be of the function's parameter types: the caller has checked them.
  /// - Throws: `CallError` where the function does not exist or the instance cannot be entered.
  func startCall(_ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode) throws(CallError)
    -> any ComponentCall
  /// Begins a call whose result can be followed back to the losses that made it.
  ///
  /// - Returns: nil where there is no code to follow: it has to begin as any other.
  /// - Throws: `CallError` as `startCall`.
  func startFollowableCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode, limits: FollowingLimits
  ) throws(CallError) -> (any FollowableCall)?
  /// Begins a call that is walked through. Nothing runs until it is moved.
  ///
  /// - Throws: `CallError` as `startCall`, and where there is no code to walk through.
  func startSteppedCall(_ path: FunctionPath, _ arguments: [ComponentValue], limits: SteppingLimits) throws(CallError)
    -> SteppedCall
  /// Where its code can be stopped; nil where it has none.
  var stoppingPlaces: StoppingPlaces? { get }
  /// Begins to drop a handle that a call returned: its destructor runs. The call has no result.
  ///
  /// - Throws: `CallError` where the instance trapped; `.unknownHandle` where the handle is none of its own.
  func startDrop(_ handle: UInt32) throws(CallError) -> any ComponentCall
  /// Whether a handle that a call returned can be passed or dropped: neither given away nor lost with a trap.
  func holds(_ handle: UInt32) -> Bool
  /// How many instances of components in it, itself included, have code of their own: more than one where it is composed.
  var componentCount: Int { get }
  /// The core module whose bytes hold a file offset, to look at its code; nil where there is none.
  func coreModule(atFileOffset offset: Int) -> Module?
}

extension ComponentInstance {
  /// Native code is not walked through.
  package func startSteppedCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], limits: SteppingLimits
  ) throws(CallError) -> SteppedCall {
    throw .unsupported("stepping through code that is not wasm")
  }

  package func startFollowableCall(
    _ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode, limits: FollowingLimits
  ) throws(CallError) -> (any FollowableCall)? { nil }

  package var stoppingPlaces: StoppingPlaces? { nil }

  package var componentCount: Int { 1 }

  /// An instance without resources knows no handle.
  package func startDrop(_ handle: UInt32) throws(CallError) -> any ComponentCall { throw .unknownHandle(handle) }
  package func holds(_ handle: UInt32) -> Bool { false }
}

/// A call that runs in slices, so that it can be cancelled and shows progress.
package protocol ComponentCall: AnyObject {
  /// Runs for about `budget` wasm instructions. After `.returned` or `.trapped` it stays there.
  func resume(budget: UInt64) -> CallProgress
  /// Ends the call with a trap, as a timeout or an interrupt does; the instance is trapped after it.
  func cancel(_ code: TrapCode) -> Trap
  /// Wasm instructions run so far.
  var instructionsRun: UInt64 { get }
  /// What the watch saw so far.
  var observations: Observations { get }
}

/// Where a call stands after a slice.
package enum CallProgress: Sendable {
  case running
  /// The result, or nil for a function that has none.
  case returned(ComponentValue?)
  case trapped(Trap)
}

/// Why a call could not begin.
package enum CallError: Error, Hashable, Sendable {
  case unknownFunction(FunctionPath)
  /// The instance trapped earlier; its trap.
  case trapped(Trap)
  /// The function's type uses something that cannot be called yet; what, in the specification's words.
  case unsupported(String)
  /// It can be called, but not walked through; why not.
  case notWalkable(String)
  /// An argument is a handle, by its number, that the instance did not give or that is gone.
  case unknownHandle(UInt32)
}
