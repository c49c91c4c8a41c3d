import ComponentTypes
import CoreTypes

/// What the two ends of a stream or future share.
///
/// Source: CanonicalABI.md, "Stream State", "Future State" (`SharedStreamImpl`, `SharedFutureImpl`).
struct Channel {
  let isFuture: Bool
  /// Nil for one that only counts.
  let element: ChannelElement?
  /// Whether one end is gone.
  var isDropped = false
  /// The end whose read or write waits for the other's.
  var pending: WaitableNumber?

  /// The specification's word for it.
  var word: String { isFuture ? "future" : "stream" }
}

/// The type of what a stream or future carries, and the instance that the type's resources are known in.
struct ChannelElement {
  let type: ValueType
  /// Kept alive by the `RuntimeStore`.
  unowned let scope: ComponentScope

  /// Whether another component's type is the same: resources are what they are at run time.
  func isSame(as other: ChannelElement) -> Bool { Self.isSame(type, scope, other.type, other.scope) }

  // Recursion is bounded by the depth of the types, which the decoder limits.
  private static func isSame(_ a: ValueType, _ x: ComponentScope, _ b: ValueType, _ y: ComponentScope) -> Bool {
    func same(_ a: ValueType?, _ b: ValueType?) -> Bool {
      guard let a, let b else { return a == nil && b == nil }
      return isSame(a, x, b, y)
    }
    func same(_ a: [ValueType], _ b: [ValueType]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { same($0, $1) }
    }
    switch (a.shape, b.shape) {
    case (.own(let a), .own(let b)), (.borrow(let a), .borrow(let b)):
      let (first, second) = (x.resources[a.identity], y.resources[b.identity])
      return first != nil && first === second
    case (.list(let a), .list(let b)), (.option(let a), .option(let b)): return same(a, b)
    case (.fixedLengthList(let a, let count), .fixedLengthList(let b, let other)): return count == other && same(a, b)
    case (.map(let a, let c), .map(let b, let d)): return same([a, c], [b, d])
    case (.record(let a), .record(let b)): return a.map(\.name) == b.map(\.name) && same(a.map(\.type), b.map(\.type))
    case (.tuple(let a), .tuple(let b)): return same(a, b)
    case (.variant(let a), .variant(let b)):
      return a.map(\.name) == b.map(\.name) && zip(a, b).allSatisfy { same($0.payload, $1.payload) }
    case (.result(let a, let c), .result(let b, let d)): return same(a, b) && same(c, d)
    case (.stream(let a), .stream(let b)), (.future(let a), .future(let b)): return same(a, b)
    default: return a == b
    }
  }

  /// Bytes of one, where it is a number: such are copied as they are, and both ends may be in one component.
  ///
  /// Source: CanonicalABI.md, "Stream State" (`none_or_number_type`).
  var numberSize: Int? {
    switch type.shape {
    case .s8, .u8: 1
    case .s16, .u16: 2
    case .s32, .u32, .f32: 4
    case .s64, .u64, .f64: 8
    default: nil
    }
  }

  var isFloat: Bool { type.shape == .f32 || type.shape == .f64 }
}

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
