import CInterpreter
package import CoreTypes

/// A table of references: slots as `CoreValue.reference` has them, 0 for null.
///
/// Source: core specification, "Table Instances".
package final class CoreTable {
  /// The declared type.
  package let type: CoreTableType
  let cell = Cell(wi_table(elements: nil, count: 0))
  private unowned let store: Store
  /// Elements that there is room for.
  private var capacity = 0

  /// - Throws: a trap where the minimum is beyond the store's limit.
  package init(_ type: CoreTableType, filling reference: UInt64 = 0, in store: Store) throws(Trap) {
    self.type = type
    self.store = store
    guard grow(by: type.limits.minimum, filling: reference) != nil else {
      throw Trap(.resourceLimit("a table of \(type.limits.minimum) elements is beyond the table limit"))
    }
  }

  deinit { cell.pointer.pointee.elements?.deallocate() }

  /// Its size in elements.
  package var count: Int { Int(cell.pointer.pointee.count) }

  /// Adds elements that hold `reference`.
  ///
  /// - Returns: the size before, or nil where the declared maximum or the store's limit refuses.
  package func grow(by delta: UInt64, filling reference: UInt64) -> UInt64? {
    let old = cell.pointer.pointee.count
    let (new, overflow) = old.addingReportingOverflow(delta)
    guard !overflow, new <= type.limits.maximum ?? UInt64(UInt32.max), new <= UInt64(UInt32.max),
      delta <= store.limits.tableElements, store.tableElementsInUse <= store.limits.tableElements - delta
    else { return nil }
    if delta == 0 { return old }
    reserve(Int(new))
    // SAFETY: the elements behind the old ones are reserved and not initialised yet.
    if let elements = cell.pointer.pointee.elements {
      (elements + Int(old)).initialize(repeating: reference, count: Int(delta))
    }
    cell.pointer.pointee.count = new
    store.tableElementsInUse += delta
    return old
  }

  /// Makes room, at least twice what there was, so that growing one by one copies each element a few times only.
  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    let wanted = max(count, capacity * 2)
    let elements = UnsafeMutablePointer<UInt64>.allocate(capacity: wanted)
    // SAFETY: `elements` holds more than the old ones, which do not overlap it.
    if let known = cell.pointer.pointee.elements {
      elements.update(from: known, count: self.count)
      known.deallocate()
    }
    cell.pointer.pointee.elements = elements
    capacity = wanted
  }

  /// Whether its elements may be objects of the heap.
  var mayHoldObjects: Bool {
    switch type.element.heap {
    case .func, .nofunc: false
    default: true
    }
  }

  /// An element's slot; nil past the end.
  package subscript(index: Int) -> UInt64? {
    guard index >= 0, index < count, let elements = cell.pointer.pointee.elements else { return nil }
    return elements[index]
  }

  /// Writes an element.
  ///
  /// - Returns: false past the end.
  @discardableResult
  package func set(_ index: Int, to reference: UInt64) -> Bool {
    guard index >= 0, index < count, let elements = cell.pointer.pointee.elements else { return false }
    elements[index] = reference
    return true
  }

  /// The elements' slots as bytes; they must not be kept.
  var bytes: UnsafeMutableRawBufferPointer {
    // SAFETY: `elements` points at `count` slots, or is nil when there are none.
    UnsafeMutableRawBufferPointer(
      start: cell.pointer.pointee.elements, count: count * MemoryLayout<UInt64>.stride)
  }

  /// Makes the elements what they were.
  func restore(_ image: PagedImage) {
    let wanted = image.byteCount / MemoryLayout<UInt64>.stride
    reserve(wanted)
    // SAFETY: there is room for so many elements, each of which the image then writes.
    if wanted > count, let elements = cell.pointer.pointee.elements {
      (elements + count).initialize(repeating: 0, count: wanted - count)
    }
    cell.pointer.pointee.count = UInt64(wanted)
    image.restore(to: bytes)
  }
}
