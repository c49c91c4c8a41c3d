import StyledText

/// What is sent before a text in each style, and what ends it.
package struct StylePalette: Hashable, Sendable {
  /// The bytes before a text; a style without an entry is not marked.
  var starts: [Style: [UInt8]]
  /// The bytes that end any style.
  var reset: [UInt8]

  /// No escapes at all.
  package static let none = StylePalette(starts: [:], reset: [])

  /// ECMA-48 with its eight colours, for output that is coloured without a terminal to ask.
  package static let ansi = StylePalette(
    attributes: StyleAttributes(
      bold: Array("\u{1b}[1m".utf8), dim: Array("\u{1b}[2m".utf8), reverse: Array("\u{1b}[7m".utf8),
      reset: Array("\u{1b}[0m".utf8)),
    colors: 8, foreground: { Array("\u{1b}[3\($0)m".utf8) })

  /// Whether nothing is marked.
  package var isEmpty: Bool { starts.isEmpty }

  init(starts: [Style: [UInt8]], reset: [UInt8]) {
    self.starts = starts
    self.reset = reset
  }

  /// The palette of a terminal.
  /// - Parameters:
  ///   - colors: the number of colours it has; with fewer than 8 only attributes are used.
  ///   - foreground: the bytes that set a colour by its index; empty if it cannot.
  init(attributes: StyleAttributes, colors: Int, foreground: (Int) -> [UInt8]) {
    starts = [:]
    reset = attributes.reset
    // Without a way to end a style none can begin.
    guard !reset.isEmpty else { return }
    for style in Style.allCases {
      let look = style.look
      var bytes: [UInt8] = []
      if look.isBold { bytes += attributes.bold }
      if look.isReverse { bytes += attributes.reverse }
      if colors >= 256, let rich = look.rich {
        bytes += foreground(rich)
      } else if colors >= 8, let basic = look.basic {
        bytes += foreground(basic)
      } else if look.isDim {
        bytes += attributes.dim
      }
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

/// How a style looks: attributes, one of 8 colours, one of 256 where there are as many.
private struct StyleLook {
  var isBold = false
  var isDim = false
  var isReverse = false
  var basic: Int?
  var rich: Int?
}

extension Style {
  // Colours that read on black and on white grounds alike; 0-7 are black, red, green, yellow, blue, magenta, cyan, white.
  fileprivate var look: StyleLook {
    switch self {
    case .plain: StyleLook()
    case .dim: StyleLook(isDim: true, rich: 245)
    case .strong: StyleLook(isBold: true)
    case .overflow: StyleLook(isBold: true, basic: 1, rich: 196)
    case .carry: StyleLook(basic: 3, rich: 172)
    case .sign: StyleLook(basic: 5, rich: 133)
    case .value: StyleLook(basic: 6, rich: 37)
    case .type: StyleLook(basic: 4, rich: 68)
    case .keyword: StyleLook(isBold: true, basic: 4, rich: 68)
    case .error: StyleLook(isBold: true, basic: 1, rich: 196)
    case .warning: StyleLook(isBold: true, basic: 3, rich: 172)
    case .help: StyleLook(basic: 2, rich: 71)
    case .current: StyleLook(isReverse: true)
    case .selected: StyleLook(isBold: true)
    case .border: StyleLook(isDim: true, rich: 245)
    case .bracket: StyleLook(isBold: true, basic: 3, rich: 172)
    case .key: StyleLook(isBold: true)
    }
  }
}
