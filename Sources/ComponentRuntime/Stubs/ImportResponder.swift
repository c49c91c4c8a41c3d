package import ComponentTypes

/// Answers calls of imports that nothing is linked to. It is asked at each call, so that it may begin to stand in for an
/// import while the component that imports it runs already.
package protocol ImportResponder: AnyObject {
  /// Whether a function is answered; a call of one that is not traps, as an import without a link does.
  func standsIn(for path: FunctionPath) -> Bool
  /// The instance that a function is linked to, and where it has the function; nil where it is not linked. A link comes
  /// before a stub.
  func link(for path: FunctionPath) -> (instance: any ComponentInstance, path: FunctionPath)?
  /// How long the answer to a call of an async function takes. Nothing that is not async waits.
  func delay(of path: FunctionPath) -> AnswerDelay
  /// Called before a call goes through the link of a function.
  func willCallLink(for path: FunctionPath)
  /// Whether handles to resources pass through any link. A walk then asks all linked instances like everybody outside:
  /// going back in one of them would leave the others with handles that it no longer knows.
  var linksPassHandles: Bool { get }
  /// How many calls through links run inside each other now.
  var linkedCalls: Int { get set }
  /// Answers a call that a component made.
  ///
  /// - Parameters:
  ///   - type: the function's, as the caller sees it; the arguments are of its types. Handles among them are gone when
  ///     the call returns.
  ///   - makeHandle: a fresh handle of a resource type of the result, which the caller will own; nil where none can be
  ///     made.
  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue],
    makeHandle: (ResourceType) -> UInt32?
  ) -> StubAnswer
  /// The same for who knows resources by their representations.
  ///
  /// - Parameters:
  ///   - representation: of the resource of a handle among the arguments.
  ///   - makeHandle: a fresh handle of a resource with a representation; nil leaves it to the store.
  func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue], representation: (UInt32) -> UInt32?,
    makeHandle: (ResourceType, UInt32?) -> UInt32?
  ) -> StubAnswer
}

extension ImportResponder {
  /// Calls through links run inside each other no deeper than this: instances that only pass a call on could link in a
  /// circle, and each takes some of the stack.
  static var maximumLinkedCalls: Int { 32 }

  package func link(for path: FunctionPath) -> (instance: any ComponentInstance, path: FunctionPath)? { nil }
  package var linksPassHandles: Bool { false }
  package func willCallLink(for path: FunctionPath) {}
  package func delay(of path: FunctionPath) -> AnswerDelay { .none }

  package func answer(
    _ path: FunctionPath, _ type: FunctionType, _ arguments: [ComponentValue], representation: (UInt32) -> UInt32?,
    makeHandle: (ResourceType, UInt32?) -> UInt32?
  ) -> StubAnswer {
    answer(path, type, arguments) { makeHandle($0, nil) }
  }
}

/// When a stub answers a call.
package enum AnswerDelay: Hashable, Sendable {
  case none
  /// After whatever else is ready had its turn.
  case turn
  /// Never: the call can only be cancelled.
  case forever
}

/// How a stub answers a call.
package enum StubAnswer: Hashable, Sendable {
  /// The result; nil for a function that has none.
  case returns(ComponentValue?)
  /// The caller traps.
  case traps
  /// There is no value to return, and why: the caller traps, too.
  case cannot(String)
}
