import CoreModule
import CoreText
import CoreTypes
import DebugInformation
import Testing

/// A module of three functions with a line program in `.debug_line`, and further debugging sections.
private func module(_ program: [UInt8], sections: [String: [UInt8]] = [:]) throws -> Module {
  let custom = sections.merging([".debug_line": program]) { first, _ in first }
    .map { "(@custom \"\($0)\" \"\($1.map(escaped).joined())\")" }.joined(separator: " ")
  // The code section's contents: a count at 0, then for each body its size and no locals: `nop` of the functions stand at
  // 3, 7 and 11, their `end` one further.
  let text = "(module (func nop nop) (func nop nop) (func nop nop \(String(repeating: "nop ", count: 40))) \(custom))"
  return try decodeModule(encodeModule(TokenizedText(text)).bytes, features: .all)
}

private func escaped(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return "\\" + (digits.count < 2 ? "0" : "") + digits
}

/// The file offset of an address.
private func offset(_ address: Int, in module: Module) throws -> Int {
  try #require(module.codeSection).lowerBound + address
}

private func line(_ address: Int, _ module: Module) throws -> String? {
  try LineTable(module).sourceLine(atByteOffset: offset(address, in: module))
    .map { "\($0.file):\($0.line):\($0.column ?? 0)" }
}

private func little(_ value: Int, bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) } }

private func text(_ string: String) -> [UInt8] { Array(string.utf8) + [0] }

/// The standard opcodes' operand counts; special opcodes begin at 13, lines advance by -5 to 8 in a range of 14.
private let shape: [UInt8] = [1, 0xFB, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1]

private func unit(version: Int, files: [UInt8], program: [UInt8], long: Bool = false) -> [UInt8] {
  let size = long ? 8 : 4
  let header = [1] + (version >= 4 ? [1] : []) + shape + files
  let body =
    little(version, bytes: 2) + (version == 5 ? [4, 0] : []) + little(header.count, bytes: size) + header + program
  return (long ? [0xFF, 0xFF, 0xFF, 0xFF] : []) + little(body.count, bytes: size) + body
}

private let plainFiles: [UInt8] =
  text("/src") + text("lib") + [0] + text("add.c") + [1, 0, 0] + text("sum.h") + [2, 0, 0] + text("/abs/x.c") + [
    2, 0, 0,
  ]
  + [0]

/// Line 12, column 5 at 2; line 13 at 3; line 40 of the second file at 7; the end at 10.
private let program: [UInt8] =
  [0, 5, 2] + little(2, bytes: 4) + [3, 11, 5, 5, 1]  // set_address, advance_line, set_column, copy
  + [13 + 14 * 1 + (1 + 5)]  // special: one byte on, one line on
  + [4, 2, 3, 27, 2, 4, 1]  // set_file, advance_line, advance_pc, copy
  + [2, 3, 0, 1, 1]  // advance_pc, end_sequence

@Suite("Line tables")
struct LineTableTests {
  @Test(arguments: [2, 3, 4], [false, true])
  func findsTheLineOfEachByte(version: Int, long: Bool) throws {
    let module = try module(unit(version: version, files: plainFiles, program: program, long: long))
    #expect(try line(1, module) == nil)
    #expect(try line(2, module) == "/src/add.c:12:5")
    #expect(try line(3, module) == "/src/add.c:13:5")
    #expect(try line(6, module) == "/src/add.c:13:5")
    #expect(try line(7, module) == "lib/sum.h:40:5")
    #expect(try line(9, module) == "lib/sum.h:40:5")
    #expect(try line(10, module) == nil)
  }

  @Test func readsVersion5WithStringsOfOtherSections() throws {
    // Directories: a path in .debug_line_str; files: a path in .debug_str, a directory, and a checksum.
    let files: [UInt8] =
      [1, 1, 0x1F, 2] + little(0, bytes: 4) + little(5, bytes: 4)
      + [3, 1, 0x0E, 2, 0x0B, 5, 0x1E, 2]
      + little(0, bytes: 4) + [0] + Array(repeating: 7, count: 16)
      + little(4, bytes: 4) + [1] + Array(repeating: 7, count: 16)
    let sections = [".debug_line_str": text("/top") + text("inc"), ".debug_str": text("a.c") + text("b.h")]
    let module = try module(
      unit(version: 5, files: files, program: [4, 0] + program.map { $0 == 2 ? 2 : $0 }), sections: sections)
    #expect(try line(2, module) == "/top/a.c:12:5")
    let other = try self.file(1, files: files, sections: sections)
    #expect(other == "inc/b.h:12:5")
  }

