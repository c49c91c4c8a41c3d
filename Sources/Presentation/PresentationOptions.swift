/// How replies are shown.
package struct PresentationOptions: Hashable, Sendable {
  /// The columns there are.
  package var width: Int
  /// Words instead of drawings: no grid, nothing that depends on what stands above what.
  package var isPlain: Bool
  /// Whether integer operations are shown under values at all.
  package var showsBits: Bool
  /// The longest that a value is printed, in UTF-8 bytes.
  package var valueLimit: Int

  /// Whether long sentences are broken at the width, as someone at a prompt reads them; a check compares them whole.
  package var breaksSentences = false

  package init(width: Int = 80, isPlain: Bool = false, showsBits: Bool = true, valueLimit: Int = 1 << 16) {
    self.width = max(20, width)
    self.isPlain = isPlain
    self.showsBits = showsBits
    self.valueLimit = valueLimit
  }
}
