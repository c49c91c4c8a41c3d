import CoreTypes

/// All that guests of a store can change, as it was at a moment: memories, tables, globals, dropped segments and the heap.
///
/// Functions, instances and types are not in it: a store only ever gains them, and code that is running gains none.
package struct StoreSnapshot: Hashable {
  /// One for each of the parts' memories, in their order; tables and globals too.
  var memories: [PagedImage]
  var tables: [PagedImage]
  var globals: [UInt64]
  var segments: [SegmentState]
  var heap: HeapImage
  var memoryBytesInUse: UInt64
  var tableElementsInUse: UInt64

  /// Which of an instance's segments were dropped, and the elements of the others.
  struct SegmentState: Hashable {
    var elements: [[UInt64]?]
    var droppedElements: [Bool]
    var droppedData: [Bool]
  }
}

/// What a store's instances share out among them, each once.
struct StoreParts {
  var memories: [CoreMemory] = []
  var tables: [CoreTable] = []
  /// The mutable ones.
  var globals: [CoreGlobal] = []
  /// How many instances the store had.
  let instanceCount: Int

  init(of instances: [CoreInstance]) {
    instanceCount = instances.count
    var known: Set<ObjectIdentifier> = []
    for instance in instances {
      for memory in instance.memories where known.insert(ObjectIdentifier(memory)).inserted { memories.append(memory) }
      for table in instance.tables where known.insert(ObjectIdentifier(table)).inserted { tables.append(table) }
      for global in instance.globals where global.type.isMutable && known.insert(ObjectIdentifier(global)).inserted {
        globals.append(global)
      }
    }
  }
}
