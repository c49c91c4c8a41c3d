package import Session
package import StyledText

/// Draws what came of all pairs of two 8-bit operands: x to the right, y upwards, several pairs in a cell where the room is
/// small.
///
///      127 .......########
///      111 ......#########
package struct SweepMapView {
  private let map: SweepMap
  /// Whether the operands and their overflow are read with a sign.
  private let isSigned: Bool
  /// Pairs in a cell.
  private let (xs, ys): (Int, Int)

  /// The columns before the cells.
  private static let margin = 6

  /// - Parameters:
  ///   - columns: what there is, for the margin too.
  ///   - rows: what there is, for the axis and the legend too; nil for as many as look right.
  package init(_ map: SweepMap, asSigned isSigned: Bool, columns: Int, rows: Int? = nil) {
    self.map = map
    self.isSigned = isSigned
    let room = columns - Self.margin
    let width = [256, 128, 64, 32].first { $0 <= room } ?? 16
    let height = [width / 4, 64, 32, 16, 8].first { $0 <= width / 4 && $0 <= (rows ?? .max) - 2 } ?? 4
    xs = 256 / width
    ys = 256 / height
  }

  /// The map, its axis, and what its signs mean.
  package var lines: [StyledLine] {
    let rows = stride(from: 255, through: 0, by: -ys).map { top in
      var line = StyledLine(label(top), .dim)
      line.pad(to: Self.margin)
      for left in stride(from: 0, to: 256, by: xs) {
        let cell = cell(left, top)
        line.extend(cell.text, cell.style)
      }
      return line
    }
    return rows + [axis, legend]
  }

  // MARK: - Cells

  private func cell(_ left: Int, _ top: Int) -> StyledRun {
    var (called, overflowed) = (0, 0)
    var all: SweepMap.Cell = []
    let wanted: SweepMap.Cell = isSigned ? .signedOverflow : .unsignedOverflow
    for x in left..<(left + xs) {
      for y in (top - ys + 1)...top {
        let cell = map[bits(x), bits(y)]
        all.formUnion(cell)
        if cell.contains(.called) { called += 1 }
        if cell.contains(wanted) { overflowed += 1 }
      }
    }
    if all.contains(.mismatch) { return StyledRun("!", .error) }
    if all.contains(.trapped) { return StyledRun("x", .error) }
    if called == 0 { return StyledRun(" ", .plain) }
    if overflowed == 0 { return StyledRun(".", .dim) }
    return StyledRun(overflowed == called ? "#" : "+", .overflow)
  }

  /// The bits of the number at a place from 0, the least, to 255.
  private func bits(_ place: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: isSigned ? place - 128 : place)
  }

  // MARK: - Around the map

  private func label(_ place: Int) -> String {
    let text = String(number(place))
    return String(repeating: " ", count: max(0, Self.margin - 1 - text.count)) + text
  }

  private func number(_ place: Int) -> Int { isSigned ? place - 128 : place }

  private var axis: StyledLine {
    var line = StyledLine(String(repeating: " ", count: Self.margin) + String(number(0)), .dim)
    let middle = isSigned ? "0" : "128"
    line.pad(to: Self.margin + 128 / xs)
    line.extend(middle, .dim)
    let last = String(number(255))
    line.pad(to: Self.margin + 256 / xs - last.count)
    line.extend(last, .dim)
    return line
  }

  private var legend: StyledLine {
    var line = StyledLine(String(repeating: " ", count: Self.margin))
    line.extend("\(name(0)) right, \(name(1)) up, \(xs)x\(ys) a cell  ", .dim)
    line.extend(".", .dim)
    line.extend(" fits  ")
    if xs * ys > 1 {
      line.extend("+", .overflow)
      line.extend(" some  ")
    }
    line.extend("#", .overflow)
    line.extend(" overflow")
    if contains(.mismatch) {
      line.extend("  ")
      line.extend("!", .error)
      line.extend(" MISMATCH")
    }
    if contains(.trapped) {
      line.extend("  ")
      line.extend("x", .error)
      line.extend(" trap")
    }
    return line
  }

  private func name(_ index: Int) -> String {
    map.names[index].escapingTerminalControls.elidedInTheMiddle(columns: 12)
  }

  private func contains(_ kind: SweepMap.Cell) -> Bool {
    for x in UInt8.min...UInt8.max {
      for y in UInt8.min...UInt8.max where map[x, y].contains(kind) { return true }
    }
    return false
  }
}
