import CoreTypes
import Testing

@testable import CoreModule

struct DisassemblyTests {
  private typealias B = ModuleBuilder

  @Test(
    arguments: [
      ([0x6A], "i32.add"), ([0x20, 2], "local.get 2"), ([0x3A, 0, 0x84, 0x08], "i32.store8 offset=1028"),
      ([0x28, 2, 0], "i32.load"), ([0x28, 0, 4], "i32.load offset=4 align=1"), ([0x0D, 0], "br_if 0"),
      ([0x10, 3], "call 3"), ([0x11, 2, 0], "call_indirect (type 2)"), ([0x11, 2, 1], "call_indirect 1 (type 2)"),
      ([0x0E, 2, 0, 1, 5], "br_table 0 1 5"), ([0x02, 0x40], "block"), ([0x03, 0x7E], "loop (result i64)"),
      ([0x04, 1], "if (type 1)"), ([0x41, 0x7F], "i32.const -1"),
      ([0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F], "i64.const -9223372036854775808"),
      ([0x43, 0, 0, 0xC0, 0x3F], "f32.const 1.5"), ([0x43, 0, 0, 0xC0, 0x7F], "f32.const nan"),
      ([0x43, 1, 0, 0x80, 0xFF], "f32.const -nan:0x1"), ([0x44, 0, 0, 0, 0, 0, 0, 0xF0, 0xFF], "f64.const -inf"),
      ([0x44, 0, 0, 0, 0, 0, 0, 0, 0x80], "f64.const -0.0"), ([0xD0, 0x6F], "ref.null extern"),
      ([0xD2, 4], "ref.func 4"), ([0x1C, 1, 0x70], "select (result funcref)"), ([0x3F, 0], "memory.size"),
      ([0xFC, 10, 0, 0], "memory.copy"), ([0xFC, 8, 3, 0], "memory.init 3"), ([0xFC, 12, 3, 1], "table.init 1 3"),
      ([0xFC, 14, 1, 0], "table.copy 1 0"), ([0x25, 0], "table.get 0"), ([0xFC, 7], "i64.trunc_sat_f64_u"),
    ] as [([UInt8], String)])
  func printsAnInstruction(_ bytes: [UInt8], _ text: String) throws {
    var reader = InstructionReader(bytes, in: 0..<bytes.count)
    #expect(try reader.next().text(in: bytes) == text)
    #expect(reader.isAtEnd)
  }

  @Test func printsAFunctionWithOffsets() throws {
    let bytes = B.function(parameters: [0x7F], results: [0x7F], [0x20, 0, 0x04, 0x40, 0x01, 0x0B, 0x41, 1])
    let module = try decodeAndValidateModule(bytes)
    let disassembly = try #require(module.disassembly(ofFunction: 0))
    let start = try #require(module.body(ofFunction: 0)).codeStart
    #expect(disassembly.heading == "func 0 (param i32) (result i32)")
    #expect(disassembly.lines.map(\.text) == ["local.get 0", "if", "nop", "end", "i32.const 1", "end"])
    #expect(disassembly.lines.map(\.offset) == [0, 2, 4, 5, 6, 8].map { $0 + start })
    #expect(disassembly.lines.map(\.depth) == [0, 0, 1, 0, 0, 0])
    #expect(disassembly.error == nil)
    #expect(module.disassembly(ofFunction: 1) == nil)
  }

  @Test func disassemblesUpToAFault() throws {
    let module = try decodeModule(B.function([0x01, 0xFF, 0x01]))
    let disassembly = try #require(module.disassembly(ofFunction: 0))
    #expect(disassembly.lines.map(\.text) == ["nop"])
    #expect(disassembly.error?.kind == .unknownOpcode(0xFF))
  }

  private func named(_ names: [UInt8]) throws -> Module {
    let bytes =
      B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [2, 0, 0])
      + B.section(7, B.list([B.name("second") + [0, 1]])) + B.section(10, [2, 2, 0, 0x0B, 4, 1, 1, 0x7F, 0x0B])
    return try decodeAndValidateModule(bytes + names)
  }

  @Test func findsTheFunctionOfAnOffset() throws {
    let names = B.custom("name", B.section(1, B.list([[0] + B.name("first")])))
    let module = try named(names)
    for index in 0..<2 as Range<UInt32> {
      let range = try #require(module.body(ofFunction: index)).range
      for offset in range {
        let location = try #require(module.location(ofByteOffset: offset))
        #expect(location.function == index && location.distance == offset - range.lowerBound)
        #expect(location.functionName == ["first", "second"][Int(index)])
      }
    }
    #expect(module.location(ofByteOffset: 0) == nil)
    #expect(module.location(ofByteOffset: -1) == nil)
    #expect(module.location(ofByteOffset: .max) == nil)
  }

  @Test func readsNames() throws {
    let locals = B.list([[1] + B.list([[0] + B.name("x")])])
    let module = try named(
      B.custom("name", B.section(0, B.name("m")) + B.section(1, B.list([[1] + B.name("f")])) + B.section(2, locals)))
    #expect(module.names.module == "m")
    #expect(module.names.function(1) == "f" && module.names.function(0) == nil)
    #expect(module.names.locals(ofFunction: 1) == [0: "x"])
    #expect(module.names.locals(ofFunction: 0) == [:])
    #expect(module.customSections.map(\.name) == ["name"])
  }

  @Test func readsTheNamesOfOtherIndexSpaces() throws {
    let spaces: [(UInt8, IndexSpace)] = [
      (4, .type), (5, .table), (6, .memory), (7, .global), (8, .elementSegment), (9, .dataSegment), (11, .tag),
    ]
    let maps = spaces.flatMap { B.section($0.0, B.list([[3] + B.name("\($0.1)")])) }
    let labels = B.section(3, B.list([[0] + B.list([[1] + B.name("outer")])]))
    let fields = B.section(10, B.list([[2] + B.list([[0] + B.name("head")])]))
    let module = try named(B.custom("name", labels + maps + fields))
    for (_, space) in spaces {
      #expect(module.names.name(space, 3) == "\(space)" && module.names.name(space, 2) == nil)
    }
    #expect(module.names.labels(ofFunction: 0) == [1: "outer"])
    #expect(module.names.fields(ofType: 2) == [0: "head"] && module.names.fields(ofType: 1).isEmpty)
  }

  @Test func ignoresAMalformedNameSection() throws {
    for contents in [[0xFF], [1, 200], [1, 3, 0xFF, 0xFF, 0xFF], [1, 4, 1, 0, 1, 0xFF], [2, 5, 9, 0, 9, 0, 1]]
      as [[UInt8]]
    {
      let module = try named(B.custom("name", contents))
      #expect(module.names.function(0) == nil)
      #expect(module.names.locals(ofFunction: 0).isEmpty)
      #expect(module.functionName(1) == "second")
    }
  }
}
