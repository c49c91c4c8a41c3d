import FoundationEssentials
import Session
import Testing

@testable import Presentation

@Suite struct DetailsJSONTests {
  private func lines(_ inputs: [String]) -> [String] {
    let session = Session()
    session.addBuiltInExample()
    return inputs.map { ReplyJSON(session.execute($0)).line }
  }

  @Test func namesEveryKindOfDetails() throws {
    for (input, kind) in [
      (":bits 5:u8", "bits"), (":carry 100:s8 + 50", "carry"), (":next", "step"), (":wheel 5:u8", "wheel"),
      (":why", "why"), (":predict", "score"), (":compare overflowing-add 1 2", "comparison"),
      (":instances", "instances"), (":browse", "browse"), (":vars", "variables"), (":history", "history"),
      (":set", "settings"), (":find add", "found"), (":type 1", "type"), ("overflowing-add", "function"),
      (":wit library", "wit"), (":exports", "exports"), (":help", "help"), (":info overflowing-add", "info"),
      (":use native", "using"), (":reset", "reset"), (":predict 1 + 1", "question"), ("2 0 0", "verdict"),
      (":stub", "stubs"), (":link", "links"),
    ] {
      let session = Session()
      session.addBuiltInExample()
      _ = session.execute(":carry 100:s8 + 50")
      if kind == "verdict" { _ = session.execute(":predict 1 + 1") }
      let line = ReplyJSON(session.execute(input)).line
      #expect(line.contains("\"kind\":\"\(kind)\""), "\(input): \(line)")
      #expect(line.contains("\"details\":{"), "\(input)")
      #expect(!line.contains("\n"))
      #expect(
        (try? JSONDecoder().decode(FixedKeys.self, from: Data(line.utf8)))?.input == input, "\(line)")
    }
  }

  private struct FixedKeys: Decodable {
    var input: String
    var ok: Bool
  }

  @Test func hidesWhatAStepHides() {
    let lines = lines([":carry 100:s8 + 50", ":next"])
    #expect(lines[0].contains(#""carries":"011000000""#))
    #expect(lines[0].contains(#""result":"-106""#))
    #expect(!lines[1].contains("-106"))
    #expect(lines[1].contains(#""step":{"bit":0,"carryIn":0,"carryOut":0,"sum":0,"x":0,"y":0}"#))
  }

  @Test func hidesAPredictionsOutcome() {
    let lines = lines([":predict 100:s8 + 50", "150 1 0"])
    #expect(!lines[0].contains("-106"))
    #expect(lines[0].contains(#""parts":["value","V","C"]"#))
    #expect(lines[1].contains(#"{"part":"value","right":false,"said":"150","truth":"-106"}"#))
    #expect(lines[1].contains(#""value":"-106""#))
    #expect(lines[1].contains(#""score":{"C":{"asked":1,"right":1}"#))
  }

  @Test func carriesTheRowsOfAComparison() {
    let line = lines([":compare overflowing-add 2147483647 1"])[0]
    #expect(line.contains(#""agree":true"#))
    #expect(line.contains(#""firstDifference":null"#))
    #expect(line.contains(#""instance":"native""#) && line.contains(#""instance":"interpreted""#))
    #expect(line.contains(#""value":"(-2147483648, true)""#))
  }

  @Test func writesTheMapOfASweep() throws {
    let line = try #require(lines([":sweep integers.overflowing-add-s8"]).first)
    let map = try #require(try JSONDecoder().decode(SweepLine.self, from: Data(line.utf8)).details.map)
    #expect(map.x == "x" && map.y == "y" && map.rows.count == 256 && map.rows.allSatisfy { $0.utf8.count == 256 })
    #expect(map.digits == ["signed": 1, "unsigned": 2, "mismatch": 4, "trapped": 8])
    func digit(_ x: Int8, _ y: Int8) -> Character {
      Array(map.rows[Int(UInt8(bitPattern: y))])[Int(UInt8(bitPattern: x))]
    }
    #expect(digit(1, 1) == "0" && digit(127, 1) == "1" && digit(-1, 1) == "2" && digit(-128, -1) == "3")
    let edges = try #require(lines([":sweep overflowing-add 10"]).first)
    #expect(try JSONDecoder().decode(SweepLine.self, from: Data(edges.utf8)).details.map == nil)
    let part = try #require(lines([":sweep integers.overflowing-add-s8 10"]).first)
    #expect(
      try JSONDecoder().decode(SweepLine.self, from: Data(part.utf8)).details.map?.rows.first?.contains(".") != false)
  }

  private struct SweepLine: Decodable {
    var details: Details

    struct Details: Decodable { var map: Map? }
    struct Map: Decodable {
      var x: String
      var y: String
      var rows: [String]
      var digits: [String: Int]
    }
  }
}
