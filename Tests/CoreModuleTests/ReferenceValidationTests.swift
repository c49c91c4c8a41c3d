import CoreTypes
import Testing

@testable import CoreModule

struct ReferenceValidationTests {
  private typealias B = ModuleBuilder

  /// Types 0 to 4: the function's; a structure of a mutable i32, an immutable i8 and an immutable reference that is not
  /// null; an array of mutable i8; an array of immutable funcref; a function from i32 to i32.
  private func fault(
    _ code: [UInt8], parameters: [UInt8] = [], results: [UInt8] = [], locals: [UInt8] = [0],
    dataCount: Int? = nil, elements: [[UInt8]] = []
  ) -> CoreModuleError.Kind? {
    let types = [
      B.functionType(parameters, to: results), B.structure([[B.i32, 1], [0x78, 0], [0x64, 0x6D, 0]]),
      B.array([0x78, 1]), B.array([0x70, 0]), B.functionType([B.i32], to: [B.i32]),
    ]
    return B.fault(B.module(types: types, elements: elements, dataCount: dataCount, locals: locals, code: code))
  }

  private func reference(_ heap: CoreHeapType, isNullable: Bool = true) -> PackedValueType {
    PackedValueType(CoreReferenceType(isNullable: isNullable, heap: heap))
  }

