import CanonicalABI
import ComponentTypes
import CoreTypes

/// A linear memory with a bump allocator, in place of a guest.
final class FakeMemory: LinearMemory {
  private(set) var storage: [UInt8]
  /// Where the next allocation goes at the earliest.
  var next: UInt64
  /// What `realloc` was called with: old pointer, old size, alignment, new size.
  private(set) var calls: [[UInt64]] = []
  /// Returned by `realloc` instead of a fresh range.
  var answer: UInt64?

  init(byteCount: Int = 1 << 16, next: UInt64 = 8) {
    storage = Array(repeating: 0xa5, count: byteCount)
    self.next = next
  }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try storage.withUnsafeBytes(body)
  }

  func withMutableBytes<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) rethrows -> Result {
    try storage.withUnsafeMutableBytes(body)
  }

  /// Allocates; grows the memory where it is full, as guests do.
  func realloc(_ old: UInt64, _ oldSize: UInt64, _ alignment: UInt64, _ newSize: UInt64) -> UInt64 {
    calls.append([old, oldSize, alignment, newSize])
    if let answer { return answer }
    next = (next + alignment - 1) & ~(alignment - 1)
    let pointer = next
    next += newSize
    while storage.count < Int(next) { storage += Array(repeating: 0xa5, count: storage.count) }
    for offset in 0..<Int(min(oldSize, newSize)) { storage[Int(pointer) + offset] = storage[Int(old) + offset] }
    return pointer
  }

  func write(_ bytes: [UInt8], at address: Int) {
    for (offset, byte) in bytes.enumerated() { storage[address + offset] = byte }
  }

  func bytes(at address: Int, _ count: Int) -> [UInt8] { Array(storage[address..<address + count]) }
}

/// Lowers values of some types as parameters or results, calling the memory's `realloc`; returns the core values.
func lower(
  _ values: [ComponentValue], as types: [ValueType], into memory: FakeMemory, maxFlat: Int = maxFlatParameters,
  outPointer: UInt64? = nil, encoding: StringEncoding = .utf8, textSource: StringEncoding? = nil, budget: Int = .max,
  handles: (any HandleTransfer)? = nil, pointerType: CoreAddressType = .i32
) throws -> [CoreValue] {
  var cursor = LowerCursor(
    try TransferPlan(types, pointerType: pointerType), values, maxFlat: maxFlat, outPointer: outPointer,
    textSource: textSource.map { LiftedTexts($0) }, options: TransferOptions(encoding: encoding))
  while true {
    switch try cursor.step(budget: budget, memory: memory, handles: handles) {
    case .done: return cursor.flatValues
    case .outOfBudget: continue
    case .needsRealloc(let old, let oldSize, let alignment, let newSize):
      try cursor.resume(pointer: memory.realloc(old, oldSize, alignment, newSize), memory: memory)
    }
  }
}

/// Lifts values of some types.
func lift(
  _ flat: [CoreValue], as types: [ValueType], from memory: FakeMemory?, maxFlat: Int = maxFlatParameters,
  encoding: StringEncoding = .utf8, limit: UInt64 = 256 << 20, budget: Int = .max,
  handles: (any HandleTransfer)? = nil, pointerType: CoreAddressType = .i32
) throws -> [ComponentValue] {
  var cursor = LiftCursor(
    try TransferPlan(types, pointerType: pointerType), flat: flat, maxFlat: maxFlat,
    options: TransferOptions(encoding: encoding, maxLiftedBytes: limit))
  while try cursor.step(budget: budget, memory: memory, handles: handles) != .done {}
  return cursor.values
}
