/// Numbers for the handles that a host holds. Instances that share one never give two handles the same number, so that a
/// handle of one instance means nothing to another.
package final class HandleNumbers {
  private var last: UInt32 = 0

  package init() {}

  /// A number that was never given; nil when all are used up.
  func take() -> UInt32? {
    guard last < UInt32.max else { return nil }
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

  init(_ numbers: HandleNumbers) { self.numbers = numbers }

  subscript(number: UInt32) -> ResourceHandle? { entries[number] }

  mutating func add(_ handle: ResourceHandle) -> UInt32? {
    guard entries.count < HandleTable.maxLength, let number = free.popLast() ?? numbers.take() else { return nil }
    entries[number] = handle
    return number
  }

  mutating func remove(_ number: UInt32) {
    if entries.removeValue(forKey: number) != nil { free.append(number) }
  }

  /// Removes a handle whose number the host may still have somewhere, so that it never means another resource.
  mutating func retire(_ number: UInt32) { entries[number] = nil }
}
