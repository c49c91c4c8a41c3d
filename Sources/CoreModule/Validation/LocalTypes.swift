/// The types of a function's parameters and locals by index, and which of those without a default value are set.
///
/// The first ones are spelled out; the rest is searched by halves in the runs, since a few bytes can declare 50,000
/// locals in each of a million functions.
struct LocalTypes: Sendable {
  private struct Run: Sendable {
    /// One past the run's last index.
    var end: UInt32
    var type: PackedValueType
  }

  private static let spelledOut = 128
  private var first: [PackedValueType] = []
  private var runs: [Run] = []
  private(set) var count: UInt32 = 0

  /// The locals without a default value that are set so far, in the order in which they were.
  private var valued: [UInt32] = []
  /// By local; as long as the last such local needs.
  private var isSet: [Bool] = []
  private var parameterCount: UInt32 = 0

  mutating func removeAll() {
    first.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    valued.removeAll(keepingCapacity: true)
    isSet.removeAll(keepingCapacity: true)
    count = 0
    parameterCount = 0
  }

  /// Adds a parameter, which has a value from the beginning. All of them come before the locals.
  mutating func appendParameter(_ type: PackedValueType) {
    append(type, count: 1)
    parameterCount = count
  }

  /// Adds a run of locals of one type. The decoder bounds their sum far below 2^32.
  mutating func append(_ type: PackedValueType, count added: UInt32) {
    count += added
    runs.append(Run(end: count, type: type))
    for _ in 0..<min(Int(added), max(0, Self.spelledOut - first.count)) { first.append(type) }
  }

  /// A local's type; nil if there is no such local.
  @inline(__always)
  func type(of index: UInt32) -> PackedValueType? {
    Int(index) < first.count ? first[Int(index)] : search(index)
  }

  @inline(never)
  private func search(_ index: UInt32) -> PackedValueType? {
    guard index < count else { return nil }
    var low = 0
    var high = runs.count
    while low < high {
      let middle = low + (high - low) / 2
      if runs[middle].end <= index { low = middle + 1 } else { high = middle }
    }
    return low < runs.count ? runs[low].type : nil
  }

  // MARK: Locals without a default value

  /// How many of them are set.
  var setCount: Int { valued.count }

  /// Whether one of them has a value.
  func hasValue(_ index: UInt32) -> Bool {
    index < parameterCount || (isSet[checked: index] ?? false)
  }

  /// Marks one of them as set.
  mutating func setValue(_ index: UInt32) {
    guard index < count, !hasValue(index) else { return }
    while isSet.count <= Int(index) { isSet.append(false) }
    isSet[Int(index)] = true
    valued.append(index)
  }

  /// Forgets all but the first so many that were set, as the end of a block does.
  mutating func forgetValues(after count: Int) {
    while valued.count > count { isSet[Int(valued.removeLast())] = false }
  }
}
