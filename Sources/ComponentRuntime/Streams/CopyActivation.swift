import CanonicalABI
import ComponentTypes
import CoreTypes

/// A read or write: copies what the other end has ready or has room for, and waits where it has not.
///
/// Source: CanonicalABI.md, "Stream State", "Future State" (`read`, `write`), "`canon stream.{read,write}`".
struct CopyActivation: Activation {
  private let number: WaitableNumber
  private let end: CopyEnd
  private let isAsync: Bool
  /// The type of the built-in's result.
  private let resultType: CoreValueType
  private var phase = Phase.begin
  private var lift: LiftCursor?
  private var texts: LiftedTexts?
  private var lower: LowerCursor?

  /// In those marked with `*` guest code may be running or the thread may wait.
  private enum Phase {
    case begin
    case lift(Transfer)
    case lower(Transfer)  // * the reader's realloc
    case finish
    case wait  // *
  }

  /// Elements on their way.
  private struct Transfer {
    let source: WaitableNumber
    let target: WaitableNumber
    /// The end that waited before.
    let pending: WaitableNumber
    let count: UInt32
  }

  init(_ number: WaitableNumber, _ end: CopyEnd, isAsync: Bool, resultType: CoreValueType) {
    self.number = number
    self.end = end
    self.isAsync = isAsync
    self.resultType = resultType
  }

  mutating func step(
    _ input: ActivationInput, budget: inout UInt64, _ run: borrowing RunContext
  ) throws(ComponentRuntimeError) -> Directive {
    let store = run.store
    switch phase {
    case .begin: try begin(store, &budget)
    case .lift(let transfer):
      guard let side = store.concurrency.waitables[transfer.source]?.end?.buffer?.side else { break }
      guard let values = try FunctionActivation.step(&lift, &texts, side, 0, &budget, run) else { return .again }
      try beginLowering(values, transfer, store)
    case .lower(let transfer):
      guard let side = store.concurrency.waitables[transfer.target]?.end?.buffer?.side else { break }
      switch try FunctionActivation.step(&lower, input, side, 0, &budget, run) {
      case .again: return .again
      case .realloc(let directive): return directive
      case .done: finish(transfer, store)
      }
    case .finish:
      if store.concurrency.waitables[number]?.pendingEvent != nil {
        return finish(with: store.deliverEvent(of: number).payload)
      }
      guard !isAsync else { return finish(with: blockedResult) }
      phase = .wait
      return .start(WaitableWaitActivation(waitable: number, resultType: resultType))
    case .wait:
      if case .finished(let result) = input { return .finish(result) }
    }
    return .again
  }

  private func finish(with payload: UInt32) -> Directive {
    .finish(.core([CoreValue(slot: UInt64(payload), as: resultType)]))
  }

  /// Finds out what there is to do.
  private mutating func begin(_ store: RuntimeStore, _ budget: inout UInt64) throws(ComponentRuntimeError) {
    phase = .finish
    guard let channel = store.concurrency.channels[end.channel], !channel.isDropped else {
      store.concurrency.note(.copied(.dropped, mayGoOn: false), of: number)
      return
    }
    guard let pending = channel.pending, let other = store.concurrency.waitables[pending]?.end?.buffer,
      let own = end.buffer
    else {
      store.concurrency.channels[end.channel]?.pending = number
      return
    }
    if own.side.scope === other.side.scope, let element = own.element, element.numberSize == nil {
      throw .trap(
        .canonicalABI("cannot read from and write to intra-component future/stream with non-numeric payload"))
    }
    if other.remaining > 0 {
      guard own.remaining > 0 else {
        store.concurrency.note(.copied(.completed, mayGoOn: false), of: number)
        return
      }
      let (source, target) = end.isReadable ? (pending, number) : (number, pending)
      try begin(
        Transfer(source: source, target: target, pending: pending, count: min(own.remaining, other.remaining)), store,
        &budget)
    } else if !end.isReadable, own.length == 0, other.length == 0 {
      store.concurrency.note(.copied(.completed, mayGoOn: false), of: number)
    } else {
      store.notifyPending(of: end.channel, .completed)
      store.concurrency.channels[end.channel]?.pending = number
    }
  }

  private mutating func begin(
    _ transfer: Transfer, _ store: RuntimeStore, _ budget: inout UInt64
  ) throws(ComponentRuntimeError) {
    guard let source = store.concurrency.waitables[transfer.source]?.end?.buffer,
      let target = store.concurrency.waitables[transfer.target]?.end?.buffer
    else { preconditionFailure("both ends of a copy have buffers") }
    guard let element = source.element, let from = source.side.memory, let to = target.side.memory else {
      finish(transfer, store)
      return
    }
    if let size = element.numberSize {
      let count = Int(transfer.count)
      guard copyBytes(size * count, from: from, at: source.next, to: to, at: target.next) else {
        throw .trap(.canonicalABI("a buffer is out of bounds of a memory"))
      }
      if element.isFloat { canonicalizeNaNs(count, size: size, in: to, at: target.next) }
      budget -= min(budget, UInt64(size * count / 32))
      finish(transfer, store)
      return
    }
    lift = LiftCursor(
      try Self.plan(element, transfer.count, source.side),
      flat: [CoreValue(slot: source.next, as: source.side.pointerType.valueType)], maxFlat: 0,
      options: source.side.options)
    phase = .lift(transfer)
  }

  private mutating func beginLowering(
    _ values: [ComponentValue], _ transfer: Transfer, _ store: RuntimeStore
  ) throws(ComponentRuntimeError) {
    guard let target = store.concurrency.waitables[transfer.target]?.end?.buffer, let element = target.element else {
      preconditionFailure("both ends of a copy have buffers")
    }
    lower = LowerCursor(
      try Self.plan(element, transfer.count, target.side), values, maxFlat: 0, outPointer: target.next,
      textSource: texts,
      options: target.side.options)
    phase = .lower(transfer)
  }

  /// So many elements, one after the other.
  private static func plan(_ element: ChannelElement, _ count: UInt32, _ side: TransferSide)
    throws(ComponentRuntimeError) -> TransferPlan
  {
    do {
      return try TransferPlan([ValueType(.fixedLengthList(element.type, length: count))], pointerType: side.pointerType)
    } catch {
      throw .trap(error.trapCode)
    }
  }

  private mutating func finish(_ transfer: Transfer, _ store: RuntimeStore) {
    for end in [transfer.source, transfer.target] {
      store.concurrency.waitables[end]?.end?.buffer?.progress += transfer.count
    }
    if end.isFuture {
      store.notifyPending(of: end.channel, .completed)
    } else {
      store.concurrency.note(.copied(.completed, mayGoOn: true), of: transfer.pending)
    }
    store.concurrency.note(.copied(.completed, mayGoOn: false), of: number)
    phase = .finish
  }
}
