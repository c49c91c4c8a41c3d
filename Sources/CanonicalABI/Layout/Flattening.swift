package import CoreTypes

/// The core values a type flattens to, as far as they matter: past `maxFlatParameters` everything spills to memory.
///
/// Source: CanonicalABI.md, "Flattening".
package struct FlatTypes: Hashable, Sendable {
  /// The types in order; empty where there are too many.
  package private(set) var types: [CoreValueType]
  /// True past `maxFlatParameters`.
  package private(set) var isTooMany: Bool

  init(_ types: [CoreValueType] = []) {
    isTooMany = types.count > maxFlatParameters
    self.types = isTooMany ? [] : types
  }

  /// How many there are, or one more than the most that count.
  package var count: Int { isTooMany ? maxFlatParameters + 1 : types.count }

  /// Adds those of the next field or element.
  mutating func append(_ other: FlatTypes) {
    guard !isTooMany, !other.isTooMany, types.count + other.types.count <= maxFlatParameters else {
      self = .tooMany
      return
    }
    types += other.types
  }

  /// Lays one case's payload over those of the other cases.
  mutating func join(_ other: FlatTypes) {
    guard !isTooMany, !other.isTooMany else {
      self = .tooMany
      return
    }
    for (index, type) in other.types.enumerated() {
      if index < types.count {
        types[index] = Self.join(types[index], type)
      } else {
        types.append(type)
      }
    }
  }

  /// `count` elements of these one after another.
  func repeated(_ count: Int) -> FlatTypes {
    if types.isEmpty && !isTooMany || count == 0 { return FlatTypes() }
    guard !isTooMany, count <= maxFlatParameters else { return .tooMany }
    var result = FlatTypes()
    for _ in 0..<count { result.append(self) }
    return result
  }

  static var tooMany: FlatTypes {
    var result = FlatTypes()
    result.isTooMany = true
    return result
  }

  /// The core type that can hold values of both.
  static func join(_ a: CoreValueType, _ b: CoreValueType) -> CoreValueType {
    if a == b { return a }
    let are32Bits = [a, b].allSatisfy { $0 == .i32 || $0 == .f32 }
    return are32Bits ? .i32 : .i64
  }
}
