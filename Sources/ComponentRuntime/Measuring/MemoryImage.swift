import Interpreter

/// An instance whose linear memories can be looked at as a whole.
package protocol MemoryHolder: ComponentInstance {
  /// Bytes of its linear memories.
  var memoryBytes: UInt64 { get }
  /// What its memories hold now.
  func memoryImage() -> MemoryImage
}

/// What an instance's memories held at one moment.
package struct MemoryImage: Sendable {
  private let memories: [[UInt8]]

  init(_ store: Store) {
    memories = store.memories.map { memory in memory.withBytes { Array($0) } }
  }

  /// How much is not the same in a later image. What was added counts where it is not zero.
  ///
  /// Time: linear in the memories' sizes.
  package func changes(to later: MemoryImage) -> MemoryChanges {
    var changes = MemoryChanges()
    for (index, bytes) in later.memories.enumerated() {
      let before = index < memories.count ? memories[index] : []
      var start = 0
      while start < bytes.count {
        let end = min(start + MemoryChanges.blockSize, bytes.count)
        let changed = Self.changedBytes(bytes[start..<end], since: before)
        if changed > 0 { changes.blocks += 1 }
        changes.bytes += changed
        start = end
      }
    }
    return changes
  }

  private static func changedBytes(_ bytes: ArraySlice<UInt8>, since before: [UInt8]) -> Int {
    let known = min(max(before.count - bytes.startIndex, 0), bytes.count)
    let old = before[min(bytes.startIndex, before.count)..<min(bytes.startIndex + known, before.count)]
    let new = bytes.prefix(known)
    let fresh = bytes.dropFirst(known).count { $0 != 0 }
    if old == new { return fresh }
    return fresh + zip(old, new).count { $0 != $1 }
  }
}

/// How much of an instance's memories a call left changed.
package struct MemoryChanges: Hashable, Sendable {
  package var bytes = 0
  /// Blocks of `blockSize` bytes that have a changed byte.
  package var blocks = 0

  package init() {}

  /// In bytes: the page size of most machines.
  package static let blockSize = 4_096
}

extension InterpretedComponent: MemoryHolder {
  package var memoryBytes: UInt64 { store.core.memoryBytesInUse }
  package func memoryImage() -> MemoryImage { MemoryImage(store.core) }
}

extension CoreModuleInstance: MemoryHolder {
  package var memoryBytes: UInt64 { store.core.memoryBytesInUse }
  package func memoryImage() -> MemoryImage { MemoryImage(store.core) }
}
