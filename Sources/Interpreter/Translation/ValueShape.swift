import CoreTypes

/// How many slots each of some values takes: what the translator needs to know of a list of types.
struct ValueShape {
  let count: Int
  /// Whether each is a v128; nil where none is, which is nearly always.
  private let wide: [Bool]?

  static let empty = ValueShape(count: 0, wide: nil)

  private init(count: Int, wide: [Bool]?) {
    self.count = count
    self.wide = wide
  }

  init(_ types: [CoreValueType]) {
    self.init(count: types.count, wide: types.contains(.v128) ? types.map { $0 == .v128 } : nil)
  }

  init(one isWide: Bool) {
    self.init(count: 1, wide: isWide ? [true] : nil)
  }

  func isWide(_ index: Int) -> Bool { wide?[index] ?? false }

  /// How many slots all of them take.
  var slotCount: Int {
    guard let wide else { return count }
    return wide.reduce(0) { $0 + ($1 ? 2 : 1) }
  }
}
