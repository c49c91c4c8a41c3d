import StyledText

/// A part of long texts that stand above each other: the same part of each, around a place in all of them.
struct TextWindow {
  /// The columns that there are.
  private let columns: Int
  /// The first scalar that is shown; more than 0 where something is left out before it.
  private let start: Int

  /// - Parameter place: the scalar that has to be in it; nil for the beginning.
  init(columns: Int, around place: Int?) {
    self.columns = columns
    // Two columns for what is left out at either end; what comes before the place is context.
    let room = max(4, columns - 6)
    start = place.map { $0 < room ? 0 : $0 - room / 2 } ?? 0
  }

  private var lead: String { start > 0 ? ".." : "" }

  /// The part of a text, with `..` where it goes on.
  func cut(_ text: String) -> String {
    let whole = lead + Self.scalars(text, from: start)
    let shown = StyledLine(whole).prefix(columns: columns).plainText
    guard shown.unicodeScalars.count < whole.unicodeScalars.count else { return shown }
    return StyledLine(whole).prefix(columns: max(0, columns - 2)).plainText + ".."
  }

  /// In which column of the cut text a scalar stands.
  func column(of place: Int, in text: String) -> Int {
    let before = Self.scalars(text, from: start).unicodeScalars.prefix(max(0, place - start))
    return min(columns - 1, (lead + String(String.UnicodeScalarView(before))).displayWidth)
  }

  private static func scalars(_ text: String, from start: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(start)))
  }
}
