package import CoreTypes

extension CanonicalTypes {
  /// Adds a recursion group that may be wrong.
  ///
  /// - Parameters:
  ///   - group: its types in order, with type indices.
  ///   - numbers: the canonical numbers of the types before the group, by type index; those of the group are appended,
  ///     where something is wrong perhaps not all.
  ///   - allowsRecursion: whether types may refer to themselves and to those behind them in the group.
  ///   - offset: the file offset of one of its types, for errors.
  /// - Throws: an unknown type index, and a supertype that cannot be one.
  ///
  /// Source: core specification, "Recursive Types" (validation).
  package mutating func add(
    _ group: ArraySlice<CoreSubType>, numbers: inout [UInt32], allowsRecursion: Bool, offset: (Int) -> Int
  ) throws(CoreModuleError) {
    let start = numbers.count
    try check(group, numbers: numbers, allowsRecursion: allowsRecursion, offset: offset)
    intern(group, numbers: &numbers)
    for (position, type) in group.enumerated() {
      guard let supertype = type.supertype else { continue }
      let own = types[Int(numbers[start + position])]
      let above = types[Int(numbers[Int(supertype)])]
      guard !above.isFinal else { throw CoreModuleError(.supertypeIsFinal(supertype), at: offset(position)) }
      guard matches(own.composite, above.composite) else {
        throw CoreModuleError(
          .supertypeMismatch(UInt32(truncatingIfNeeded: start + position), supertype: supertype), at: offset(position))
      }
    }
  }

  /// Makes sure of what interning asks for.
  private func check(
    _ group: ArraySlice<CoreSubType>, numbers: [UInt32], allowsRecursion: Bool, offset: (Int) -> Int
  ) throws(CoreModuleError) {
    let start = numbers.count
    var depths: [Int] = []
    depths.reserveCapacity(group.count)
    for (position, type) in group.enumerated() {
      let end = allowsRecursion ? start + group.count : start + position
      var unknown: UInt32?
      type.composite.forEachReference { if Int($0) >= end { unknown = $0 } }
      if let unknown { throw CoreModuleError(.unknownIndex(.type, unknown, count: end), at: offset(position)) }
      var depth = 0
      if let supertype = type.supertype {
        let index = Int(supertype)
        guard index < start + position else {
          throw CoreModuleError(.unknownIndex(.type, supertype, count: start + position), at: offset(position))
        }
        depth = (index < start ? subtypingDepth(of: numbers[index]) : depths[index - start]) + 1
        guard depth <= Self.maxSubtypingDepth else {
          throw CoreModuleError(
            .limit("supertypes one above the other", found: depth, maximum: Self.maxSubtypingDepth),
            at: offset(position))
        }
      }
      depths.append(depth)
    }
  }
}
