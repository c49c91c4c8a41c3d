import CInterpreter
import CoreTypes

/// A store's defined types by number, and the view of them that casts use.
final class TypeRegistry {
  private(set) var canonical = CanonicalTypes()
  /// By number. The dispatch loop reads it.
  private(set) var pointers: UnsafeMutablePointer<wi_type>
  private var capacity = 64
  private var count = 0

  init() {
    pointers = .allocate(capacity: capacity)
  }

  deinit {
    for index in 0..<count { pointers[index].supertypes?.deallocate() }
    pointers.deallocate()
  }

  /// The numbers of a module's types, by type index.
  func numbers(of groups: some Sequence<ArraySlice<CoreSubType>>) -> [UInt32] {
    var numbers: [UInt32] = []
    for group in groups { canonical.intern(group, numbers: &numbers) }
    publish()
    return numbers
  }

  /// The number of a function type that refers to numbers of this registry only.
  func number(of type: CoreFunctionType) -> UInt32 {
    let number = canonical.intern(type)
    publish()
    return number
  }

  private func publish() {
    if canonical.count > capacity {
      let wanted = max(canonical.count, capacity * 2)
      let larger = UnsafeMutablePointer<wi_type>.allocate(capacity: wanted)
      // SAFETY: `larger` holds more than `count` elements and does not overlap the old ones.
      larger.moveInitialize(from: pointers, count: count)
      pointers.deallocate()
      pointers = larger
      capacity = wanted
    }
    while count < canonical.count {
      let supertypes = canonical.supertypes(of: UInt32(truncatingIfNeeded: count))
      let list = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, supertypes.count))
      for (index, number) in supertypes.enumerated() { (list + index).initialize(to: number) }
      (pointers + count).initialize(to: wi_type(supertypes: list, depth: UInt32(supertypes.count)))
      count += 1
    }
  }
}

extension CanonicalTypes {
  /// A type's supertypes, the farthest first.
  fileprivate func supertypes(of number: UInt32) -> [UInt32] {
    var list: [UInt32] = []
    var next = types[Int(number)].supertype
    while let number = next {
      list.append(number)
      next = types[Int(number)].supertype
    }
    return list.reversed()
  }
}
