package import StyledText

extension StylePalette {
  /// A line as bytes, without a line end.
  ///
  /// What reaches a terminal passes here, so control characters are escaped whatever came before: a text can never
  /// move the cursor or change a colour.
  package func encode(_ line: StyledLine) -> [UInt8] {
    var bytes: [UInt8] = []
    encode(line, into: &bytes)
    return bytes
  }

  /// Lines as bytes, each with a line feed behind it.
  package func encode(_ lines: [StyledLine]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      encode(line, into: &bytes)
      bytes.append(0x0A)
    }
    return bytes
  }

  func encode(_ line: StyledLine, into bytes: inout [UInt8]) {
    for run in line.runs where !run.text.isEmpty {
      let start = starts[run.style] ?? []
      bytes += start
      bytes += run.text.escapingTerminalControls.utf8
      if !start.isEmpty { bytes += reset }
    }
  }
}
