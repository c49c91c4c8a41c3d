import CoreTypes
import Testing

@testable import CoreModule

struct TypeSectionTests {
  private typealias B = ModuleBuilder

  @Test func readsRecursionGroups() throws {
    let types = [
      B.functionType([B.i32]), B.recursive([B.structure([[0x63, 1, 1]]), B.array([0x78, 0])]), B.recursive([]),
      B.open(1, B.structure([[0x63, 1, 1], [0x77, 0]])),
    ]
    // The supertype is final.
    #expect(B.fault(types: types) == .supertypeIsFinal(1))
    let module = try decodeModule(B.preamble + B.section(1, B.list(types)))
    #expect(module.recursionGroups == [0..<1, 1..<3, 3..<3, 3..<4])
    #expect(module.types[2] == CoreSubType(.array(CoreFieldType(.i8, isMutable: false))))
    #expect(module.types[3].supertype == 1 && !module.types[3].isFinal)
    #expect(module.functionType(at: 0) == CoreFunctionType([.i32], []))
    #expect(module.functionType(at: 1) == nil && module.functionType(at: 9) == nil)
  }

  @Test func refersOnlyToTypesBeforeTheGroupsEnd() {
    let reference = { (index: UInt8) in B.structure([[0x63, index, 0]]) }
    #expect(B.fault(types: [reference(0)]) == nil)
    #expect(B.fault(types: [reference(1), B.functionType()]) == .unknownIndex(.type, 1, count: 1))
    #expect(B.fault(types: [B.recursive([reference(1), reference(0)])]) == nil)
    #expect(B.fault(types: [B.recursive([reference(2), reference(0)])]) == .unknownIndex(.type, 2, count: 2))
    #expect(B.fault(types: [[0x60, 1, 0x64, 1, 0]]) == .unknownIndex(.type, 1, count: 1))
  }

  @Test func supertypesStandBeforeTheirSubtypes() {
    #expect(B.fault(types: [B.open(0, B.structure([]))]) == .unknownIndex(.type, 0, count: 0))
    let group = B.recursive([B.open(1, B.structure([])), B.open(nil, B.structure([]))])
    #expect(B.fault(types: [group]) == .unknownIndex(.type, 1, count: 0))
    #expect(B.fault(types: [B.recursive([B.open(nil, B.structure([])), B.open(0, B.structure([]))])]) == nil)
    #expect(B.fault(types: [[0x50, 2, 0, 0] + B.structure([])]) == .tooManySupertypes(2))
  }

  @Test func subtypesMatchTheirSupertypes() {
    let base = B.open(nil, B.structure([[B.i32, 0]]))
    #expect(B.fault(types: [base, B.open(0, B.structure([[B.i32, 0], [B.i64, 1]]))]) == nil)
    #expect(B.fault(types: [base, B.open(0, B.structure([]))]) == .supertypeMismatch(1, supertype: 0))
    #expect(B.fault(types: [base, B.open(0, B.structure([[B.i32, 1]]))]) == .supertypeMismatch(1, supertype: 0))
    #expect(B.fault(types: [base, B.open(0, B.array([B.i32, 0]))]) == .supertypeMismatch(1, supertype: 0))
    // An immutable field may be narrower, a mutable one not: eqref is 0x6D, i31ref 0x6C.
    for (mutability, fault) in [(0, nil), (1, .supertypeMismatch(1, supertype: 0))]
      as [(UInt8, CoreModuleError.Kind?)]
    {
      let types = [B.open(nil, B.array([0x6D, mutability])), B.open(0, B.array([0x6C, mutability]))]
      #expect(B.fault(types: types) == fault)
    }
  }

  @Test func boundsHowDeepSupertypesNest() {
    let chain = { (count: Int) in
      (0..<count).map { B.open($0 == 0 ? nil : UInt8($0 - 1), B.structure([])) }
    }
    #expect(B.fault(types: chain(64)) == nil)
    #expect(B.fault(types: chain(65)) == .limit("supertypes one above the other", found: 64, maximum: 63))
    #expect(B.fault(types: [B.recursive(chain(65))]) != nil)
  }

  @Test func functionsAndTagsNeedFunctionTypes() {
    let types = [B.structure([]), B.functionType([], to: [B.i32]), B.functionType()]
    #expect(B.fault(B.module(types: types, of: 0, code: [])) == .wrongKindOfType(0, expected: "a function type"))
    #expect(B.fault(B.module(types: types, tags: [[0, 2]], of: 2, code: [])) == nil)
    #expect(B.fault(B.module(types: types, tags: [[0, 1]], of: 2, code: [])) == .tagResults)
    #expect(
      B.fault(B.module(types: types, tags: [[0, 0]], of: 2, code: []))
        == .wrongKindOfType(0, expected: "a function type"))
    #expect(B.fault(B.module(types: types, tags: [[0, 3]], of: 2, code: [])) == .unknownIndex(.type, 3, count: 3))
  }

  @Test func sameTypesInOtherGroupsAreTheSame() {
    // Two equal function types: a reference to a function of one is one to the other.
    let types = [B.functionType(), B.functionType(), [0x60, 0, 1, 0x64, 1]]
    let function0 =
      B.preamble + B.section(1, B.list(types)) + B.section(3, [2, 0, 2])
      + B.section(9, [1, 3, 0, 1, 0]) + B.section(10, B.list([B.sized([0, 0x0B]), B.sized([0, 0xD2, 0, 0x0B])]))
    #expect(B.fault(function0) == nil)
  }

  @Test func tablesOfReferencesWithoutNullNeedAnInitializer() {
    let types = [B.functionType()]
    let table: [UInt8] = [0x64, 0x70, 0, 1]
    let expected = PackedValueType(CoreReferenceType(isNullable: false, heap: .func))
    #expect(B.fault(B.module(types: types, tables: [table], code: [])) == .noDefault(expected))
    let initialized: [UInt8] = [0x40, 0] + table + [0xD2, 0, 0x0B]
    #expect(B.fault(B.module(types: types, tables: [initialized], code: [])) == nil)
    #expect(
      B.fault(B.module(types: types, tables: [[0x40, 0] + table + [0xD0, 0x70, 0x0B]], code: []))
        == .typeMismatch(expected: expected, found: .funcref))
    #expect(B.fault(B.module(types: types, tables: [[0x40, 1] + table], code: [])) == .zeroByteExpected)
  }

  @Test func readsCompactImports() throws {
    let types = B.preamble + B.section(1, [1, 0x60, 0, 0])
    let several = B.name("m") + B.name("") + [0x7F] + B.list([B.name("f") + [0, 0], B.name("g") + [3, B.i32, 0]])
    let sharing = B.name("m") + B.name("") + [0x7E, 0, 0] + B.list([B.name("h"), B.name("i")])
    let module = try decodeAndValidateModule(types + B.section(2, B.list([several, sharing])))
    #expect(module.imports.map(\.name) == ["f", "g", "h", "i"] && module.imports.allSatisfy { $0.module == "m" })
    #expect(module.importedFunctionCount == 3 && module.importedGlobalCount == 1)
    #expect(
      B.fault(types + B.section(2, B.list([several])), features: .wasm3) == .unsupported(.compactImports))
  }
}
