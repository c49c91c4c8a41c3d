import CInterpreter

/// A heap as it was at a moment. Images share the runs of objects that are equal.
struct HeapImage: Hashable {
  /// How many indices a run holds.
  static let runLength = 64

  fileprivate var runs: [Run]
  fileprivate let count: Int
  fileprivate let firstFree: Int
  fileprivate let byteCount: UInt64
  fileprivate let threshold: UInt64

  /// The objects of some indices as words. An index without an object is one word of zeros; an object is
  ///
  ///     its kind plus 1 | its type and 32 zero bits | its count of elements | its fields or elements
  fileprivate final class Run: Hashable {
    let words: [UInt64]
    private let ledger: ImageLedger

    init(_ words: [UInt64], _ ledger: ImageLedger) {
      self.words = words
      self.ledger = ledger
      ledger.add(words.count * MemoryLayout<UInt64>.stride)
    }

    deinit { ledger.remove(words.count * MemoryLayout<UInt64>.stride) }

    static func == (a: Run, b: Run) -> Bool { a === b || a.words == b.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words) }
  }
}

extension Heap {
  /// The heap as it is now.
  func image(sharing previous: HeapImage?, _ ledger: ImageLedger) -> HeapImage {
    var runs: [HeapImage.Run] = []
    for start in stride(from: 0, to: count, by: HeapImage.runLength) {
      let words = words(ofRunAt: start)
      if let previous, runs.count < previous.runs.count, previous.runs[runs.count].words == words {
        runs.append(previous.runs[runs.count])
      } else {
        runs.append(HeapImage.Run(words, ledger))
      }
    }
    return HeapImage(
      runs: runs, count: count, firstFree: firstFree, byteCount: byteCount, threshold: threshold)
  }

  /// Makes the heap what it was. Objects keep their indices, which are all that refers to them, not their addresses.
  func restore(_ image: HeapImage) {
    for start in stride(from: 0, to: max(count, image.count), by: HeapImage.runLength) {
      let number = start / HeapImage.runLength
      let wanted = number < image.runs.count ? image.runs[number].words : []
      guard start >= count || start >= image.count || words(ofRunAt: start) != wanted else { continue }
      for index in start..<min(start + HeapImage.runLength, count) {
        objects[index]?.release()
        objects[index] = nil
      }
      while capacity < min(start + HeapImage.runLength, image.count) { enlarge() }
      makeObjects(from: start, wanted)
    }
    count = image.count
    firstFree = image.firstFree
    byteCount = image.byteCount
    threshold = image.threshold
  }

  private func words(ofRunAt start: Int) -> [UInt64] {
    var words: [UInt64] = []
    for index in start..<min(start + HeapImage.runLength, count) {
      guard let object = objects[index] else {
        words.append(0)
        continue
      }
      words.append(UInt64(object.pointee.kind) + 1)
      words.append(UInt64(object.pointee.type))
      words.append(object.pointee.count)
      let size = size(
        ofKind: object.pointee.kind, type: object.pointee.type, count: object.pointee.count)
      // SAFETY: the object has `size` bytes behind its header, aligned for words.
      let fields = UnsafeRawBufferPointer(start: object.fields, count: size)
      words.append(contentsOf: UnsafeRawBufferPointer(rebasing: fields[..<(size & ~7)]).bindMemory(to: UInt64.self))
      guard size & 7 > 0 else { continue }
      var last: UInt64 = 0
      for (place, byte) in fields[(size & ~7)...].enumerated() { last |= UInt64(byte) << UInt64(8 * place) }
      words.append(last)
    }
    return words
  }

  private func makeObjects(from start: Int, _ words: [UInt64]) {
    var index = start
    var next = 0
    while next < words.count {
      defer { index += 1 }
      let tag = words[next]
      next += 1
      guard tag > 0 else { continue }
      let type = UInt32(truncatingIfNeeded: words[next])
      let elements = words[next + 1]
      next += 2
      let size = size(ofKind: UInt32(truncatingIfNeeded: tag - 1), type: type, count: elements)
      guard let object = wi_object_make(type, UInt32(truncatingIfNeeded: tag - 1), elements, UInt64(size)) else {
        preconditionFailure("no memory for an object that was there before")
      }
      // SAFETY: the object was made with `size` bytes behind its header, and the words hold as many.
      words.withUnsafeBytes { source in
        if size > 0, let base = source.baseAddress { object.fields.copyMemory(from: base + next * 8, byteCount: size) }
      }
      objects[index] = object
      next += (size + 7) / 8
    }
  }
}
