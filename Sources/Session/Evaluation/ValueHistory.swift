import ComponentTypes

/// The values of earlier inputs, by number: as many of the latest as a bounded amount of memory holds.
struct ValueHistory {
  /// How much all values together may take, in bytes; the latest is kept whatever it takes.
  let capacity: Int
  /// The values with what each takes.
  private var entries: [Int: (value: TypedValue, size: Int)] = [:]
  /// The numbers in the order in which their values came; those before `oldest` are given up.
  private var order: [Int] = []
  private var oldest = 0
  private var size = 0

  /// What an entry takes beside its value, in bytes.
  private static let entrySize = 100

  init(capacity: Int = 128 << 20) {
    self.capacity = capacity
  }

  /// The value of an input; nil where it had none, or was given up.
  subscript(number: Int) -> TypedValue? { entries[number]?.value }

  /// The values that are kept, the latest first.
  var latestFirst: [(number: Int, value: TypedValue)] {
    order[oldest...].reversed().compactMap { number in entries[number].map { (number, $0.value) } }
  }

  /// Keeps an input's value, and gives up the oldest where they are too many.
  mutating func keep(_ value: TypedValue, of number: Int) {
    let added = value.value.footprint + Self.entrySize
    if let replaced = entries.updateValue((value, added), forKey: number) {
      size -= replaced.size
    } else {
      order.append(number)
    }
    size += added
    while size > capacity, oldest < order.count - 1 {
      size -= entries.removeValue(forKey: order[oldest])?.size ?? 0
      oldest += 1
    }
    if oldest > order.count / 2 {
      order.removeFirst(oldest)
      oldest = 0
    }
  }
}
