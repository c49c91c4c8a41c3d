import BitArithmetic
import ComponentTypes
import Presentation
import Session
import StyledText
import Testing

@Suite struct CompactTests {
  private func reply(_ operation: IntegerOperation, _ type: IntegerType, _ x: UInt64, _ y: UInt64) -> OperationFacts {
    OperationFacts(operation, type, x, y)
  }

  @Test func showsAnOperationInFourLines() {
    let expected = """
      100 + 50 = -106 : s8   !V OVERFLOW s8   V=1   as u8: fits, C=0
           x  0110 0100  0x64
         + y  0011 0010  0x32
      result  1001 0110  0x96
      """
    let facts = OperationFacts(.add, .s8, 100, 50)
    #expect(textOfLines(BitView().compact(facts)) == expected)
    #expect(textOfLines(BitView().compact(facts, rows: 2)).hasSuffix("result  1001 0110  0x96"))
    #expect(BitView().compact(facts, rows: 1).count == 1)
    #expect(BitView().compact(facts, rows: 0).isEmpty)
    #expect(textOfLines(BitView(columns: 40).compact(facts, rows: 1)) == "100 + 50 = -106 : s8   !V OVERFLOW s8")
  }

  @Test func shows64BitsInTwoRows() {
    let expected = """
      0 - 5 = -5 : s64   fits s64   V=0   as u64: wraps, B=1
      result  1111 1111 1111 1111 1111 1111 1111 1111
              1111 1111 1111 1111 1111 1111 1111 1011
      """
    #expect(textOfLines(BitView(columns: 58).compact(OperationFacts(.neg, .s64, 5))) == expected)
  }

  @Test func showsAValueByItsOperationOrItself() {
    let facts = OperationFacts(.add, .s8, 100, 50)
    let value = ValueReply(result: TypedValue(.s8(-106), .s8), operations: [facts])
    #expect(BitView().compact(value) == BitView().compact(facts))
    // The last operation went on into something else: it is not the value's.
    let other = ValueReply(result: TypedValue(.s8(2), .s8), operations: [facts])
    #expect(BitView().compact(other) == BitView().compact(2, .s8))
    #expect(textOfLines(BitView().compact(2, .s8)) == "s8 2   0x02   as u8: 2\n  bits  0000 0010  0x02")
    #expect(BitView().compact(ValueReply(result: TypedValue(.f32(1), .f32))).count == 4)
    #expect(BitView().compact(ValueReply(result: TypedValue(.string("x"), .string))).isEmpty)
    #expect(BitView().compact(ValueReply(result: nil)).isEmpty)
  }

  @Test func fitsEveryWidth() {
    for columns in [20, 33, 40, 58, 80] {
      for type in IntegerType.allCases {
        for operation in IntegerOperation.allCases {
          for rows in 0...5 {
            let lines = BitView(columns: columns).compact(OperationFacts(operation, type, type.mask, 7), rows: rows)
            #expect(lines.count <= min(4, rows) && lines.allSatisfy { $0.displayWidth <= columns })
          }
        }
      }
    }
  }
}

@Suite struct BitGridTests {
  /// The digit in each cell is the bit that the cell is said to hold.
  @Test func knowsTheCellOfEveryBit() {
    func check(_ grid: BitGrid, _ bits: (BitPlace) -> UInt64, count: Int) {
      #expect(grid.cells.count == count)
      for cell in grid.cells {
        let line = Array(grid.lines[cell.position.row].plainText)
        let digit: Character = bits(cell.place) >> UInt64(cell.place.bit) & 1 == 1 ? "1" : "0"
        #expect(line[cell.position.column] == digit)
        #expect(grid.place(at: cell.position) == cell.place)
        #expect(grid.position(of: cell.place) == cell.position)
      }
    }
    for columns in [20, 36, 60, 80] {
      let view = BitView(columns: columns)
      for type in IntegerType.allCases {
        let facts = OperationFacts(.sub, type, 0x1234_5678_9abc_def0, 0x0fed_cba9_8765_4321)
        check(view.operationGrid(facts), { $0.operand == 0 ? facts.x : facts.y }, count: 2 * type.width)
        check(
          view.operationGrid(facts, asComplement: true), { $0.operand == 0 ? facts.x : ~facts.y },
          count: 2 * type.width)
        check(view.integerGrid(facts.x, type), { _ in facts.x }, count: type.width)
      }
      for value in [0.1, -0.0, .infinity, .leastNonzeroMagnitude, .nan] {
        let (wide, narrow) = (FloatFields(value), FloatFields(Float(value)))
        check(view.floatGrid(wide), { _ in wide.bits }, count: 64)
        check(view.floatGrid(narrow), { _ in narrow.bits }, count: 32)
      }
    }
  }
}
