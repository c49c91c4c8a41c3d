import StyledText

/// What is sent before a text in each style, and what ends it.
package struct StylePalette: Hashable, Sendable {
  /// The bytes before a text; a style without an entry is not marked.
  var starts: [Style: [UInt8]]
  /// The bytes that end any style.
  var reset: [UInt8]
  /// How many colours it uses: 0, 8 or 256.
  var colors: Int

  /// No escapes at all.
  package static let none = StylePalette(starts: [:], reset: [], colors: 0)

  /// ECMA-48 with its eight colours, for output that is coloured without a terminal to ask.
  package static let ansi = StylePalette(
    attributes: StyleAttributes(
      bold: Array("\u{1b}[1m".utf8), dim: Array("\u{1b}[2m".utf8), reverse: Array("\u{1b}[7m".utf8),
      reset: Array("\u{1b}[0m".utf8)),
    colors: 8, foreground: { Array("\u{1b}[3\($0)m".utf8) })

  /// Whether nothing is marked.
  package var isEmpty: Bool { starts.isEmpty }

  init(starts: [Style: [UInt8]], reset: [UInt8], colors: Int) {
    self.starts = starts
    self.reset = reset
    self.colors = colors
  }

  /// The palette of a terminal.
  /// - Parameters:
  ///   - colors: the number of colours it has; with fewer than 8 only attributes are used.
  ///   - foreground: the bytes that set a colour by its index; empty if it cannot.
  init(attributes: StyleAttributes, colors: Int, foreground: (Int) -> [UInt8]) {
    starts = [:]
    reset = attributes.reset
    self.colors = StyleLook.usable(colors)
    // Without a way to end a style none can begin.
    guard !reset.isEmpty else { return }
    for style in Style.allCases {
      let look = style.look(colors: colors)
      var bytes: [UInt8] = []
      if look.isBold { bytes += attributes.bold }
      if look.isReverse { bytes += attributes.reverse }
      if look.isDim { bytes += attributes.dim }
      if let color = look.color { bytes += foreground(color) }
      if !bytes.isEmpty { starts[style] = bytes }
    }
  }
}

/// The bytes that turn attributes on, and the one that turns all off; empty where the terminal has none.
struct StyleAttributes {
  var bold: [UInt8] = []
  var dim: [UInt8] = []
  var reverse: [UInt8] = []
  var reset: [UInt8] = []
}
