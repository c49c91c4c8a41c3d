import CanonicalABI
import ComponentTypes
import CoreTypes

// The ends of streams and futures in components' tables.

extension RuntimeStore {
  /// Makes a stream or future; both ends are the component's.
  ///
  /// - Returns: the index of the readable end, and in the upper half that of the other.
  ///
  /// Source: CanonicalABI.md, "`canon {stream,future}.new`".
  func makeChannel(_ type: ChannelEndType, in scope: ComponentScope) throws(ComponentRuntimeError) -> UInt64 {
    let channel = concurrency.takeNumber()
    concurrency.channels[channel] = Channel(isFuture: type.isFuture, element: type.element)
    let readable = try addEnd(of: channel, isReadable: true, to: scope)
    let writable = try addEnd(of: channel, isReadable: false, to: scope)
    return UInt64(readable) | UInt64(writable) << 32
  }

  private func addEnd(
    of channel: ChannelNumber, isReadable: Bool, to scope: ComponentScope
  ) throws(ComponentRuntimeError) -> UInt32 {
    let isFuture = concurrency.channels[channel]?.isFuture ?? false
    let end = CopyEnd(channel: channel, isReadable: isReadable, isFuture: isFuture)
    guard let index = scope.handles.add(.waitable(addWaitable(.end(end)))) else {
      throw .trap(.resourceLimit("more than \(HandleTable.maxLength) handles"))
    }
    return index
  }

  /// The end that an index of a component's table means.
  ///
  /// - Throws: a trap where it is none, or not one that the built-in is for.
  func end(
    _ index: UInt32, _ type: ChannelEndType, in scope: ComponentScope
  ) throws(ComponentRuntimeError) -> (WaitableNumber, CopyEnd) {
    guard case .waitable(let number)? = scope.handles.entry(index), let end = concurrency.waitables[number]?.end,
      end.isReadable == type.isReadable, end.isFuture == type.isFuture
    else { throw .trap(.canonicalABI("\(type.word) \(index) does not exist")) }
    guard isSame(concurrency.channels[end.channel]?.element, type.element) else {
      throw .trap(.canonicalABI("\(type.word) \(index) is of another type, not a fitting one"))
    }
    return (number, end)
  }

  private func isSame(_ a: ChannelElement?, _ b: ChannelElement?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.isSame(as: b)
  }

  /// Takes what a read or write has come to so far as its end.
  ///
  /// Source: CanonicalABI.md, "`canon {stream,future}.cancel-{read,write}`".
  func cancelCopy(
    _ index: UInt32, _ type: ChannelEndType, isAsync: Bool, in scope: ComponentScope
  ) throws(ComponentRuntimeError) -> BuiltIn.Outcome {
    let (number, end) = try end(index, type, in: scope)
    guard end.phase == .copying, let waitable = concurrency.waitables[number], !waitable.hasSyncWaiter else {
      throw .trap(.canonicalABI("no operation of \(type.word) \(index) to cancel"))
    }
    guard isAsync || waitable.set == nil else { throw .trap(.canonicalABI(inSetMessage)) }
    concurrency.waitables[number]?.end?.phase = .cancelling
    switch waitable.pendingEvent {
    case nil: notifyPending(of: end.channel, .cancelled)
    // Some of it was copied; it is the rest that is cancelled.
    case .copied(.completed, mayGoOn: true)? where end.buffer.map { $0.remaining > 0 } ?? false:
      notifyPending(of: end.channel, .cancelled)
    default: break
    }
    return .done([.i32(deliverEvent(of: number).payload)])
  }

  /// Drops an end.
  ///
  /// Source: CanonicalABI.md, "`canon {stream,future}.drop-{readable,writable}`".
  func dropEnd(
    _ index: UInt32, _ type: ChannelEndType, in scope: ComponentScope
  ) throws(ComponentRuntimeError) {
    let (number, end) = try end(index, type, in: scope)
    guard !end.phase.isCopying else {
      throw .trap(.canonicalABI("\(type.word) \(index) dropped while an operation of it is under way"))
    }
    if end.isFuture, !end.isReadable, end.phase != .done {
      throw .trap(.canonicalABI("cannot drop future write end without first writing a value"))
    }
    scope.handles.remove(index)
    concurrency.join(number, to: nil)
    concurrency.waitables[number] = nil
    dropEnd(of: end.channel)
  }

  /// Gives up a value that nobody takes.
  func discard(_ number: UInt32) {
    switch concurrency.receive(number) {
    case .readable(let channel)?: dropEnd(of: channel)
    case .errorContext(let context)?: concurrency.errorContexts.release(context)
    case nil: break
    }
  }

  // MARK: Passing ends on

  /// Takes a readable end out of a component's table.
  ///
  /// Source: CanonicalABI.md, "Loading" (`lift_async_value`).
  func liftEnd(
    _ index: UInt32, _ element: ValueType?, isFuture: Bool, in scope: ComponentScope
  ) throws(CanonicalABIError) -> UInt32 {
    let kind = isFuture ? "future" : "stream"
    guard case .waitable(let number)? = scope.handles.entry(index), let waitable = concurrency.waitables[number],
      let end = waitable.end
    else { throw .invalidHandle(index, "does not exist") }
    guard end.isFuture == isFuture, end.isReadable,
      isSame(concurrency.channels[end.channel]?.element, element.map { ChannelElement(type: $0, scope: scope) })
    else { throw .invalidHandle(index, "is another end, not a readable one of the \(kind)") }
    guard end.phase == .idle else {
      throw .invalidHandle(
        index, end.phase == .done ? "is a \(kind) that is at its end" : "is a \(kind) that is being read from")
    }
    guard waitable.set == nil else { throw .invalidHandle(index, "is a \(kind) in a waitable set") }
    scope.handles.remove(index)
    concurrency.waitables[number] = nil
    guard let sent = concurrency.send(.readable(end.channel)) else {
      throw .invalidHandle(index, "is one more value than can be on its way")
    }
    return sent
  }

  /// Puts a readable end into a component's table.
  ///
  /// Source: CanonicalABI.md, "Storing" (`lower_stream`, `lower_future`).
  func lowerEnd(_ number: UInt32, in scope: ComponentScope) throws(CanonicalABIError) -> UInt32 {
    guard case .readable(let channel)? = concurrency.receive(number) else {
      throw .invalidHandle(number, "does not exist")
    }
    do {
      return try addEnd(of: channel, isReadable: true, to: scope)
    } catch {
      throw .invalidHandle(number, "would be more than the table holds")
    }
  }

  /// Lends the message of an error context on: it stays where it is, too.
  func liftErrorContext(_ index: UInt32, in scope: ComponentScope) throws(CanonicalABIError) -> UInt32 {
    guard case .errorContext(let number)? = scope.handles.entry(index),
      let sent = concurrency.send(.errorContext(number))
    else { throw .invalidHandle(index, "does not exist") }
    concurrency.errorContexts.retain(number)
    return sent
  }

  func lowerErrorContext(_ number: UInt32, in scope: ComponentScope) throws(CanonicalABIError) -> UInt32 {
    guard case .errorContext(let context)? = concurrency.receive(number),
      let index = scope.handles.add(.errorContext(context))
    else { throw .invalidHandle(number, "does not exist") }
    return index
  }
}

/// Why a thread may not wait for a waitable alone.
let inSetMessage = "waitable cannot be used synchronously while added to a waitable set"
