import StyledText

/// `1 wrap`, `3 wraps`.
func counted(_ count: some BinaryInteger, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}

/// Lines of a text that others wrote, each fit to print.
func printableLines(of text: String, style: Style = .plain, indent: Int = 0) -> [StyledLine] {
  let margin = String(repeating: " ", count: indent)
  return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
    StyledLine(line.isEmpty ? "" : margin + line.escapingTerminalControls, style)
  }
}
