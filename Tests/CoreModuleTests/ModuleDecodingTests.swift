import CoreTypes
import Testing

@testable import CoreModule

struct ModuleDecodingTests {
  private typealias B = ModuleBuilder

  @Test func readsTheEmptyModule() throws {
    let module = try decodeAndValidateModule(B.preamble)
    #expect(module.functions.isEmpty && module.exports.isEmpty && module.range == 0..<8)
  }

  @Test func putsImportsFirst() throws {
    let imports = B.list([
      B.name("host") + B.name("f") + [0x00, 0], B.name("host") + B.name("t") + [0x01, 0x6F, 1, 1, 2],
      B.name("host") + B.name("m") + [0x02, 0, 3], B.name("host") + B.name("g") + [0x03, 0x7E, 1],
    ])
    let bytes =
      B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(2, imports) + B.section(3, [1, 0])
      + B.section(4, [1, 0x70, 0, 7]) + B.section(6, [1, 0x7F, 0, 0x41, 5, 0x0B])
      + B.section(7, B.list([B.name("run") + [0, 1]])) + B.section(8, [1]) + B.section(10, [1, 2, 0, 0x0B])
    let module = try decodeAndValidateModule(bytes)
    #expect(module.importedFunctionCount == 1 && module.functions == [0, 0])
    #expect(module.tables.map(\.element) == [.externref, .funcref])
    #expect(module.tables.map(\.limits) == [CoreLimits(minimum: 1, maximum: 2), CoreLimits(minimum: 7)])
    #expect(module.memories == [CoreMemoryType(limits: CoreLimits(minimum: 3))])
    #expect(module.globals == [CoreGlobalType(.i64, isMutable: true), CoreGlobalType(.i32, isMutable: false)])
    #expect(module.imports.map(\.name) == ["f", "t", "m", "g"])
    #expect(module.start == 1 && module.exports.first?.name == "run")
    #expect(module.body(ofFunction: 0) == nil && module.body(ofFunction: 1)?.code.count == 1)
    #expect(module.body(ofFunction: 2) == nil)
    #expect(module.globalInitializers.first.map { Array(module.bytes[$0.range]) } == [0x41, 5, 0x0B])
  }

