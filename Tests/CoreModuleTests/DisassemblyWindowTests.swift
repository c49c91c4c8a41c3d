import Testing

@testable import CoreModule

struct DisassemblyWindowTests {
  /// Blocks within blocks, so that depth and place are easily got wrong.
  private static let code: [UInt8] = [
    0x02, 0x40, 0x41, 1, 0x1A, 0x03, 0x40, 0x41, 0x80, 0x01, 0x1A, 0x0B, 0x0B, 0x41, 7, 0x1A, 0x01, 0x01,
  ]

  @Test func isAPartOfTheWholeDisassembly() throws {
    let module = try decodeAndValidateModule(ModuleBuilder.function(Self.code))
    let body = try #require(module.body(ofFunction: 0))
    let whole = try #require(module.disassembly(ofFunction: 0))
    for count in 1...(whole.lines.count + 3) {
      for offset in body.code {
        let part = try #require(module.disassembly(ofFunction: 0, around: offset, lineCount: count))
        let middle = try #require(whole.lines.lastIndex { $0.offset <= offset })
        let first = max(0, middle - count / 2)
        let last = min(whole.lines.count, middle + max(1, count - count / 2))
        #expect(part.lines == Array(whole.lines[first..<last]), "\(count) lines around \(offset)")
        #expect(part.heading == whole.heading)
      }
    }
    #expect(module.disassembly(ofFunction: 1, around: 0, lineCount: 5) == nil)
  }

  @Test func aLongFunctionIsReadOnceAndKeptInPart() throws {
    let module = try decodeModule(ModuleBuilder.function([UInt8](repeating: 0x01, count: 1 << 20)))
    let body = try #require(module.body(ofFunction: 0))
    let middle = body.codeStart + 500_000
    let clock = ContinuousClock()
    var found: Disassembly?
    let time = clock.measure { found = module.disassembly(ofFunction: 0, around: middle, lineCount: 401) }
    #expect(found?.lines.count == 401 && found?.lines[200].offset == middle)
    print("disassembly in the middle of 1 MB of code: \(time)")
  }
}
