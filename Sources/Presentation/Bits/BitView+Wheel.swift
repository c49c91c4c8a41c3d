package import BitArithmetic
package import StyledText

/// The numbers of a type on a circle, as two's complement has them: one more than the largest is the smallest.
extension BitView {
  /// An operation as a way around the wheel: where it begins, how far it goes, where it passes the seam, where it ends.
  ///
  /// - Parameter rows: The most lines there may be; below eight it is a line instead of a circle.
  package func wheel(_ facts: OperationFacts, rows: Int = 14) -> [StyledLine] {
    let way = WheelWay(facts)
    let (type, result) = (facts.type, facts.type.decimal(facts.result))
    var marks = [WheelMark(bits: way.end, symbol: "R", style: facts.overflowed ? .overflow : .value)]
    let startsAtX = facts.operation == .add || facts.operation == .sub
    marks.insert(WheelMark(bits: way.start, symbol: startsAtX ? "x" : "0", style: .current), at: 0)
    var texts = [StyledLine("\(type)  \(expression(facts))", .strong)]
    texts.append(StyledLine(startsAtX ? "from x = \(type.decimal(way.start))" : "from 0"))
    texts.append(StyledLine(travel(way)))
    texts.append(StyledLine(crossing(way), way.crossings > 0 ? .overflow : .plain))
    texts.append(StyledLine("to R = \(result)", .value))
    return wheel(WheelDrawing(type: type, way: way, marks: marks, texts: texts), rows: rows)
  }

  /// One integer's place on the wheel.
  ///
  /// - Parameter rows: The most lines there may be; below eight it is a line instead of a circle.
  package func wheel(_ bits: UInt64, _ type: IntegerType, rows: Int = 14) -> [StyledLine] {
    let bits = bits & type.mask
    let texts = [
      StyledLine("\(type)  x = \(type.decimal(bits))", .strong),
      StyledLine("as \(type.counterpart): \(type.counterpart.decimal(bits))"),
      StyledLine(toSeam(bits, type)),
    ]
    let marks = [WheelMark(bits: bits, symbol: "x", style: .current)]
    return wheel(WheelDrawing(type: type, way: nil, marks: marks, texts: texts), rows: rows)
  }

  // MARK: - Words

  /// The same as `wheel(_:rows:)` in sentences.
  package func wheelInWords(_ facts: OperationFacts) -> [StyledLine] {
    let (way, type) = (WheelWay(facts), facts.type)
    let begin = facts.operation == .add || facts.operation == .sub ? type.decimal(way.start) : "0"
    var sentences = [circle(type), "\(expression(facts)): begin at \(begin) and go \(travel(way))."]
    switch way.crossings {
    case 0: sentences.append("The way does not pass the seam.")
    case 1: sentences.append("The way passes the seam once: that is the overflow.")
    default: sentences.append("The way passes the seam \(way.crossings) times: that is the overflow.")
    }
    let result = type.decimal(facts.result)
    sentences.append(facts.overflowed ? "It ends at \(result) instead of \(facts.exact)." : "It ends at \(result).")
    return sentences.flatMap { paragraph($0) }
  }

  /// The same as `wheel(_:_:rows:)` in sentences.
  package func wheelInWords(_ bits: UInt64, _ type: IntegerType) -> [StyledLine] {
    let bits = bits & type.mask
    let other = type.counterpart
    return [
      circle(type), "\(type.decimal(bits)) is \(toSeam(bits, type)).",
      "Read as \(other), the same place is \(other.decimal(bits)).",
    ].flatMap { paragraph($0) }
  }

  /// What the circle is.
  private func circle(_ type: IntegerType) -> String {
    "The numbers of \(type) are a circle of 2^\(type.width). Clockwise is up: from \(type.minimum) to \(type.maximum), "
      + "then over the seam to \(type.minimum) again."
  }

  /// `50 clockwise`.
  private func travel(_ way: WheelWay) -> String {
    guard way.distance.magnitude != 0 else { return "nowhere" }
    let direction = way.distance.isNegative ? "anticlockwise" : "clockwise"
    return "\(way.distance.magnitude) \(direction)"
  }

  private func crossing(_ way: WheelWay) -> String {
    switch way.crossings {
    case 0: "never over the seam"
    case 1: "once over the seam #"
    default: "\(way.crossings) times over the seam #"
    }
  }

  /// How far it is to the seam the shorter way.
  private func toSeam(_ bits: UInt64, _ type: IntegerType) -> String {
    let up = (type.maximumBits &- bits) & type.mask
    let down = (bits &- type.minimumBits) & type.mask
    return up <= down ? "\(up) below max \(type.maximum)" : "\(down) above min \(type.minimum)"
  }

  // MARK: - Drawing

  private func wheel(_ drawing: WheelDrawing, rows: Int) -> [StyledLine] {
    let lines = drawing.ring(columns: columns, rows: rows) ?? drawing.line(columns: columns, rows: rows)
    return lines.map { $0.prefix(columns: columns).withoutTrailingBlanks() }
  }
}
