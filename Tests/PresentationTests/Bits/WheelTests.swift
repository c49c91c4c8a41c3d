import BitArithmetic
import Presentation
import StyledText
import Testing

@Suite struct WheelTests {
  @Test func drawsTheWayOverTheSeamAsARing() {
    let expected = """
                                         -1 0 1
                                    ........0........
                             .......                 .......
                         ....                               ....
                       ..             s8  100 + 50              ..
                      .               from x = 100                .
                      .               50 clockwise                .
                      .           once over the seam #            .
                       ..              to R = -106              ..
                         ....                               ....
                             .......                 *x.....
                                    R*******#********
                                   min -128 | max 127
      """
    #expect(textOfLines(BitView(columns: 78).wheel(OperationFacts(.add, .s8, 100, 50))) == expected)
  }

  @Test func drawsABoxWhereRowsAreFew() {
    let expected = """
                          max 255 | 0
               +-----------------R#x-----------------+
               |              u8  3 - 5              |
               |     from x = 3, 5 anticlockwise     |
               |  once over the seam #, to R = 254   |
               +-------------------------------------+
                                 128
      """
    #expect(textOfLines(BitView(columns: 58).wheel(OperationFacts(.sub, .u8, 3, 5), rows: 8)) == expected)
  }

  @Test func cutsTheWheelOpenWhereThereIsRoomForALineOnly() {
    let expected = """
      min      0      max
      #*R------0------x*#
      s8  100 + 50
        from x = 100
      """
    #expect(textOfLines(BitView(columns: 20).wheel(OperationFacts(.add, .s8, 100, 50), rows: 4)) == expected)
  }

  @Test func marksOneInteger() {
    let text = textOfLines(BitView(columns: 60).wheel(200, .s8))
    #expect(text.contains("s8  x = -56"))
    #expect(text.contains("as u8: 200"))
    #expect(text.contains("72 above min -128"))
    #expect(text.contains(".x"))
  }

  @Test func goesRoundMoreThanOnce() {
    let text = textOfLines(BitView(columns: 60).wheel(OperationFacts(.mul, .u8, 100, 9)))
    #expect(text.contains("900 clockwise"))
    #expect(text.contains("3 times over the seam #"))
    #expect(text.contains("to R = 132"))
    #expect(!text.contains("."), "every number was passed")
  }

  @Test func staysOnOneSideWhereNothingWraps() {
    let lines = textOfLines(BitView(columns: 60).wheel(OperationFacts(.add, .s8, 5, 40))).split(separator: "\n")
    #expect(lines.contains { $0.contains("never over the seam") })
    // The way from 5 to 45 lies on the right of 0.
    for line in lines {
      guard let star = line.firstIndex(of: "*") else { continue }
      #expect(line.distance(from: line.startIndex, to: star) > 28)
    }
  }

  @Test func saysTheWayInSentences() {
    let expected = """
      The numbers of s8 are a circle of 2^8. Clockwise is up: from -128 to 127, then
        over the seam to -128 again.
      100 + 50: begin at 100 and go 50 clockwise.
      The way passes the seam once: that is the overflow.
      It ends at -106 instead of 150.
      """
    #expect(textOfLines(BitView().wheelInWords(OperationFacts(.add, .s8, 100, 50))) == expected)
    #expect(textOfLines(BitView().wheelInWords(200, .u8)).contains("200 is 55 below max 255."))
  }

  /// Every operation at boundary values: within the columns and rows asked for, and both ends marked.
  @Test func fitsEveryArea() {
    for (columns, rows) in [(80, 24), (76, 14), (60, 9), (56, 8), (40, 7), (30, 6), (20, 5), (20, 2), (20, 1), (20, 0)]
    {
      let view = BitView(columns: columns)
      for type in IntegerType.allCases {
        let values = [0, 1, 5, type.signBit - 1, type.signBit, type.signBit + 1, type.mask]
        for x in values {
          var drawings = [view.wheel(x, type, rows: rows)]
          for y in values {
            for operation in IntegerOperation.allCases {
              let lines = view.wheel(OperationFacts(operation, type, x, y), rows: rows)
              if rows > 0 && !lines.contains(where: { $0.plainText.contains("R") }) {
                Issue.record("\(operation) \(type) \(x) \(y) in \(columns)x\(rows) has no result")
                return
              }
              drawings.append(lines)
            }
          }
          for lines in drawings {
            let fits = lines.count <= rows && lines.allSatisfy { $0.plainText.utf8.count <= columns }
            let isASCII = lines.allSatisfy { $0.plainText.utf8.allSatisfy { (0x20..<0x7f).contains($0) } }
            if !fits || !isASCII {
              Issue.record("\(columns)x\(rows): \(textOfLines(lines))")
              return
            }
          }
        }
      }
    }
  }

  /// On a ring, larger numbers are never before smaller ones, seen clockwise from the seam.
  @Test func marksNumbersInTheirOrder() {
    for type in [IntegerType.s8, .u8] {
      var last = -1
      for offset in 0..<UInt64(256) {
        let bits = (type.minimumBits &+ offset) & type.mask
        let line = BitView(columns: 41).wheel(bits, type, rows: 1).first?.plainText ?? ""
        let column = line.firstIndex(of: "x").map { line.distance(from: line.startIndex, to: $0) } ?? -1
        #expect(column >= last)
        last = column
      }
      #expect(last == 39)
    }
  }
}
