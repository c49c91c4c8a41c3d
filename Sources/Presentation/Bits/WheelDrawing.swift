internal import BitArithmetic
internal import StyledText

/// A number that is marked on the wheel.
struct WheelMark {
  let bits: UInt64
  let symbol: Character
  let style: Style
}

/// A wheel with its marks, its way and what stands inside it, to be drawn in an area.
struct WheelDrawing {
  let type: IntegerType
  let way: WheelWay?
  /// Later ones are drawn over earlier ones.
  let marks: [WheelMark]
  /// The lines inside, the most important first, in the order in which they are read.
  let texts: [StyledLine]

  /// The characters of a track's cells, in the track's order.
  private func symbols(_ track: WheelTrack, base: [Character]) -> [(Character, Style)] {
    var symbols = base.map { ($0, Style.dim) }
    let passed = way.map { track.cells(of: $0) } ?? []
    if passed.count > 1 {
      for cell in passed { symbols[cell] = ("*", .carry) }
    }
    symbols[track.opposite] = type.isSigned ? ("0", .strong) : symbols[track.opposite]
    symbols[WheelTrack.seam] = ("#", passed.contains(WheelTrack.seam) ? .overflow : .sign)
    for mark in marks { symbols[track.cell(of: mark.bits)] = (mark.symbol, mark.style) }
    return symbols
  }

  // MARK: - Ring

  /// The ring with a line of numbers above and one below; nil where there is too little room for one.
  func ring(columns: Int, rows: Int) -> [StyledLine]? {
    let height = min(13, rows.isMultiple(of: 2) ? rows - 3 : rows - 2)
    guard height >= 5, let texts = texts(inRows: height - 2) else { return nil }
    // An ellipse loses columns to its curve, so its texts need it wider.
    let inner = max(texts.map(\.displayWidth).max() ?? 0, 20)
    let wanted = height >= 9 ? max(inner + 10, height * 4 + 1) : inner + 6
    let available = columns.isMultiple(of: 2) ? columns - 1 : columns
    let width = min(wanted.isMultiple(of: 2) ? wanted + 1 : wanted, available)
    let left = (columns - width) / 2
    let middle = left + width / 2
    let seamLabel = numbersAtSeam(middle: middle)
    guard width >= inner + 4, seamLabel.displayWidth <= columns else { return nil }
    let ring = WheelRing(rows: height, columns: width)
    guard let track = WheelTrack(count: ring.cells.count, type: type) else { return nil }
    // The track begins at the seam, the ring at its top: a signed type's seam is at the bottom.
    let shift = type.isSigned ? ring.cells.count / 2 : 0
    func ringIndex(_ cell: Int) -> Int { (cell + shift) % ring.cells.count }
    let base = (0..<track.count).map { ring.characters[ringIndex($0)] }

    var grid = Array(repeating: Array(repeating: (Character(" "), Style.plain), count: width), count: height)
    for (cell, symbol) in symbols(track, base: base).enumerated() {
      let place = ring.cells[ringIndex(cell)]
      grid[place.row][place.column] = symbol
    }
    write(texts, into: &grid)

    let oppositeLabel = numbersOpposite(middle: middle)
    var lines = [type.isSigned ? oppositeLabel : seamLabel]
    for row in grid {
      var line = StyledLine(String(repeating: " ", count: left))
      for (character, style) in row { line.extend(String(character), style) }
      lines.append(line)
    }
    lines.append(type.isSigned ? seamLabel : oppositeLabel)
    return lines
  }

  /// The texts in so many lines: the first, and of the others two in one where they are too many. Nil where even so they
  /// are too many.
  private func texts(inRows room: Int) -> [StyledLine]? {
    guard texts.count > room else { return texts }
    var lines = Array(texts.prefix(1))
    for (index, text) in texts.dropFirst().enumerated() {
      if index.isMultiple(of: 2) {
        lines.append(text)
      } else if let last = lines.indices.last {
        lines[last].extend(", ")
        lines[last].extend(text)
      }
    }
    return lines.count <= room ? lines : nil
  }

  /// Puts texts into the middle rows.
  private func write(_ texts: [StyledLine], into grid: inout [[(Character, Style)]]) {
    let width = grid.first?.count ?? 0
    let top = (grid.count - texts.count) / 2
    for (index, line) in texts.enumerated() {
      var column = (width - line.displayWidth) / 2
      for run in line.runs {
        for character in run.text where column > 0 && column < width - 1 {
          grid[top + index][column] = (character, run.style)
          column += 1
        }
      }
    }
  }

  /// The smallest and the largest number on their sides of the seam.
  private func numbersAtSeam(middle: Int) -> StyledLine {
    // At the bottom clockwise runs to the left, at the top to the right.
    let (left, right) =
      type.isSigned
      ? ("min \(type.minimum) ", " max \(type.maximum)") : ("max \(type.maximum) ", " 0")
    var line = StyledLine(String(repeating: " ", count: max(0, middle - left.utf8.count)))
    line.extend(left, .dim)
    line.extend("|", .sign)
    line.extend(right, .dim)
    return line
  }

  /// The numbers opposite the seam.
  private func numbersOpposite(middle: Int) -> StyledLine {
    let (before, number) = type.isSigned ? ("-1 ", "0") : ("", type.decimal(type.signBit))
    let start = type.isSigned ? middle - before.utf8.count : middle - number.utf8.count / 2
    var line = StyledLine(String(repeating: " ", count: max(0, start)))
    line.extend(before + number + (type.isSigned ? " 1" : ""), .dim)
    return line
  }

  // MARK: - Line

  /// The wheel cut open at the seam: a line from the smallest number to the largest, and the texts below it.
  func line(columns: Int, rows: Int) -> [StyledLine] {
    guard rows > 0 else { return [] }
    guard let track = WheelTrack(count: max(4, (columns - 1) / 2 * 2), type: type) else { return [] }
    let symbols = symbols(track, base: Array(repeating: "-", count: track.count))
    var line = StyledLine()
    for (character, style) in symbols { line.extend(String(character), style) }
    // The seam stands at both ends: they are the same place.
    if let seam = symbols.first { line.extend(String(seam.0), seam.1) }
    var ends = StyledLine(type.isSigned ? "min" : "0", .dim)
    let center = type.isSigned ? "0" : "2^\(type.width - 1)"
    ends.pad(to: track.opposite - center.utf8.count / 2)
    ends.extend(center, .dim)
    ends.pad(to: track.count - 2)
    ends.extend("max", .dim)
    let below = flow(texts, separator: ", ", columns: columns)
    switch rows {
    case 1: return [line]
    case 2: return [line] + below.prefix(1)
    default: return [ends, line] + below.prefix(rows - 2)
    }
  }
}
