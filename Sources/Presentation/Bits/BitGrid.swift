package import StyledText

/// A bit of something drawn in bits that can be taken in hand.
package struct BitPlace: Hashable, Sendable {
  /// Whose bit it is: 0 for the first operand, or for the only number there is; 1 for the second operand.
  package var operand: Int
  /// The bit's number; bit 0 is worth 1.
  package var bit: Int

  package init(operand: Int, bit: Int) {
    self.operand = operand
    self.bit = bit
  }
}

/// Bits drawn, with the cell of each that can be taken in hand.
package struct BitGrid: Sendable {
  /// One bit and where it is drawn.
  package struct Cell: Hashable, Sendable {
    package let place: BitPlace
    /// From the upper left corner of the drawing.
    package let position: ScreenPosition
  }

  package var lines: [StyledLine] = []
  /// In reading order: line by line, from the left.
  package private(set) var cells: [Cell] = []

  /// An empty one.
  package init() {}

  mutating func add(_ place: BitPlace, row: Int, column: Int) {
    cells.append(Cell(place: place, position: ScreenPosition(row: row, column: column)))
  }

  /// Where a bit is drawn.
  package func position(of place: BitPlace) -> ScreenPosition? {
    cells.first { $0.place == place }?.position
  }

  /// Which bit is drawn in a cell.
  package func place(at position: ScreenPosition) -> BitPlace? {
    cells.first { $0.position == position }?.place
  }

  /// The bit in the next line of bits below or above a place's, in the nearest column.
  package func neighbour(of place: BitPlace, below: Bool) -> BitPlace? {
    guard let position = position(of: place) else { return nil }
    let rows = cells.map(\.position.row)
    guard let row = below ? rows.filter({ $0 > position.row }).min() : rows.filter({ $0 < position.row }).max() else {
      return nil
    }
    return cells.filter { $0.position.row == row }
      .min { abs($0.position.column - position.column) < abs($1.position.column - position.column) }?.place
  }

  /// The bit before or behind a place's, in reading order.
  package func neighbour(of place: BitPlace, behind: Bool) -> BitPlace? {
    // A number's bits stand in the order of their worth, however many lines they take.
    let next = BitPlace(operand: place.operand, bit: behind ? place.bit - 1 : place.bit + 1)
    return position(of: next) == nil ? nil : next
  }
}
