/// How a copy ended.
///
/// Source: CanonicalABI.md, "Stream State" (`CopyResult`).
enum CopyResult: UInt32 {
  case completed, dropped, cancelled
}

/// A component's end of a stream or future.
///
/// Source: CanonicalABI.md, "Stream State" (`CopyEnd`).
struct CopyEnd {
  enum Phase {
    case idle, copying, cancelling, done

    var isCopying: Bool { self == .copying || self == .cancelling }
  }

  let channel: ChannelNumber
  let isReadable: Bool
  let isFuture: Bool
  var phase = Phase.idle
  /// Its index in its component's table, as the last read or write named it.
  var index: UInt32 = 0
  /// What is read to or written from.
  var buffer: CopyBuffer?

  var eventCode: Event.Code {
    switch (isFuture, isReadable) {
    case (false, true): .streamRead
    case (false, false): .streamWrite
    case (true, true): .futureRead
    case (true, false): .futureWrite
    }
  }
}

/// A part of a component's memory that elements are copied from or to.
///
/// Source: CanonicalABI.md, "Buffer State".
struct CopyBuffer {
  let side: TransferSide
  let element: ChannelElement?
  let pointer: UInt64
  /// Bytes of an element.
  let elementSize: UInt64
  /// In elements.
  let length: UInt32
  /// Elements copied so far.
  var progress: UInt32 = 0

  /// Source: CanonicalABI.md, "Buffer State" (`MAX_LENGTH`).
  static let maxLength: UInt32 = 1 << 28 - 1

  var remaining: UInt32 { length - progress }

  /// Where the next element is; it is in the memory, which was checked.
  var next: UInt64 { pointer + UInt64(progress) * elementSize }
}

extension RuntimeStore {
  /// Tells a component how a read or write of it went.
  ///
  /// Source: CanonicalABI.md, "`canon stream.{read,write}`" (`stream_event`), "`canon future.{read,write}`" (`future_event`).
  func deliverCopy(of number: WaitableNumber, _ end: CopyEnd, _ result: CopyResult, mayGoOn: Bool) -> Event {
    var end = end
    if mayGoOn, concurrency.channels[end.channel]?.pending == number {
      concurrency.channels[end.channel]?.pending = nil
    }
    let isDone = result == .dropped || end.isFuture && result == .completed
    end.phase = isDone ? .done : .idle
    let progress = end.buffer?.progress ?? 0
    end.buffer = nil
    concurrency.waitables[number]?.end = end
    let payload = end.isFuture ? result.rawValue : result.rawValue | progress << 4
    return Event(code: end.eventCode, index: end.index, payload: payload)
  }

  /// The end that waits is told that it need not any longer.
  func notifyPending(of channel: ChannelNumber, _ result: CopyResult) {
    guard let pending = concurrency.channels[channel]?.pending else { return }
    concurrency.channels[channel]?.pending = nil
    concurrency.note(.copied(result, mayGoOn: false), of: pending)
  }

  /// An end is gone. With both, nothing is left.
  func dropEnd(of channel: ChannelNumber) {
    guard concurrency.channels[channel]?.isDropped == false else {
      concurrency.channels[channel] = nil
      return
    }
    concurrency.channels[channel]?.isDropped = true
    notifyPending(of: channel, .dropped)
  }
}
