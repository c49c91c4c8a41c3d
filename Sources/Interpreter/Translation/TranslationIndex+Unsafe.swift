import CInterpreter

/// One function's register code at its address, with the file offset that each word came from.
final class Translation {
  let function: CoreFunction
  let code: UnsafeMutablePointer<UInt64>
  /// One a word.
  let offsets: [UInt32]
  /// Where exceptions are caught, inner ranges first.
  let handlers: [HandlerRange]
  /// Where faithful code keeps the locals; nil for optimised code.
  let frame: FrameLayout?
  /// The words with the marks of operators, in faithful code.
  private let marks: [UInt32]

  init(function: CoreFunction, buffer: CodeBuffer) {
    self.function = function
    offsets = buffer.offsets
    handlers = buffer.handlers
    frame = buffer.frame
    marks = buffer.marks
    code = .allocate(capacity: max(1, buffer.words.count))
    // SAFETY: `code` holds as many words as are copied.
    buffer.words.withUnsafeBufferPointer { words in
      if let base = words.baseAddress { code.initialize(from: base, count: words.count) }
    }
  }

  deinit { code.deallocate() }

  var start: UInt { UInt(bitPattern: code) }
  var end: UInt { start + UInt(offsets.count * MemoryLayout<UInt64>.stride) }

  /// The file offset of the instruction whose code holds an address.
  func sourceOffset(at address: UInt) -> Int? {
    guard address >= start, address < end else { return nil }
    return Int(offsets[Int(address - start) / MemoryLayout<UInt64>.stride])
  }

  /// Whether the operation whose second word is at an address has its second instruction's operands the other way round.
  func hasSwappedOperands(before address: UInt) -> Bool {
    guard address > start, address < end else { return false }
    let index = Int(address - start) / MemoryLayout<UInt64>.stride
    // SAFETY: `code` holds a word for each offset; the index is at least 1 and within them.
    return FusedPair(OperationWord(code[index - 1]), behind: code[index])?.isSwapped ?? false
  }

  /// The mark of a faithful function's entry: behind the two words of its first operation.
  var entryMark: UnsafePointer<UInt64> { UnsafePointer(code + 2) }

  /// The mark of the first operator at a file offset or behind it.
  func mark(atOrBehind offset: Int) -> UnsafePointer<UInt64>? {
    marks.first { Int(offsets[Int($0)]) >= offset }.map { UnsafePointer(code + Int($0)) }
  }
}

/// A store's translations, found by address.
struct TranslationIndex {
  /// By ascending address.
  private var translations: [Translation] = []
  /// The faithful ones by their functions' numbers.
  private var faithful: [Int: Translation] = [:]

  mutating func insert(_ translation: Translation) {
    if translation.frame != nil { faithful[translation.function.number] = translation }
    translations.insert(translation, at: firstIndex(after: translation.start))
  }

  /// The translation whose code holds an address.
  func translation(at address: UInt) -> Translation? {
    let index = firstIndex(after: address)
    guard index > 0 else { return nil }
    let found = translations[index - 1]
    return address < found.end ? found : nil
  }

  /// A function's faithful translation, by the function's number.
  func faithful(_ function: Int) -> Translation? { faithful[function] }

  private func firstIndex(after address: UInt) -> Int {
    var (low, high) = (0, translations.count)
    while low < high {
      let middle = (low + high) / 2
      if translations[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
