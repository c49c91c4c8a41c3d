// The C structures that the dispatch loop shares with the store. Each lives at one address until its owner goes.

import CInterpreter

/// Owns one C structure at a fixed address.
final class Cell<Value> {
  let pointer: UnsafeMutablePointer<Value>

  init(_ value: Value) {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: value)
  }

  deinit {
    pointer.deinitialize(count: 1)
    pointer.deallocate()
  }

  /// The address as code words hold it.
  var word: UInt64 { UInt64(UInt(bitPattern: pointer)) }
}

/// A memory's base and size.
final class MemoryCell {
  let cell: Cell<wi_memory>

  init(pageShift: UInt32) {
    cell = Cell(wi_memory(base: nil, size: 0, reserved: 0, page_shift: pageShift))
  }

  deinit { wi_memory_free(cell.pointer) }

  var byteCount: Int { Int(cell.pointer.pointee.size) }

  /// - Returns: false, with nothing changed, where the system has no memory for it.
  func resize(to byteCount: UInt64) -> Bool {
    wi_memory_grow(cell.pointer, byteCount)
  }

  /// Lends the bytes; they must not be kept.
  func withBytes<Result>(_ body: (UnsafeMutableRawBufferPointer) throws -> Result) rethrows -> Result {
    // SAFETY: `base` points at `size` mapped bytes, or is nil when `size` is 0; nothing grows the memory meanwhile.
    try body(UnsafeMutableRawBufferPointer(start: cell.pointer.pointee.base, count: byteCount))
  }
}

/// A function as the dispatch loop sees it, at an address that stays as long as the table it is in.
struct FunctionCell {
  let pointer: UnsafeMutablePointer<wi_function>

  /// The address as code words hold it.
  var word: UInt64 { UInt64(UInt(bitPattern: pointer)) }
}

/// The loop's view of a store's functions, by number.
final class FunctionTable {
  private(set) var pointers: UnsafeMutablePointer<UnsafeMutablePointer<wi_function>?>
  private var capacity = 64
  private var count = 0
  /// The functions themselves, in blocks that never move: a large module has tens of thousands.
  private var blocks: [UnsafeMutablePointer<wi_function>] = []
  private static let blockLength = 64

  init() {
    pointers = .allocate(capacity: capacity)
  }

  deinit {
    pointers.deallocate()
    for block in blocks { block.deallocate() }
  }

  /// Adds a function that the host answers, until it is given an instance.
  func append(typeNumber: UInt32) -> FunctionCell {
    if count == capacity {
      let larger = UnsafeMutablePointer<UnsafeMutablePointer<wi_function>?>.allocate(capacity: capacity * 2)
      // SAFETY: both hold at least `capacity` elements and do not overlap.
      larger.update(from: pointers, count: capacity)
      pointers.deallocate()
      pointers = larger
      capacity *= 2
    }
    let place = count % Self.blockLength
    if place == 0 { blocks.append(.allocate(capacity: Self.blockLength)) }
    // SAFETY: the last block has room for `blockLength` functions, of which `place` are there.
    let pointer = blocks[blocks.count - 1] + place
    pointer.initialize(
      to: wi_function(code: wi_host_code(), instance: nil, number: UInt64(count), type_id: typeNumber))
    pointers[count] = pointer
    count += 1
    return FunctionCell(pointer: pointer)
  }
}
