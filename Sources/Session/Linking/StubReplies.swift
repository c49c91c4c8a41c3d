import ComponentRuntime
package import ComponentTypes
import WAVE

/// A call that a stub answered.
package struct StubbedCall: Hashable, Sendable {
  package var path: FunctionPath
  package var type: FunctionType
  /// Nil where they were too large to be kept.
  package var arguments: [ComponentValue]?
  /// How it was answered; nil where the caller trapped.
  package var outcome: Outcome?

  /// What a call was answered with.
  package enum Outcome: Hashable, Sendable {
    /// The result; nil for a function without one.
    case value(ComponentValue?)
    /// A result too large to be kept.
    case large
  }

  package init(path: FunctionPath, type: FunctionType, arguments: [ComponentValue]?, outcome: Outcome?) {
    self.path = path
    self.type = type
    self.arguments = arguments
    self.outcome = outcome
  }
}

/// The calls that components made of stubs while one input ran.
package struct StubCalls: Hashable, Sendable {
  /// The first of them, at most `StubCalls.limit`.
  package var calls: [StubbedCall]
  /// How many there were.
  package var total: UInt64

  /// How many are listed.
  package static let limit = 8

  package init(calls: [StubbedCall] = [], total: UInt64 = 0) {
    self.calls = calls
    self.total = total
  }
}

/// How a stub answers.
package enum StubBehaviour: Hashable, Sendable {
  /// With the plainest value of its result's type.
  case plainest
  case value(TypedValue)
  case trap
}

/// A stub as `:stub` lists it.
package struct StubSummary: Sendable {
  package var path: FunctionPath
  package var function: Function
  package var behaviour: StubBehaviour
  /// How often it was called since it was made or reset.
  package var callCount: UInt64
  /// The latest calls, in order; at most `StubSummary.callLimit`.
  package var calls: [StubbedCall]

  /// How many calls of a stub are kept.
  package static let callLimit = 8

  package init(
    path: FunctionPath, function: Function, behaviour: StubBehaviour = .plainest, callCount: UInt64 = 0,
    calls: [StubbedCall] = []
  ) {
    self.path = path
    self.function = function
    self.behaviour = behaviour
    self.callCount = callCount
    self.calls = calls
  }
}

/// `:stub`.
package struct StubsReply: Sendable {
  /// What was done.
  package enum Change: Hashable, Sendable {
    /// Nothing: they are listed.
    case none
    case made
    case removed
  }

  package var change: Change
  /// The stubs that were listed, made or removed.
  package var stubs: [StubSummary]
  /// Interfaces that are stubbed and that nothing loaded has yet.
  package var awaited: [InterfaceName]
  /// Whether whatever is missing is stubbed.
  package var includesAll: Bool
  /// The instance that exports the stubs; nil where none does.
  package var instance: String?

  package init(
    change: Change, stubs: [StubSummary], awaited: [InterfaceName] = [], includesAll: Bool = false,
    instance: String? = nil
  ) {
    self.change = change
    self.stubs = stubs
    self.awaited = awaited
    self.includesAll = includesAll
    self.instance = instance
  }
}

extension FunctionType {
  /// What a stub returns where it was not told, as WAVE, handles without numbers; nil where there is no such value.
  package var plainestText: String? {
    guard let result else { return "()" }
    guard let value = ComponentValue.plainest(of: result, makeHandle: { _ in 0 }) else { return nil }
    // The only text in it is that of handles, which get their numbers when it is called.
    return TypedValue(value, result).waveText(limit: 200).replacing(" #0>", with: ">")
  }
}
