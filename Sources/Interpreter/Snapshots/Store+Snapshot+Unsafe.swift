import CInterpreter

extension Store {
  /// All that guests can change, as it is now.
  ///
  /// - Parameters:
  ///   - previous: a snapshot of this store, whose equal parts are shared.
  ///   - ledger: counts the bytes that snapshots take.
  package func snapshot(sharing previous: StoreSnapshot? = nil, _ ledger: ImageLedger) -> StoreSnapshot {
    let parts = currentParts()
    return StoreSnapshot(
      memories: parts.memories.enumerated().map { index, memory in
        memory.withBytes { PagedImage($0, sharing: previous?.memories.at(index), ledger) }
      },
      tables: parts.tables.enumerated().map { index, table in
        PagedImage(UnsafeRawBufferPointer(table.bytes), sharing: previous?.tables.at(index), ledger)
      },
      globals: parts.globals.flatMap { [$0.slots.0, $0.slots.1] },
      segments: instances.map {
        StoreSnapshot.SegmentState(
          elements: $0.elements, droppedElements: $0.droppedElements, droppedData: $0.droppedData)
      },
      heap: heap.image(sharing: previous?.heap, ledger),
      memoryBytesInUse: memoryBytesInUse, tableElementsInUse: tableElementsInUse)
  }

  /// Makes everything what it was. Executions are restored apart.
  package func restore(_ snapshot: StoreSnapshot) {
    let parts = currentParts()
    precondition(
      parts.memories.count == snapshot.memories.count && instances.count == snapshot.segments.count,
      "no instance was made since the snapshot")
    for (memory, image) in zip(parts.memories, snapshot.memories) { memory.restore(image) }
    for (table, image) in zip(parts.tables, snapshot.tables) { table.restore(image) }
    for (index, global) in parts.globals.enumerated() {
      global.slots = (snapshot.globals[2 * index], snapshot.globals[2 * index + 1])
    }
    for (instance, segments) in zip(instances, snapshot.segments) {
      instance.elements = segments.elements
      instance.droppedElements = segments.droppedElements
      instance.droppedData = segments.droppedData
    }
    heap.restore(snapshot.heap)
    memoryBytesInUse = snapshot.memoryBytesInUse
    tableElementsInUse = snapshot.tableElementsInUse
  }

  /// Bytes that a snapshot looks at, whether or not they changed.
  package var snapshotExtent: Int {
    let parts = currentParts()
    return parts.memories.reduce(0) { $0 + $1.byteCount } + parts.tables.reduce(0) { $0 + $1.count * 8 }
      + Int(heap.byteCount)
  }

  private func currentParts() -> StoreParts {
    if let parts, parts.instanceCount == instances.count { return parts }
    let current = StoreParts(of: instances)
    parts = current
    return current
  }
}

extension CoreMemory {
  fileprivate func restore(_ image: PagedImage) {
    if byteCount > image.byteCount {
      wi_memory_shrink(cell.cell.pointer, UInt64(image.byteCount))
    } else if byteCount < image.byteCount {
      // It had this size before, and what a memory reserves it keeps.
      precondition(cell.resize(to: UInt64(image.byteCount)), "a memory grows to a size that it had")
    }
    withMutableBytes { image.restore(to: $0) }
  }
}

extension Array {
  /// An element; nil past the end.
  fileprivate func at(_ index: Int) -> Element? { index < count ? self[index] : nil }
}
