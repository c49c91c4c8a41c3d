package import Session
package import StyledText

/// How far a running input has come, in one line.
package struct ProgressView {
  private let progress: Progress

  package init(_ progress: Progress) { self.progress = progress }

  /// `running: 3.2 s, 12,345,678 instructions, fuel left 5,000; Ctrl-C cancels`.
  package var line: StyledLine {
    var facts = "\(Self.seconds(progress.elapsed)) s, \(Self.grouped(progress.instructions)) instructions"
    if let fuel = progress.fuelLeft { facts += ", fuel left \(Self.grouped(fuel))" }
    return StyledLine([
      StyledRun("running: ", .strong), StyledRun(facts), StyledRun("; ", .dim), StyledRun("Ctrl-C", .keyword),
      StyledRun(" cancels", .dim),
    ])
  }

  /// `12,345,678`.
  package static func grouped(_ number: UInt64) -> String {
    var text = ""
    let digits = String(number)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return text
  }

  /// Seconds with one decimal.
  package static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return "\(seconds).\(attoseconds / 100_000_000_000_000_000)"
  }
}
