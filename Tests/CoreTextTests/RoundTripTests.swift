import CoreModule
import CoreText
import Testing

/// What the disassembler prints is text that reads back as the same bytes.
@Suite struct RoundTripTests {
  /// What the instructions of `samples` may refer to.
  private let declarations = """
    (type (func)) (type (struct (field i32))) (type (array i8)) (type (func (param i32) (result i32)))
    (tag (type 0)) (table 1 funcref) (table 1 funcref) (memory 1) (memory 1)
    """

  /// Ways to write an instruction, each with what follows its word.
  private func samples(_ opcode: Opcode) -> [String] {
    switch opcode.immediates {
    case .none, .zeroByte: [""]
    case .blockType: [" end", " (result v128) end", " (result (ref null 1)) end", " (type 3) end"]
    case .tryTable: [" end", " (type 3) (catch 0 1) (catch_ref 0 2) (catch_all 3) (catch_all_ref 0) end"]
    case .label, .function, .local, .global, .table, .element, .data, .tag, .type: [" 0", " 300"]
    case .memory: ["", " 1"]
    case .branchTable: [" 0", " 3 2 1"]
    case .typeAndTable: [" (type 3)", " 1 (type 0)"]
    case .twoTables, .typeAndField, .typeAndCount, .typeAndData, .typeAndElement, .twoTypes: [" 1 0", " 2 7"]
    case .twoMemories: ["", " 1 0"]
    case .elementAndTable, .dataAndMemory: [" 1", " 1 5"]
    case .castType: [" (ref 1)", " (ref null any)", " funcref"]
    case .branchCast: [" 2 (ref null any) (ref i31)", " 0 (ref eq) (ref null 1)"]
    case .memoryArgument: ["", " offset=18446744073709551615", " 1 offset=8 align=1", " 1"]
    case .memoryArgumentAndLane: [" 1", " offset=8 2", " 1 0", " 1 align=1 3"]
    case .lane: [" 0", " 255"]
    case .v128: [" i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 255", " f64x2 -nan 1e300"]
    case .lanes: [" 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 31"]
    case .i32: [" 0", " -2147483648", " 64"]
    case .i64: [" -1", " 0x7fff_ffff_ffff_ffff"]
    case .f32: [" 0.1", " -0", " inf", " nan", " -nan:0x1", " 0x1p-149", " 3.4028235e38"]
    case .f64: [" 0.1", " -inf", " nan:0xfffffffffffff", " 0x1p-1074", " 1e-7", " 123456789"]
    case .heapType: [" any", " nofunc", " exn", " 2"]
    case .resultTypes: [" (result i32)", " (result (ref extern))"]
    }
  }

  private func bytes(_ body: String) throws -> [UInt8] {
    try encoded("\(declarations) (func (type 0)\n\(body)\n)")
  }

  @Test(arguments: Opcode.allCases)
  func everyInstructionReadsBack(_ opcode: Opcode) throws {
    // `else` and `end` have no life of their own; `if` has them.
    guard opcode != .else, opcode != .end else { return }
    for sample in samples(opcode) {
      let body = opcode.mnemonic + sample
      let first = try bytes(body)
      let disassembly = try #require(decodeModule(first, features: .all).disassembly(ofFunction: 0))
      #expect(disassembly.error == nil, "\(body)")
      let printed = disassembly.lines.dropLast().map(\.text).joined(separator: "\n")
      #expect(try bytes(printed) == first, "\(body) was printed as \(printed)")
    }
  }

  @Test func plainBlocksReadBack() throws {
    let body = "i32.const 1 if (result i32) i32.const 1 else block br 0 end i32.const 2 end drop"
    let first = try bytes(body)
    let disassembly = try #require(decodeModule(first, features: .all).disassembly(ofFunction: 0))
    #expect(try bytes(disassembly.lines.dropLast().map(\.text).joined(separator: " ")) == first)
  }
}
