internal import BitArithmetic
internal import StyledText

/// Draws integers and floats as bits, in ASCII, for a number of columns.
///
/// Every drawing is a pure function from facts to lines. Up to 80 columns are used; from 80 on, nothing changes any more.
/// Narrower, decimals and hexadecimals move below the bits, and rows of bits get shorter. 60 columns are the least that
/// everything is meant for; less still gives lines, longer than asked where nothing else is possible.
package struct BitView: Hashable, Sendable {
  /// The columns to draw in.
  package let columns: Int

  package init(columns: Int = 80) {
    self.columns = min(80, max(20, columns))
  }

  /// How many columns stand left of the bits: a row's label, and the place of a carry row's first digit.
  static let labelColumns = 10

  /// Where a carry row's first digit stands, counted from 0.
  static let carryOutColumn = 8

  /// How many bits one row holds: as many as fit of 8, 16 and 32, and no more than there are.
  func bitsPerRow(_ width: Int) -> Int {
    for bits in [32, 16] where bits <= width && Self.labelColumns + Self.columns(ofBits: bits) <= columns {
      return bits
    }
    return 8
  }

  /// How many columns so many bits take in groups of four.
  static func columns(ofBits bits: Int) -> Int { bits + bits / 4 - 1 }

  /// Words in one line, continued below where they do not fit.
  func paragraph(_ text: String, _ style: Style = .plain, indent: Int = 2) -> [StyledLine] {
    flow([StyledLine(text, style)], indent: indent, columns: columns)
  }
}
