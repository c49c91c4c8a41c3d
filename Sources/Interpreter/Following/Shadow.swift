/// The tags of all bytes that are followed: in slots, in globals and in memories.
struct Shadow {
  /// By a slot's number in the execution's stack. Those at the end are none.
  private var slots: [WordTags] = []
  private var memories: [ShadowMemory] = []
  private var globals: [ObjectIdentifier: [WordTags]] = [:]
  /// Slots with tags.
  private var slotCount = 0

  /// Whether nothing is followed.
  var isEmpty: Bool { slotCount == 0 && globals.isEmpty && memories.allSatisfy(\.isEmpty) }

  // MARK: Slots

  subscript(slot: Int) -> WordTags {
    get { slot < slots.count ? slots[slot] : .none }
    set {
      if slot >= slots.count {
        if newValue.isEmpty { return }
        slots += repeatElement(.none, count: slot + 1 - slots.count)
      }
      slotCount += (newValue.isEmpty ? 0 : 1) - (slots[slot].isEmpty ? 0 : 1)
      slots[slot] = newValue
    }
  }

  /// Forgets the slots from one on.
  mutating func truncate(to slot: Int) {
    while slots.count > slot {
      if !slots.removeLast().isEmpty { slotCount -= 1 }
    }
  }

  /// Copies slots to lower ones.
  mutating func move(_ count: Int, from source: Int, to destination: Int) {
    guard source != destination else { return }
    for index in 0..<count { self[destination + index] = self[source + index] }
  }

  // MARK: Globals

  func global(_ global: CoreGlobal) -> [WordTags] { globals[ObjectIdentifier(global)] ?? [] }

  mutating func setGlobal(_ global: CoreGlobal, _ tags: [WordTags]) {
    globals[ObjectIdentifier(global)] = tags.allSatisfy(\.isEmpty) ? nil : tags
  }

  // MARK: Memories

  func memory(_ number: Int) -> ShadowMemory { number < memories.count ? memories[number] : ShadowMemory() }

  mutating func withMemory(_ number: Int, _ body: (inout ShadowMemory) -> Void) {
    if number >= memories.count {
      memories += repeatElement(ShadowMemory(), count: number + 1 - memories.count)
    }
    body(&memories[number])
  }
}

/// The tags of a linear memory's bytes.
struct ShadowMemory {
  /// By the address of eight bytes, divided by 8. None of them is empty.
  private var words: [UInt64: WordTags] = [:]

  var isEmpty: Bool { words.isEmpty }

  subscript(address: UInt64) -> ByteTag {
    get { words[address >> 3]?[Int(address & 7)] ?? .none }
    set {
      var word = words[address >> 3] ?? .none
      word[Int(address & 7)] = newValue
      words[address >> 3] = word.isEmpty ? nil : word
    }
  }

  /// The tags of up to eight bytes.
  func tags(at address: UInt64, count: Int) -> WordTags {
    guard !words.isEmpty else { return .none }
    var result = WordTags()
    for byte in 0..<count { result[byte] = self[address &+ UInt64(byte)] }
    return result
  }

  /// Writes the tags of up to eight bytes.
  mutating func set(_ tags: WordTags, at address: UInt64, count: Int) {
    if tags.isEmpty, words.isEmpty { return }
    for byte in 0..<count { self[address &+ UInt64(byte)] = tags[byte] }
  }

  /// The tagged bytes of a range, with their distance from its start.
  func tagged(in start: UInt64, count: UInt64) -> [(distance: UInt64, tag: ByteTag)] {
    guard !words.isEmpty, count > 0 else { return [] }
    // A range that goes on past the last address traps, so that it does not matter where it ends.
    let last = start.addingReportingOverflow(count - 1)
    guard !last.overflow else { return [] }
    var found: [(distance: UInt64, tag: ByteTag)] = []
    // Of a large range or of a few words, whichever is less to look at.
    let numbers = (start >> 3)...(last.partialValue >> 3)
    let candidates = numbers.count > words.count ? words.keys.filter(numbers.contains) : Array(numbers)
    for number in candidates {
      guard let word = words[number] else { continue }
      for byte in 0..<WordTags.byteCount where word[byte] != .none {
        let address = number << 3 | UInt64(byte)
        if address >= start, address - start < count { found.append((address - start, word[byte])) }
      }
    }
    return found
  }

  mutating func clear(_ start: UInt64, count: UInt64) {
    for (distance, _) in tagged(in: start, count: count) { self[start + distance] = .none }
  }
}
