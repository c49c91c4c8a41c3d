extension NameSection {
  /// Finds the names in a name section's bytes. What is malformed is left out: names never make a module invalid.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    var reader = ByteReader(bytes, in: range)
    while !reader.isAtEnd, let id = try? reader.readByte(), let size = try? reader.readU32(),
      var subsection = try? reader.slice(Int(size))
    {
      switch id {
      case 0: moduleRange = try? subsection.readNameRange()
      case 1: functions = Self.nameMap(&subsection)
      case 2: localMaps = Self.indirectNameMap(&subsection)
      case 3: labelMaps = Self.indirectNameMap(&subsection)
      case 10: fieldMaps = Self.indirectNameMap(&subsection)
      case 4...9, 11: others[Self.space(ofSubsection: id)] = Self.nameMap(&subsection)
      default: break
      }
    }
  }

  private static func space(ofSubsection id: UInt8) -> IndexSpace {
    switch id {
    case 4: .type
    case 5: .table
    case 6: .memory
    case 7: .global
    case 8: .elementSegment
    case 9: .dataSegment
    default: .tag
    }
  }

  private static func nameMap(_ reader: inout ByteReader) -> [Entry] {
    var entries: [Entry] = []
    guard let count = try? reader.readU32() else { return entries }
    // An entry takes two bytes at least.
    entries.reserveCapacity(min(Int(count), reader.remaining / 2))
    for _ in 0..<count {
      guard let index = try? reader.readU32(), let range = try? reader.readNameRange() else { break }
      // Lookups search by halves, so an entry out of order is left out.
      if let last = entries.last, last.index >= index { continue }
      entries.append(Entry(index: index, range: range))
    }
    return entries
  }

  private static func indirectNameMap(_ reader: inout ByteReader) -> [Entry] {
    var entries: [Entry] = []
    guard let count = try? reader.readU32() else { return entries }
    for _ in 0..<count {
      guard let index = try? reader.readU32() else { break }
      let start = reader.offset
      guard let names = try? reader.readU32() else { break }
      var isWhole = true
      for _ in 0..<names {
        guard (try? reader.readU32()) != nil, (try? reader.readNameRange()) != nil else {
          isWhole = false
          break
        }
      }
      if let last = entries.last, last.index >= index { continue }
      entries.append(Entry(index: index, range: start..<reader.offset))
      if !isWhole { break }
    }
    return entries
  }

  /// The module's name.
  package var module: String? { moduleRange.flatMap(text) }

  /// A function's name.
  package func function(_ index: UInt32) -> String? {
    Self.find(index, in: functions).flatMap { text($0.range) }
  }

  /// The name of an entry of an index space; locals, labels and fields have names of their own in each function or type.
  package func name(_ space: IndexSpace, _ index: UInt32) -> String? {
    if space == .function { return function(index) }
    return Self.find(index, in: others[space] ?? []).flatMap { text($0.range) }
  }

  /// The names of a function's locals, parameters first, by index.
  package func locals(ofFunction index: UInt32) -> [UInt32: String] { names(index, in: localMaps) }

  /// The names of a function's blocks, in the order in which they begin, by index.
  package func labels(ofFunction index: UInt32) -> [UInt32: String] { names(index, in: labelMaps) }

  /// The names of a structure type's fields by index.
  package func fields(ofType index: UInt32) -> [UInt32: String] { names(index, in: fieldMaps) }

  private func names(_ index: UInt32, in maps: [Entry]) -> [UInt32: String] {
    guard let map = Self.find(index, in: maps) else { return [:] }
    var reader = ByteReader(bytes, in: map.range)
    var names: [UInt32: String] = [:]
    for entry in Self.nameMap(&reader) { names[entry.index] = text(entry.range) }
    return names
  }

  private func text(_ range: Range<Int>) -> String? {
    String(validating: bytes[range], as: UTF8.self)
  }

  private static func find(_ index: UInt32, in entries: [Entry]) -> Entry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = low + (high - low) / 2
      if entries[middle].index < index { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].index == index else { return nil }
    return entries[low]
  }
}