  @Test func localsWithoutDefaultAreSetBeforeTheyAreRead() {
    // One local of (ref func); a parameter to set it from.
    let parameter: [UInt8] = [0x64, 0x70]
    let locals: [UInt8] = [1, 1, 0x64, 0x70]
    let check = { (code: [UInt8]) in self.faultOfLocals(parameter, locals, code) }
    #expect(check([0x20, 1, 0x1A]) == .localUnset(1))
    #expect(check([0x20, 0, 0x21, 1, 0x20, 1, 0x1A]) == nil)
    #expect(check([0x20, 0, 0x22, 1, 0x1A, 0x20, 1, 0x1A]) == nil)
    // What is set in a block is forgotten at its end.
    #expect(check([0x02, 0x40, 0x20, 0, 0x21, 1, 0x20, 1, 0x1A, 0x0B, 0x20, 1, 0x1A]) == .localUnset(1))
    #expect(check([0x20, 0, 0x21, 1, 0x02, 0x40, 0x20, 1, 0x1A, 0x0B, 0x20, 1, 0x1A]) == nil)
    // Neither does the one arm of an if count in the other.
    #expect(
      check([0x41, 0, 0x04, 0x40, 0x20, 0, 0x21, 1, 0x05, 0x20, 1, 0x1A, 0x0B]) == .localUnset(1))
    #expect(check([0x00, 0x20, 1, 0x1A]) == .localUnset(1))
  }

  private func faultOfLocals(_ parameter: [UInt8], _ locals: [UInt8], _ code: [UInt8]) -> CoreModuleError.Kind? {
    B.fault(B.module(types: [[0x60, 1] + parameter + [0]], locals: locals, code: code))
  }

  @Test func structuresAreMadeReadAndWritten() {
    // struct.new 1 takes i32, i32 (for i8), (ref eq).
    let make: [UInt8] = [0x41, 0, 0x41, 0, 0x41, 0, 0xFB, 0x1C, 0xFB, 0, 1]
    #expect(fault(make + [0x1A]) == nil)
    #expect(fault(make + [0xFB, 2, 1, 0, 0x1A]) == nil)
    #expect(fault(make + [0xFB, 3, 1, 1, 0x1A]) == nil)
    #expect(fault(make + [0xFB, 2, 1, 1, 0x1A]) == .fieldIsPacked(true))
    #expect(fault(make + [0xFB, 4, 1, 0, 0x1A]) == .fieldIsPacked(false))
    #expect(fault(make + [0xFB, 2, 1, 3, 0x1A]) == .unknownIndex(.field, 3, count: 3))
    #expect(fault(make + [0x41, 1, 0xFB, 5, 1, 0]) == nil)
    #expect(fault(make + [0x41, 1, 0xFB, 5, 1, 1]) == .fieldImmutable)
    #expect(fault([0xFB, 1, 1, 0x1A]) == .noDefault(reference(.eq, isNullable: false)))
    #expect(fault([0xFB, 0, 2]) == .wrongKindOfType(2, expected: "a structure type"))
    #expect(fault([0xFB, 0, 9]) == .unknownIndex(.type, 9, count: 5))
  }

  @Test func arraysAreMadeReadAndWritten() {
    let bytes: [UInt8] = [0x41, 3, 0xFB, 7, 2]
    #expect(fault(bytes + [0x41, 0, 0xFB, 0x0D, 2, 0x1A]) == nil)
    #expect(fault(bytes + [0x41, 0, 0xFB, 0x0B, 2, 0x1A]) == .fieldIsPacked(true))
    #expect(fault(bytes + [0xFB, 0x0F, 0x1A]) == nil)
    #expect(fault([0x41, 1, 0x41, 2, 0xFB, 8, 2, 2, 0x1A]) == nil)
    #expect(fault([0x41, 1, 0xFB, 8, 2, 2, 0x1A]) == .operandMissing(expected: .i32))
    // As many as are asked for are there in unreachable code, in no time.
    #expect(fault([0x00, 0xFB, 8, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x1A]) == nil)
    #expect(fault(bytes + [0x41, 0, 0x41, 7, 0xFB, 0x0E, 2]) == nil)
    #expect(fault([0xD0, 3, 0x41, 0, 0xD0, 0x70, 0xFB, 0x0E, 3]) == .fieldImmutable)
    #expect(fault(bytes + [0x41, 0, 0x41, 7, 0x41, 1, 0xFB, 0x10, 2]) == nil)
    #expect(fault(bytes + [0x41, 0] + bytes + [0x41, 0, 0x41, 1, 0xFB, 0x11, 2, 2]) == nil)
    #expect(fault(bytes + [0x41, 0, 0xD0, 3, 0x41, 0, 0x41, 1, 0xFB, 0x11, 2, 3]) == .arrayElementMismatch)
  }

  @Test func arraysAreFilledFromFittingSegments() {
    let range: [UInt8] = [0x41, 0, 0x41, 1]
    #expect(fault(range + [0xFB, 9, 2, 0, 0x1A], dataCount: 1) == nil)
    #expect(fault(range + [0xFB, 9, 2, 0, 0x1A]) == .dataCountMissing)
    #expect(fault(range + [0xFB, 9, 2, 1, 0x1A], dataCount: 1) == .unknownIndex(.dataSegment, 1, count: 1))
    #expect(fault(range + [0xFB, 9, 3, 0, 0x1A], dataCount: 1) == .arrayOfReferences(true))
    #expect(fault(range + [0xFB, 10, 3, 0, 0x1A], elements: [[1, 0, 1, 0]]) == nil)
    #expect(fault(range + [0xFB, 10, 2, 0, 0x1A], elements: [[1, 0, 1, 0]]) == .arrayOfReferences(false))
    let external: [UInt8] = [5, 0x6F, 0]
    #expect(
      fault(range + [0xFB, 10, 3, 0, 0x1A], elements: [external])
        == .typeMismatch(expected: .funcref, found: .externref))
    #expect(fault([0xD0, 2, 0x41, 0] + range + [0xFB, 0x12, 2, 0], dataCount: 1) == nil)
    #expect(fault([0xD0, 3, 0x41, 0] + range + [0xFB, 0x13, 3, 0], elements: [[1, 0, 1, 0]]) == .fieldImmutable)
  }

  @Test func castsStayInOneHierarchy() {
    #expect(fault([0xD0, 0x6E, 0xFB, 0x14, 1, 0x1A]) == nil)
    #expect(fault([0xD0, 0x6E, 0xFB, 0x16, 1, 0x1A]) == nil)
    #expect(fault([0xD0, 0x70, 0xFB, 0x14, 1, 0x1A]) == .typeMismatch(expected: reference(.any), found: .funcref))
    #expect(fault([0xD0, 0x70, 0xFB, 0x15, 4, 0x1A]) == nil)
    #expect(fault([0xD0, 0x6F, 0xFB, 0x17, 0x72, 0x1A]) == nil)
    #expect(fault([0xD0, 0x6E, 0xFB, 0x14, 9, 0x1A]) == .unknownIndex(.type, 9, count: 5))
    // A cast gives the type that it casts to.
    #expect(fault([0xD0, 0x6E, 0xFB, 0x16, 0x6C], results: [0x6C]) == nil)
    #expect(
      fault([0xD0, 0x6E, 0xFB, 0x17, 0x6C, 0xD4, 0x1A, 0xD0, 0x6E], results: [0x6C])
        == .typeMismatch(expected: reference(.i31), found: reference(.any)))
  }

  @Test func branchesOnCastsSplitTheType() {
    // block (result (ref i31)): br_on_cast 0 anyref (ref i31), then what is left is anyref.
    let block: [UInt8] = [0x02, 0x64, 0x6C, 0xD0, 0x6E]
    #expect(fault(block + [0xFB, 0x18, 1, 0, 0x6E, 0x6C, 0x1A, 0x00, 0x0B, 0x1A]) == nil)
    // Cast to what may be null: the label does not take null.
    #expect(
      fault(block + [0xFB, 0x18, 3, 0, 0x6E, 0x6C, 0x1A, 0x00, 0x0B, 0x1A])
        == .typeMismatch(expected: reference(.i31, isNullable: false), found: reference(.i31)))
    // The other way round: what fails the cast branches, what passes goes on.
    #expect(fault([0x02, 0x6E, 0xD0, 0x6E, 0xFB, 0x19, 1, 0, 0x6E, 0x6C, 0x0B, 0x1A]) == nil)
    #expect(
      fault(block + [0xFB, 0x18, 1, 0, 0x6C, 0x6E, 0x1A, 0x00, 0x0B, 0x1A])
        == .typeMismatch(expected: reference(.i31), found: reference(.any, isNullable: false)))
    #expect(fault(block + [0xFB, 0x18, 4, 0, 0x6E, 0x6C]) == .malformedCastFlags(4))
    #expect(fault([0xD0, 0x6E, 0xFB, 0x18, 0, 0, 0x6E, 0x6C]) == .labelMismatch(expected: 1, found: 0))
  }

  @Test func branchesOnNullPassOnWhatIsNot() {
    #expect(fault([0xD0, 0x6E, 0xD5, 0, 0x1A]) == nil)
    #expect(fault([0xD0, 0x6E, 0xD5, 0], results: [0x6E]) == .operandMissing(expected: reference(.any)))
    #expect(fault([0x41, 0, 0xD5, 0, 0x1A]) == .referenceExpected(found: .i32))
    #expect(fault([0x02, 0x64, 0x6E, 0xD0, 0x6E, 0xD6, 0, 0x00, 0x0B, 0x1A]) == nil)
    #expect(fault([0xD0, 0x6E, 0xD6, 0]) == .labelMismatch(expected: 1, found: 0))
    #expect(fault([0x02, 0x7F, 0xD0, 0x6E, 0xD6, 0, 0x41, 0, 0x0B, 0x1A]) == .referenceExpected(found: .i32))
  }

  @Test func callsThroughReferencesTakeTheirTypes() {
    #expect(fault([0x41, 1, 0xD0, 4, 0x14, 4, 0x1A]) == nil)
    #expect(
      fault([0x41, 1, 0xD0, 0x70, 0x14, 4, 0x1A])
        == .typeMismatch(expected: reference(.concrete(4)), found: .funcref))
    #expect(fault([0xD0, 1, 0x14, 1]) == .wrongKindOfType(1, expected: "a function type"))
    #expect(fault([0x00, 0x14, 4, 0x1A]) == nil)
  }

  @Test func tailCallsGiveWhatTheirFunctionGives() {
    #expect(fault([0x41, 1, 0xD0, 4, 0x15, 4], results: [B.i32]) == nil)
    #expect(fault([0x41, 1, 0xD0, 4, 0x15, 4], results: [B.i64]) == .tailCallResults)
    #expect(fault([0x12, 0], results: [B.i64]) == nil)
    #expect(fault([0x12, 1]) == .unknownIndex(.function, 1, count: 1))
    #expect(fault([0x12, 0, 0x6A, 0x1A]) == nil)
  }

  @Test func unreachableCodeHasReferencesOfAnyType() {
    #expect(fault([0x00, 0xD4], results: [0x6F]) == nil)
    #expect(fault([0x00, 0xD4, 0x6A, 0x1A]) == .typeMismatch(expected: .i32, found: .bottomReference))
    #expect(fault([0x00, 0xD4, 0x41, 0, 0x1B, 0x1A]) == .numberExpected(found: .bottomReference))
    #expect(fault([0x00, 0xFB, 0x1A], results: [0x6E]) == nil)
    #expect(
      fault([0x00, 0xFB, 0x1A], results: [0x6C])
        == .typeMismatch(expected: reference(.i31), found: reference(.any, isNullable: false)))
  }

  @Test func convertsBetweenInsideAndOutside() {
    #expect(fault([0xD0, 0x6F, 0xFB, 0x1A], results: [0x6E]) == nil)
    #expect(fault([0x41, 0, 0xFB, 0x1C, 0xFB, 0x1B, 0xD4, 0x1A]) == nil)
    #expect(fault([0xD0, 0x70, 0xFB, 0x1A, 0x1A]) == .typeMismatch(expected: .externref, found: .funcref))
  }

  @Test func constantsMayMakeObjects() {
    let types = [B.functionType(), B.structure([[B.i32, 0]]), B.array([B.i32, 0])]
    let check = { (globals: [[UInt8]]) in B.fault(B.module(types: types, globals: globals, code: [])) }
    #expect(check([[0x63, 1, 0, 0x41, 1, 0xFB, 0, 1, 0x0B]]) == nil)
    #expect(check([[0x63, 2, 0, 0x41, 1, 0x41, 2, 0xFB, 8, 2, 2, 0x0B]]) == nil)
    #expect(check([[0x6E, 0, 0x41, 1, 0xFB, 0x1C, 0x0B], [0x6F, 0, 0x23, 0, 0xFB, 0x1B, 0x0B]]) == nil)
    #expect(check([[0x6E, 0, 0xD0, 1, 0xFB, 0x16, 1, 0x0B]]) == .notConstant(.refCast))
    // A global sees those before it, not itself and not those that change.
    #expect(check([[B.i32, 0, 0x41, 1, 0x0B], [B.i32, 0, 0x23, 0, 0x0B]]) == nil)
    #expect(check([[B.i32, 0, 0x23, 0, 0x0B]]) == .unknownIndex(.global, 0, count: 0))
    #expect(check([[B.i32, 1, 0x41, 1, 0x0B], [B.i32, 0, 0x23, 0, 0x0B]]) == .globalNotConstant(0))
    #expect(check([[0x63, 9, 0, 0xD0, 1, 0x0B]]) == .unknownIndex(.type, 9, count: 3))
  }
}
