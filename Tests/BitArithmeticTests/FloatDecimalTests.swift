import BitArithmetic
import Testing

@Suite struct FloatDecimalTests {
  @Test func writesEveryDigit() {
    #expect(FloatFields(0.1).exactDecimal == "0.1000000000000000055511151231257827021181583404541015625")
    #expect(FloatFields(Float(0.1)).exactDecimal == "0.100000001490116119384765625")
    #expect(FloatFields(1.0).exactDecimal == "1")
    #expect(FloatFields(-2.5).exactDecimal == "-2.5")
    #expect(FloatFields(0.0).exactDecimal == "0")
    #expect(FloatFields(-0.0).exactDecimal == "-0")
    #expect(FloatFields(9007199254740992.0).exactDecimal == "9007199254740992")
    #expect(FloatFields(1e22).exactDecimal == "1" + String(repeating: "0", count: 22))
    #expect(FloatFields(Float.greatestFiniteMagnitude).exactDecimal == "340282346638528859811704183484516925440")
    #expect(FloatFields(Double.infinity).exactDecimal == nil)
    #expect(FloatFields(Double.nan).exactDecimal == nil)
    let least = FloatFields(Double.leastNonzeroMagnitude).exactDecimal ?? ""
    #expect(least.hasPrefix("0." + String(repeating: "0", count: 323) + "4940656458412465441765687928682213723650"))
    #expect(least.utf8.count == 1076 && least.hasSuffix("625"))
    #expect(FloatFields(Double.greatestFiniteMagnitude).exactDecimal?.utf8.count == 309)
  }

  @Test func readsBackAsTheSameNumber() {
    var random = SeededGenerator(state: 7)
    for _ in 0..<500 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite, let text = FloatFields(value).exactDecimal else { continue }
      #expect(Double(text)?.bitPattern == value.bitPattern)
    }
  }

  @Test func flipsEachBitAndNoOther() {
    for bit in 0..<64 {
      #expect(FloatFields(0.1).flipping(bit: bit).bits == (0.1).bitPattern ^ 1 << UInt64(bit))
    }
    #expect(FloatFields(Float(1)).flipping(bit: 32) == FloatFields(Float(1)))
    #expect(FloatFields(Float(1)).flipping(bit: -1) == FloatFields(Float(1)))
  }
}
