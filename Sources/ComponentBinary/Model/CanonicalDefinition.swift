package import CoreTypes

/// A canonical definition: what adapts between component functions and core functions, or a canonical built-in.
///
/// Indices are into the component's index spaces. `lift` appends a function; every other case appends a core function,
/// whose type stands in `IndexSpaces.coreFunctions`.
///
/// Source: Binary.md, "Canonical Definitions".
package enum CanonicalDefinition: Hashable, Sendable {
  case lift(coreFunction: UInt32, options: CanonicalOptions, type: UInt32)
  case lower(function: UInt32, options: CanonicalOptions)
  /// `resource.new`, by the index of a resource type.
  case resourceNew(UInt32)
  case resourceDrop(UInt32)
  case resourceRep(UInt32)
  case backpressureIncrement
  case backpressureDecrement
  case taskReturn(result: ValueTypeExpression?, options: CanonicalOptions)
  case taskCancel
  case contextGet(CoreValueType, slot: UInt32)
  case contextSet(CoreValueType, slot: UInt32)
  case subtaskCancel(isAsync: Bool)
  case subtaskDrop
  /// A built-in of a stream type, by the type's index.
  case stream(AsyncValueOperation, type: UInt32)
  /// A built-in of a future type, by the type's index.
  case future(AsyncValueOperation, type: UInt32)
  case errorContextNew(CanonicalOptions)
  case errorContextDebugMessage(CanonicalOptions)
  case errorContextDrop
  case waitableSetNew
  case waitableSetWait(isCancellable: Bool, memory: UInt32)
  case waitableSetPoll(isCancellable: Bool, memory: UInt32)
  case waitableSetDrop
  case waitableJoin
  case threadIndex
  case threadNewIndirect(type: UInt32, table: UInt32)
  case threadResumeLater
  case threadSuspend(isCancellable: Bool)
  case threadYield(isCancellable: Bool)
  case threadSuspendThenResume(isCancellable: Bool)
  case threadYieldThenResume(isCancellable: Bool)
  case threadSuspendThenPromote(isCancellable: Bool)
  case threadYieldThenPromote(isCancellable: Bool)

  /// What a built-in does with a stream or future.
  package enum AsyncValueOperation: Hashable, Sendable {
    case new
    case read(CanonicalOptions)
    case write(CanonicalOptions)
    case cancelRead(isAsync: Bool)
    case cancelWrite(isAsync: Bool)
    case dropReadable
    case dropWritable
  }
}

/// The options of a canonical definition.
///
/// Source: Binary.md, "Canonical Definitions" (`canonopt`).
package struct CanonicalOptions: Hashable, Sendable {
  /// How strings are encoded in linear memory.
  package enum StringEncoding: Hashable, Sendable {
    case utf8
    case utf16
    case latin1UTF16
  }

  /// The encoding; `utf8` where none is written.
  package var stringEncoding = StringEncoding.utf8
  /// Whether an encoding is written.
  package var hasStringEncoding = false
  /// An index of a core memory.
  package var memory: UInt32?
  /// An index of a core function.
  package var realloc: UInt32?
  /// An index of a core function.
  package var postReturn: UInt32?
  package var isAsync = false
  /// An index of a core function.
  package var callback: UInt32?

  package init() {}
}
