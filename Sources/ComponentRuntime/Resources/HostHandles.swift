/// Numbers for the handles that a host holds. Instances that share one never give two handles the same number, so that a
/// handle of one instance means nothing to another.
package final class HandleNumbers {
  private var last: UInt32 = 0

  package init() {}

  /// The greatest number. Those above tell apart what stubs made.
  static let greatest: UInt32 = 0x7FFF_FFFF

  /// A number that was never given; nil when all are used up.
  func take() -> UInt32? {
    guard last < Self.greatest else { return nil }
    last += 1
    return last
  }
}

/// The handles of one store that the host holds, or that are on their way from one component to another.
struct HostHandles: HandleStorage {
  private var entries: [UInt32: ResourceHandle] = [:]
  /// This store's numbers that are free again.
  private var free: [UInt32] = []
  private let numbers: HandleNumbers
  /// The numbers that this store took, and how many of them it has used: fewer once it went back to an earlier moment. So
  /// a replay gives the same handles the same numbers.
  private var taken: [UInt32] = []
  private var usedCount = 0

  init(_ numbers: HandleNumbers) { self.numbers = numbers }

  private mutating func takeNumber() -> UInt32? {
    if usedCount == taken.count {
      guard let number = numbers.take() else { return nil }
      taken.append(number)
    }
    usedCount += 1
    return taken[usedCount - 1]
  }

  /// The handles as they were, with the numbers that were taken since.
  func restoring(_ earlier: HostHandles) -> HostHandles {
    var restored = earlier
    restored.taken = taken
    return restored
  }

  subscript(number: UInt32) -> ResourceHandle? { entries[number] }

  mutating func add(_ handle: ResourceHandle) -> UInt32? {
    guard entries.count < HandleTable.maxLength, let number = free.popLast() ?? takeNumber() else { return nil }
    entries[number] = handle
    return number
  }

  mutating func remove(_ number: UInt32) {
    if entries.removeValue(forKey: number) != nil { free.append(number) }
  }

  mutating func changeLendCount(of number: UInt32, by difference: Int) {
    entries[number]?.lendCount += difference
  }

  /// Removes a handle whose number the host may still have somewhere, so that it never means another resource.
  mutating func retire(_ number: UInt32) { entries[number] = nil }
}

// Numbers that were only taken are no difference: who goes back keeps them.
extension HostHandles: Hashable {
  static func == (a: HostHandles, b: HostHandles) -> Bool {
    a.entries == b.entries && a.free == b.free && a.usedCount == b.usedCount
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(entries)
    hasher.combine(free)
    hasher.combine(usedCount)
  }
}
