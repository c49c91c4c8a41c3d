/// Entries by index, where 0 is never one and indices that are free again are given first.
///
/// Source: CanonicalABI.md, "Table State".
struct IndexTable<Entry: Hashable>: Hashable {
  private var entries: [Entry?] = [nil]
  private var free: [UInt32] = []

  /// The most entries: the specification's 2^28 - 1 would be gigabytes here.
  static var maxLength: Int { 1_000_000 }

  /// Bytes that it takes.
  var byteCount: Int { entries.count * MemoryLayout<Entry?>.stride + free.count * 4 }

  /// How many entries there are.
  var count: Int { entries.count - 1 - free.count }

  subscript(index: UInt32) -> Entry? {
    Int(index) < entries.count ? entries[Int(index)] : nil
  }

  /// - Returns: the entry's index; nil where there is no room.
  mutating func add(_ entry: Entry) -> UInt32? {
    if let index = free.popLast() {
      entries[Int(index)] = entry
      return index
    }
    guard entries.count <= Self.maxLength else { return nil }
    entries.append(entry)
    return UInt32(entries.count - 1)
  }

  /// Replaces an entry; where there is none, nothing.
  mutating func update(_ index: UInt32, _ entry: Entry) {
    guard self[index] != nil else { return }
    entries[Int(index)] = entry
  }

  mutating func remove(_ index: UInt32) {
    guard self[index] != nil else { return }
    entries[Int(index)] = nil
    free.append(index)
  }
}
