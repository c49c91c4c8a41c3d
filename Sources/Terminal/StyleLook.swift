import StyledText

/// How a style looks on a terminal with so many colours.
struct StyleLook: Hashable, Sendable {
  var isBold = false
  var isDim = false
  var isReverse = false
  /// The foreground's index, or nil for the terminal's own.
  var color: Int?

  /// How many of a terminal's colours are made use of: 0, 8 or 256.
  static func usable(_ colors: Int) -> Int { colors >= 256 ? 256 : colors >= 8 ? 8 : 0 }
}

extension Style {
  /// The attributes, and of the colours the one there is; only what has no colour is dimmed.
  func look(colors: Int) -> StyleLook {
    let design = design
    var look = StyleLook(isBold: design.isBold, isReverse: design.isReverse)
    switch StyleLook.usable(colors) {
    case 256: look.color = design.rich
    case 8: look.color = design.basic
    default: break
    }
    look.isDim = design.isDim && look.color == nil
    return look
  }

  // Colours that read on black and on white grounds alike; 0-7 are black, red, green, yellow, blue, magenta, cyan, white.
  private var design: StyleDesign {
    switch self {
    case .plain: StyleDesign()
    case .dim: StyleDesign(isDim: true, rich: 245)
    case .strong: StyleDesign(isBold: true)
    case .overflow: StyleDesign(isBold: true, basic: 1, rich: 196)
    case .carry: StyleDesign(basic: 3, rich: 172)
    case .sign: StyleDesign(basic: 5, rich: 133)
    case .value: StyleDesign(basic: 6, rich: 37)
    case .type: StyleDesign(basic: 4, rich: 68)
    case .keyword: StyleDesign(isBold: true, basic: 4, rich: 68)
    case .error: StyleDesign(isBold: true, basic: 1, rich: 196)
    case .warning: StyleDesign(isBold: true, basic: 3, rich: 172)
    case .help: StyleDesign(basic: 2, rich: 71)
    case .current: StyleDesign(isReverse: true)
    case .selected: StyleDesign(isBold: true)
    case .border: StyleDesign(isDim: true, rich: 245)
    case .bracket: StyleDesign(isBold: true, basic: 3, rich: 172)
    case .key: StyleDesign(isBold: true)
    }
  }
}

/// A style on all terminals: attributes, one of 8 colours, one of 256 where there are as many.
private struct StyleDesign {
  var isBold = false
  var isDim = false
  var isReverse = false
  var basic: Int?
  var rich: Int?
}
