/// Where a walk that continues shall stop.
package enum Breakpoint: Hashable, Sendable, CustomStringConvertible {
  /// At each instruction whose exact result does not fit, as the watch's rules have it.
  case overflow
  /// Before what traps.
  case trap
  /// At the first instruction of a function of that name: an export, or a core function; where an import is called of
  /// that name where there is no such function.
  case function(String)
  /// Where an import of that name is called, whoever answers.
  case `import`(String)
  /// At the instruction at a file offset.
  case offset(Int)

  /// Reads what stands behind `:break`: `overflow`, `trap`, an offset such as `0x2e` or `46`, `import` and a name,
  /// otherwise a name.
  ///
  /// A function that is called like one of the words is named in quotes, which the caller has taken away.
  init?(_ text: String, isQuoted: Bool = false) {
    guard !text.isEmpty else { return nil }
    if !isQuoted {
      switch text {
      case "overflow":
        self = .overflow
        return
      case "trap":
        self = .trap
        return
      default: break
      }
      if text.first?.isNumber == true {
        guard let offset = Self.offset(text) else { return nil }
        self = .offset(offset)
        return
      }
    }
    self = .function(text)
  }

  /// A file offset, decimal or hexadecimal with `0x`.
  static func offset(_ text: String) -> Int? {
    let digits = text.filter { $0 != "_" }
    guard digits.hasPrefix("0x") else { return digits.allSatisfy(\.isASCIIDigit) ? Int(digits) : nil }
    let hexadecimal = digits.dropFirst(2)
    guard hexadecimal.first?.isHexDigit == true else { return nil }
    return Int(hexadecimal, radix: 16)
  }

  /// As it is written behind `:break`.
  package var description: String {
    switch self {
    case .overflow: "overflow"
    case .trap: "trap"
    case .function(let name): Self.written(name)
    case .import(let name): "import " + Self.written(name)
    case .offset(let offset): "0x" + String(offset, radix: 16)
    }
  }

  private static func written(_ name: String) -> String {
    ["overflow", "trap", "off", "import"].contains(name) || name.first?.isNumber == true || name.contains(" ")
      ? "\"\(name)\"" : name
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
