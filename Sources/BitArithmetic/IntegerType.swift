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

  /// The type of a width and a sign; nil for a width other than 8, 16, 32 and 64 bits.
  package init?(width: Int, isSigned: Bool) {
    guard width == 8 || width == 16 || width == 32 || width == 64 else { return nil }
    self.init(width, isSigned: isSigned)
  }

  /// The type that WIT calls by this name, such as `s32`; nil where it is none.
  package init?(named name: some StringProtocol) {
    guard let type = Self.allCases.first(where: { $0.description == name }) else { return nil }
    self = type
  }

  /// The type's name in WIT, such as `s32`.
  package var description: String { (isSigned ? "s" : "u") + String(width) }

  /// The type of the same width and the given sign.
  package func withSign(_ isSigned: Bool) -> IntegerType { IntegerType(width, isSigned: isSigned) }

  /// The type of the same width and the other sign.
  package var counterpart: IntegerType { withSign(!isSigned) }
}
