/// An integer type: its width and its sign.
package struct IntegerType: Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// In bits: 8, 16, 32 or 64.
  package let width: Int
  package let isSigned: Bool

  private init(_ width: Int, isSigned: Bool) {
    self.width = width
    self.isSigned = isSigned
  }

  package static let s8 = IntegerType(8, isSigned: true)
  package static let u8 = IntegerType(8, isSigned: false)
  package static let s16 = IntegerType(16, isSigned: true)
  package static let u16 = IntegerType(16, isSigned: false)
  package static let s32 = IntegerType(32, isSigned: true)
  package static let u32 = IntegerType(32, isSigned: false)
  package static let s64 = IntegerType(64, isSigned: true)
  package static let u64 = IntegerType(64, isSigned: false)

  package static let allCases: [IntegerType] = [.s8, .u8, .s16, .u16, .s32, .u32, .s64, .u64]

  /// The type's name in WIT, such as `s32`.
  package var description: String { (isSigned ? "s" : "u") + String(width) }
}
