import Session
import StyledText
import Testing

@testable import Presentation

@Suite struct SweepMapTests {
  /// A map in which x and y overflow where a closure says.
  private func map(_ cell: (UInt8, UInt8) -> SweepMap.Cell) -> SweepMap {
    var map = SweepMap(names: ["x", "y"])
    for x in UInt8.min...UInt8.max {
      for y in UInt8.min...UInt8.max { map[x, y] = cell(x, y) }
    }
    return map
  }

  private func rows(_ map: SweepMap, asSigned isSigned: Bool, columns: Int, rows: Int? = nil) -> [String] {
    SweepMapView(map, asSigned: isSigned, columns: columns, rows: rows).lines.map(\.plainText)
  }

  @Test func putsEveryPairInItsCell() {
    // One pair of each corner, by its bits.
    let map = map { x, y in
      if x == 0x7f, y == 0x7f { return [.called, .signedOverflow] }
      if x == 0x80, y == 0x80 { return [.called, .mismatch] }
      return x == 0x80 && y == 0x7f ? [.called, .trapped] : .called
    }
    let signed = rows(map, asSigned: true, columns: 300)
    #expect(signed.count == 66 && signed.allSatisfy { $0.displayWidth <= 300 })
    #expect(signed[0].hasPrefix("  127 x.") && signed[0].hasSuffix(".+"))
    #expect(signed[63].hasPrefix(" -125 !."))
    #expect(signed[65].contains("1x4 a cell") && signed[65].contains("! MISMATCH") && signed[65].contains("x trap"))
    // Without a sign 0x7f and 0x80 are neighbours in the middle.
    let unsigned = rows(map, asSigned: false, columns: 300)
    #expect(unsigned[0].hasPrefix("  255 ...") && unsigned[31].dropFirst(6).dropFirst(128).first == "!")
    #expect(unsigned[32].dropFirst(6).dropFirst(128).first == "x")
  }

  @Test(arguments: [(60, nil), (80, nil), (80, 20), (134, nil), (160, 30), (20, 8), (300, 10)])
  func fitsWhatRoomThereIs(columns: Int, height: Int?) {
    let map = map { x, y in x > 200 && y > 200 ? [.called, .unsignedOverflow] : .called }
    let lines = rows(map, asSigned: false, columns: columns, rows: height)
    if let height { #expect(lines.count <= max(height, 6)) }
    // The legend may be wider where there is hardly any room.
    #expect(lines.dropLast().allSatisfy { $0.displayWidth <= max(columns, 22) })
    #expect(lines[0].contains("#") || lines[0].contains("+"))
    #expect(lines[0].contains("."))
  }

  @Test func showsWhatWasNotTriedAsNothing() {
    let lines = rows(SweepMap(names: ["x", "y"]), asSigned: true, columns: 80)
    #expect(lines[0].dropFirst(6).allSatisfy { $0 == " " })
  }
}
