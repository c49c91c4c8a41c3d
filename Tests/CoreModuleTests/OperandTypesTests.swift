import CoreTypes
import Testing

@testable import CoreModule

/// What the operand stack holds before each instruction.
struct OperandTypesTests {
  /// A function `[i32] -> [i64]`; `at` are offsets from its first instruction.
  private let code: [UInt8] = [
    0x20, 0,  //  0 local.get 0
    0x45,  //     2 i32.eqz
    0x04, 0x7E,  // 3 if (result i64)
    0x42, 7,  //  5 i64.const 7
    0x0F,  //     7 return
    0x1A,  //     8 drop, which nothing reaches
    0x05,  //     9 else
    0xD0, 0x70,  // 10 ref.null func
    0xD1,  //    12 ref.is_null
    0xAC,  //    13 i64.extend_i32_s
    0x0B,  //    14 end
    0x42, 1,  // 15 i64.const 1
    0x7C,  //    17 i64.add
  ]

  private func module() throws -> (Module, start: Int) {
    let bytes = ModuleBuilder.function(parameters: [0x7F], results: [0x7E], code)
    let module = try decodeAndValidateModule(bytes)
    return (module, try #require(module.body(ofFunction: 0)).codeStart)
  }

  private static let funcref = CoreValueType.reference(CoreReferenceType(isNullable: true, heap: .func))
  private static let expected: [(at: Int, types: [CoreValueType]?)] = [
    (0, []), (2, [.i32]), (3, [.i32]), (5, []), (7, [.i64]), (8, nil), (10, []), (12, [funcref]), (13, [.i32]),
    (14, [.i64]), (15, [.i64]), (17, [.i64, .i64]), (18, [.i64]),
  ]

  @Test func everyInstructionHasItsTypes() throws {
    let (module, start) = try module()
    var types = OperandTypes(module)
    for (at, expected) in Self.expected { #expect(types.before(start + at) == expected, "at \(at)") }
  }

  @Test func questionsMayComeInAnyOrder() throws {
    let (module, start) = try module()
    for (first, _) in Self.expected {
      for (at, expected) in Self.expected {
        var types = OperandTypes(module)
        _ = types.before(start + first)
        #expect(types.before(start + at) == expected, "at \(at) after \(first)")
        #expect(types.before(start + at) == expected, "again at \(at)")
      }
    }
  }

  @Test func noInstructionHasNoTypes() throws {
    let (module, start) = try module()
    var types = OperandTypes(module)
    // Inside an instruction, behind the function, and outside of the code.
    for offset in [start + 1, start + 16, start + 19, 0, -1, .max] { #expect(types.before(offset) == nil) }
    #expect(types.before(start + 2) == [.i32])
  }
}