  private func file(_ number: UInt8, files: [UInt8], sections: [String: [UInt8]]) throws -> String? {
    try line(
      2,
      DebugInformationTests.module(
        unit(version: 5, files: files, program: [4, number] + program), sections: sections))
  }

  @Test func findsAbsoluteNamesAndLinesThatGoBack() throws {
    let module = try module(
      unit(
        version: 4, files: plainFiles,
        program: [0, 5, 2] + little(2, bytes: 4) + [4, 3, 3, 19, 1, 3, 0x7D, 9] + little(4, bytes: 2)
          + [1, 8, 1, 2, 1, 0, 1, 1]))
    #expect(try line(2, module) == "/abs/x.c:20:0")
    #expect(try line(6, module) == "/abs/x.c:17:0")
    #expect(try line(23, module) == "/abs/x.c:17:0")
    #expect(try line(25, module) == nil)
  }

  @Test func skipsWhatALinkerRemoved() throws {
    for gone in [0, 0xFFFF_FFFF, 0xFFFF_FFFE] {
      let dead = [0, 5, 2] + little(gone, bytes: 4) + [3, 11, 1, 2, 8, 0, 1, 1]
      let module = try module(unit(version: 4, files: plainFiles, program: dead + program))
      #expect(try line(2, module) == "/src/add.c:12:5")
      #expect(try line(1, module) == nil)
    }
  }

  @Test func skipsWhatItDoesNotKnow() throws {
    // An unknown extended opcode, a discriminator, set_isa; code of no line.
    let module = try module(
      unit(
        version: 4, files: plainFiles,
        program: [0, 3, 0x80, 1, 2, 0, 2, 4, 9, 12, 3] + program.dropLast(5) + [3, 0x58, 1] + program.suffix(5)))
    #expect(try line(2, module) == "/src/add.c:12:5")
    #expect(try line(8, module) == nil)
    let later = try DebugInformationTests.module(unit(version: 6, files: [], program: []))
    #expect(LineTable(later).isEmpty)
  }

  @Test func readsUnitsAfterAMalformedOne() throws {
    var broken = unit(version: 4, files: plainFiles, program: program)
    broken[4] = 9
    let module = try module(broken + unit(version: 4, files: plainFiles, program: program))
    #expect(try line(2, module) == "/src/add.c:12:5")
  }

  @Test func hasNoLinesWithoutSections() throws {
    let module = try decodeModule(encodeModule(TokenizedText("(module (func nop))")).bytes)
    #expect(LineTable(module).isEmpty)
  }

  /// Every prefix and every changed byte of both versions is read without a crash or a line that is out of range.
  @Test func survivesMangledPrograms() throws {
    let files: [UInt8] = [1, 1, 8, 1] + text("/d") + [2, 1, 8, 2, 0x0B, 1] + text("a.c") + [0]
    for whole in [
      unit(version: 4, files: plainFiles, program: program), unit(version: 5, files: files, program: program),
    ] {
      for count in 0..<whole.count {
        let module = try module(Array(whole.prefix(count)))
        for address in 0..<13 { _ = try line(address, module) }
      }
      for index in whole.indices {
        for byte: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
          var bytes = whole
          bytes[index] = byte
          let module = try module(bytes)
          for address in 0..<13 { _ = try line(address, module) }
        }
      }
    }
  }

  @Test func writesTheLastPartOfAPath() {
    #expect(SourceLine(file: "/a/b/c.c", line: 3).shortText == "c.c:3")
    #expect(SourceLine(file: "c.c", line: 3, column: 9).shortText == "c.c:3:9")
  }
}
