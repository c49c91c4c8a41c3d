import CanonicalABI
import ComponentTypes
import CoreTypes
import Interpreter

/// A built-in that reads from a stream or future, or writes to one.
///
/// Source: CanonicalABI.md, "`canon stream.{read,write}`", "`canon future.{read,write}`".
struct CopyOperation {
  let end: ChannelEndType
  let side: TransferSide
  let isAsync: Bool
  /// Bytes of an element; 0 where there are no elements.
  let elementSize: UInt64
  let alignment: UInt32

  /// Checks everything and begins.
  func begin(
    _ index: UInt32, pointer: UInt64, length: UInt64, in scope: ComponentScope, of store: RuntimeStore
  ) throws(ComponentRuntimeError) -> CopyActivation {
    let (number, found) = try store.end(index, end, in: scope)
    try checkIsIdle(found, index)
    guard isAsync || store.concurrency.waitables[number]?.set == nil else { throw .trap(.canonicalABI(inSetMessage)) }
    guard let count = UInt32(exactly: length), count <= CopyBuffer.maxLength else {
      throw .trap(.canonicalABI("stream read/write count too large: \(length)"))
    }
    if end.element != nil, length > 0 { try checkRange(pointer, length) }
    var copying = found
    copying.index = index
    copying.phase = .copying
    copying.buffer = CopyBuffer(
      side: side, element: end.element, pointer: pointer, elementSize: elementSize, length: count)
    store.concurrency.waitables[number]?.end = copying
    return CopyActivation(
      number, copying, isAsync: isAsync, resultType: end.isFuture ? .i32 : side.pointerType.valueType)
  }

  private func checkIsIdle(_ found: CopyEnd, _ index: UInt32) throws(ComponentRuntimeError) {
    switch found.phase {
    case .idle: return
    case .copying, .cancelling:
      throw .trap(.canonicalABI("cannot have concurrent operations active on a future/stream"))
    case .done:
      let why =
        switch (end.isFuture, end.isReadable) {
        case (true, true): "cannot read from future after previous read succeeded"
        case (true, false): "cannot write to future after previous write succeeded or readable end dropped"
        case (false, true): "cannot read from stream after being notified that the writable end dropped"
        case (false, false): "cannot write to stream after being notified that the readable end dropped"
        }
      throw .trap(.canonicalABI(why))
    }
  }

  private func checkRange(_ pointer: UInt64, _ length: UInt64) throws(ComponentRuntimeError) {
    guard pointer % UInt64(alignment) == 0 else {
      throw .trap(.canonicalABI("buffer at 0x\(String(pointer, radix: 16)) is not aligned to \(alignment) bytes"))
    }
    let (size, overflow) = elementSize.multipliedReportingOverflow(by: length)
    let memory = side.memory?.withBytes(\.count) ?? 0
    guard !overflow, size <= UInt64(memory), pointer <= UInt64(memory) - size else {
      throw .trap(
        .canonicalABI(
          "buffer of \(length) elements at 0x\(String(pointer, radix: 16)) is out of bounds of a memory of "
            + "\(memory) bytes"))
    }
  }
}
