import BitArithmetic
import ComponentTypes
import Presentation
import Session
import StyledText
import Testing

@testable import Explorer

/// A small generator with a fixed seed, so that a failure can be repeated (SplitMix64).
private struct SeededBits: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

@Suite struct BitsPaneRandomTests {
  private static let keys: [Key] =
    "hjklgGcowWutyr<>nNq e:/z1".map { .character($0) } + [
      .left, .right, .up, .down, .home, .end, .pageUp, .pageDown, .escape, .enter, .tab, .control("c"), .unknown,
    ]

  /// A reply of any kind.
  private static func show(in pane: inout BitsPane, _ random: inout SeededBits) {
    let type = IntegerType.allCases.randomElement(using: &random) ?? .s32
    let operation = IntegerOperation.allCases.randomElement(using: &random) ?? .add
    func bits(_ random: inout SeededBits) -> UInt64 {
      [0, 1, type.signBit, type.mask, type.signBit &- 1, random.next()].randomElement(using: &random) ?? 0
    }
    let facts = OperationFacts(operation, type, bits(&random), bits(&random))
    switch UInt8.random(in: 0..<9, using: &random) {
    case 0: pane.show(BitsSamples.call(.max, Int32(truncatingIfNeeded: random.next())))
    case 1: pane.show(BitsSamples.narrowingCall())
    case 2: pane.show(BitsReply(result: TypedValue(.f64(Double(bitPattern: random.next())), .f64)))
    case 3:
      pane.show(BitsReply(result: TypedValue(.f32(Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))), .f32)))
    case 4: pane.show(ValueReply(result: nil))
    case 5:
      let operation = ReportedOperation(facts: facts, basis: .computed)
      pane.show(CarryReply(result: BitsSamples.value(facts.result, type), operation: operation))
    case 6:
      let parts = (0..<5).map { _ in BitsSamples.value(random.next(), type) }
      pane.show(
        ValueReply(result: TypedValue(.tuple(parts.map(\.value)), ValueType(.tuple(parts.map(\.type))))), input: "f()")
    default: pane.show(ValueReply(result: BitsSamples.value(facts.result, type), operations: [facts, facts]))
    }
  }

  @Test func holdsItsFrameWhateverIsTyped() {
    var random = SeededBits(state: 1)
    var pane = BitsPane()
    let steps = 20_000
    var flips = 0
    for step in 0..<steps {
      if step.isMultiple(of: 60) { Self.show(in: &pane, &random) }
      let columns = Int.random(in: 0...90, using: &random)
      let rows = Int.random(in: 0...20, using: &random)
      switch UInt8.random(in: 0..<10, using: &random) {
      case 0:
        _ = pane.scroll(by: Int.random(in: -30...30, using: &random), columns: columns, rows: rows)
      case 1, 2:
        let (row, column) = (Int.random(in: -1...20, using: &random), Int.random(in: -1...90, using: &random))
        let before = pane.form
        _ = pane.click(row: row, column: column, columns: columns, rows: rows)
        if pane.form != before {
          flips += 1
          var again = pane
          _ = again.apply(.character(" "), columns: columns, rows: rows)
          #expect(again.form == before, "flipping twice restores")
        }
      default:
        let key = Self.keys.randomElement(using: &random) ?? .left
        _ = pane.apply(key, columns: columns, rows: rows)
      }
      guard step.isMultiple(of: 3) else { continue }
      let frame = pane.frame(columns: columns, rows: rows, hasFocus: true)
      var isSound = frame.lines.count <= rows && frame.lines.allSatisfy { $0.displayWidth <= columns }
      if columns > 0 && rows > 0 {
        let cursor = frame.cursor ?? ScreenPosition(row: -1, column: -1)
        isSound = isSound && (0..<rows).contains(cursor.row) && (0..<columns).contains(cursor.column)
      }
      isSound = isSound && pane.levels.count <= 3
      if !isSound {
        Issue.record("step \(step), \(columns)x\(rows): \(frame)")
        return
      }
    }
    #expect(flips > 20)
  }
}
