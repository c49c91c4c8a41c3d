/// When to use colour: `--color auto|always|never`.
package enum ColorChoice: String, Hashable, Sendable, CaseIterable {
  /// On a terminal that has colours, unless `NO_COLOR` is set.
  case auto
  /// Always, even into a file and against `NO_COLOR`.
  case always
  /// Never.
  case never
}

/// What the environment says about the terminal.
package struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`, or nil if it is unset or empty.
  package var type: String?
  /// Whether `NO_COLOR` is set and not empty.
  package var forbidsColor: Bool
  /// Whether `ACCESSIBLE` is set to something other than 0: append-only lines are wanted.
  package var wantsPlainLines: Bool

  package init(type: String? = nil, forbidsColor: Bool = false, wantsPlainLines: Bool = false) {
    self.type = type
    self.forbidsColor = forbidsColor
    self.wantsPlainLines = wantsPlainLines
  }

  /// Reads it from environment variables.
  package init(variables: [String: String]) {
    let type = variables["TERM"] ?? ""
    let accessible = variables["ACCESSIBLE"] ?? ""
    self.init(
      type: type.isEmpty ? nil : type, forbidsColor: !(variables["NO_COLOR"] ?? "").isEmpty,
      wantsPlainLines: !accessible.isEmpty && accessible != "0")
  }
}

extension StylePalette {
  /// The palette to write with.
  /// - Parameters:
  ///   - isTerminal: whether the output is a terminal.
  ///   - capabilities: what the terminal can do; nil for a dumb one, or none.
  package static func chosen(
    _ choice: ColorChoice, in environment: TerminalEnvironment, isTerminal: Bool, capabilities: TerminalCapabilities?
  ) -> StylePalette {
    switch choice {
    case .never: return .none
    case .always:
      // Asked for against all signs: the colours that nearly everything understands.
      guard let palette = capabilities?.palette, !palette.isEmpty else { return .ansi }
      return palette
    case .auto:
      guard isTerminal, !environment.forbidsColor, let capabilities else { return .none }
      return capabilities.palette
    }
  }
}