  @Test func givesOffsetsInTheWholeFile() throws {
    let inner = B.function([0x41, 1])
    let before = [UInt8](repeating: 0xEE, count: 100)
    let error = #expect(throws: CoreModuleError.self) {
      try decodeAndValidateModule(before + inner + before, in: 100..<100 + inner.count)
    }
    let alone = #expect(throws: CoreModuleError.self) { try decodeAndValidateModule(inner) }
    #expect(error?.kind == .operandsLeftOver(count: 1))
    #expect(error?.offset == (alone?.offset ?? 0) + 100)
    #expect(inner[alone?.offset ?? 0] == 0x0B)
  }

  @Test func clampsARangeToTheFile() {
    #expect(throws: CoreModuleError.self) { try decodeModule([1, 2, 3], in: 2..<400) }
    #expect(throws: CoreModuleError.self) { try decodeModule([], in: 7..<9) }
  }

  @Test(
    arguments: [
      ([], .unexpectedEnd), ([0x00, 0x61, 0x73, 0x6E, 1, 0, 0, 0], .badMagic),
      ([0x00, 0x61, 0x73, 0x6D, 2, 0, 0, 0], .badVersion(2)), ([0x00, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0], .isComponent),
      (B.preamble + [0x0E, 0], .unknownSection(14)), (B.preamble + [0x01], .unexpectedEnd),
      (B.preamble + [0x01, 0xFF], .unexpectedEnd), (B.preamble + B.section(13, [1, 1]), .malformedTagAttribute(1)),
      (B.preamble + B.section(3, [0]) + B.section(1, [0]), .sectionOutOfOrder(.type)),
      (B.preamble + B.section(1, [0]) + B.section(1, [0]), .repeatedSection(.type)),
      (B.preamble + B.section(1, [0, 0]), .sectionSizeMismatch(.type)),
      (B.preamble + B.section(1, [1, 0x5F, 1, 0x7F, 2]), .malformedMutability(2)),
      (B.preamble + B.section(1, [1, 0x61]), .malformedTypeForm(0x61)),
      (B.preamble + B.section(1, [1, 0x60, 1, 0x63, 0x40, 0]), .malformedHeapType(0x40)),
      (B.preamble + B.section(1, [1, 0x60, 1, 0x11, 0]), .malformedValueType(0x11)),
      (B.preamble + B.section(1, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]), .unexpectedEnd),
      (
        B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [1, 0]),
        .functionCountMismatch(functions: 1, bodies: 0)
      ),
      (B.preamble + B.section(10, [1, 2, 0, 0x0B]), .functionCountMismatch(functions: 0, bodies: 1)),
      (B.preamble + B.section(12, [1]), .dataCountMismatch(declared: 1, segments: 0)),
      (B.preamble + B.section(5, [1, 8, 0, 64]), .unsupported(.customPageSizes)),
      (B.preamble + B.section(4, [1, 0x70, 2, 0]), .malformedLimits(2)),
      (B.preamble + B.section(5, [1, 0x20, 0]), .malformedLimits(0x20)),
      (B.preamble + B.section(6, [1, 0x7F, 2]), .malformedMutability(2)),
      (B.preamble + B.section(9, [1, 8]), .malformedSegmentFlags(8)),
      (B.preamble + B.section(0, [5, 0x61]), .unexpectedEnd), (B.preamble + B.section(0, [1, 0xFF]), .malformedUTF8),
    ] as [([UInt8], CoreModuleError.Kind)])
  func refusesAMalformedModule(_ bytes: [UInt8], _ kind: CoreModuleError.Kind) {
    #expect(ModuleBuilder.fault(bytes) == kind)
  }

  @Test func readsEveryFormOfSegment() throws {
    let offset: [UInt8] = [0x41, 2, 0x0B]
    let elements = B.list([
      [0] + offset + [1, 0], [1, 0, 1, 0], [2, 0] + offset + [0, 1, 0], [3, 0, 1, 0],
      [4] + offset + [1, 0xD2, 0, 0x0B], [5, 0x6F, 1, 0xD0, 0x6F, 0x0B],
      [6, 0] + offset + [0x70, 1, 0xD0, 0x70, 0x0B],
      [7, 0x70, 0],
    ])
    let data = B.list([[0] + offset + [1, 9], [1, 2, 8, 7], [2, 0] + offset + [0]])
    let bytes =
      B.preamble + B.section(1, [1, 0x60, 0, 0]) + B.section(3, [1, 0]) + B.section(4, [1, 0x70, 0, 9])
      + B.section(5, [1, 0, 1]) + B.section(9, elements) + B.section(10, [1, 2, 0, 0x0B]) + B.section(11, data)
    let module = try decodeAndValidateModule(bytes)
    #expect(module.elements.map(\.count) == [1, 1, 1, 1, 1, 1, 1, 0])
    #expect(
      module.elements.map(\.type.heap) == [
        .func, .func, .func, .func, .func, .extern, .func, .func,
      ])
    #expect(module.elements[1].mode == .passive && module.elements[3].mode == .declarative)
    #expect(module.elements[7].mode == .declarative)
    guard case .active(0, let expression) = module.elements[6].mode else {
      Issue.record("not active")
      return
    }
    #expect(Array(module.bytes[expression.range]) == [0x41, 2, 0x0B])
    #expect(module.data.map { Array(module.bytes[$0.range]) } == [[9], [8, 7], []])
    #expect(module.data[1].mode == .passive)
  }

  @Test func boundsLocals() {
    #expect(B.fault(locals: [1] + B.leb(50_000) + [0x7F], code: []) == nil)
    #expect(
      B.fault(locals: [1] + B.leb(50_001) + [0x7F], code: [])
        == .limit("locals in a function", found: 50_001, maximum: 50_000))
    // Parameters count.
    #expect(
      B.fault(parameters: [0x7F], locals: [1] + B.leb(50_000) + [0x7F], code: [])
        == .limit("locals in a function", found: 50_001, maximum: 50_000))
    let huge: [UInt8] = [2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x7F, 1, 0x7E]
    #expect(B.fault(locals: huge, code: []) == .tooManyLocals(1 << 32))
  }

  @Test func refusesAFunctionPastTheSizeLimit() {
    let code = [UInt8](repeating: 0x01, count: 7_654_321)
    #expect(B.fault(code: code) == .limit("bytes in a function", found: 7_654_323, maximum: 7_654_321))
    #expect(B.fault(code: Array(code.dropLast(2))) == nil)
  }
}
