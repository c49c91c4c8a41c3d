import Testing

@testable import CoreTypes

struct CanonicalTypesTests {
  private func structure(_ heap: CoreHeapType?, isFinal: Bool = true, supertype: UInt32? = nil) -> CoreSubType {
    let fields = heap.map {
      [CoreFieldType(.value(.reference(CoreReferenceType(isNullable: true, heap: $0))), isMutable: false)]
    }
    return CoreSubType(isFinal: isFinal, supertype: supertype, .struct(fields ?? []))
  }

  @Test func givesEquivalentTypesOneNumber() {
    var types = CanonicalTypes()
    var one: [UInt32] = []
    var other: [UInt32] = []
    let function = CoreSubType(CoreFunctionType([.i32], []))
    types.intern([function], numbers: &one)
    types.intern([function], numbers: &one)
    types.intern([structure(nil)], numbers: &other)
    types.intern([function], numbers: &other)
    #expect(one == [0, 0] && other == [1, 0])
    #expect(types.count == 2)
    #expect(types.intern(CoreFunctionType([.i32], [])) == 0)
  }

  @Test func comparesGroupsFromInside() {
    // A list of itself, in two modules where it stands at another index.
    var types = CanonicalTypes()
    var one: [UInt32] = []
    var other: [UInt32] = []
    types.intern([structure(.concrete(0))], numbers: &one)
    types.intern([structure(nil)], numbers: &other)
    types.intern([structure(.concrete(1))], numbers: &other)
    #expect(one == [0] && other == [1, 0])
    // The same structure that points out of its group is another type.
    types.intern([structure(.concrete(0))], numbers: &one)
    #expect(one == [0, 2])
  }

  @Test func tellsMembersOfAGroupApartByTheirPlace() {
    var types = CanonicalTypes()
    var one: [UInt32] = []
    var other: [UInt32] = []
    types.intern([structure(.concrete(1)), structure(.concrete(0))], numbers: &one)
    types.intern([structure(.concrete(0)), structure(.concrete(1))], numbers: &other)
    types.intern([structure(.concrete(3)), structure(.concrete(2))], numbers: &other)
    #expect(one == [0, 1] && other == [2, 3, 0, 1])
  }

  @Test func finalAndOpenTypesDiffer() {
    var types = CanonicalTypes()
    var numbers: [UInt32] = []
    types.intern([structure(nil)], numbers: &numbers)
    types.intern([structure(nil, isFinal: false)], numbers: &numbers)
    #expect(numbers == [0, 1])
  }

  @Test func followsDeclaredSupertypes() {
    var types = CanonicalTypes()
    var numbers: [UInt32] = []
    for depth in 0...UInt32(CanonicalTypes.maxSubtypingDepth) {
      types.intern(
        [structure(nil, isFinal: false, supertype: depth == 0 ? nil : depth - 1)], numbers: &numbers)
    }
    types.intern([structure(nil, supertype: 3)], numbers: &numbers)
    let branch = numbers[64]
    for low in 0..<64 {
      for high in 0..<64 {
        #expect(types.isSubtype(numbers[high], of: numbers[low]) == (high >= low))
      }
      #expect(types.isSubtype(branch, of: numbers[low]) == (low <= 3))
      #expect(!types.isSubtype(numbers[low], of: branch))
    }
    #expect(types.subtypingDepth(of: numbers[63]) == 63)
  }

  @Test func matchesHeapTypesAlongTheirHierarchies() {
    var types = CanonicalTypes()
    var numbers: [UInt32] = []
    types.intern([structure(nil)], numbers: &numbers)
    types.intern([CoreSubType(.array(CoreFieldType(.i8, isMutable: true)))], numbers: &numbers)
    types.intern([CoreSubType(CoreFunctionType([], []))], numbers: &numbers)
    let above: [(CoreHeapType, Set<CoreHeapType>)] = [
      (.any, []), (.eq, [.any]), (.i31, [.any, .eq]), (.struct, [.any, .eq]), (.array, [.any, .eq]),
      (.none, [.any, .eq, .i31, .struct, .array, .concrete(0), .concrete(1)]), (.func, []),
      (.nofunc, [.func, .concrete(2)]), (.extern, []), (.noextern, [.extern]), (.exn, []), (.noexn, [.exn]),
      (.concrete(0), [.any, .eq, .struct]), (.concrete(1), [.any, .eq, .array]), (.concrete(2), [.func]),
    ]
    for (heap, expected) in above {
      for (other, _) in above {
        #expect(types.matches(heap, other) == (heap == other || expected.contains(other)), "\(heap) to \(other)")
      }
    }
  }

  @Test func nullIsOnlyGivenWhereItMayBe() {
    let types = CanonicalTypes()
    let nullable = CoreReferenceType(isNullable: true, heap: .eq)
    let present = CoreReferenceType(isNullable: false, heap: .i31)
    #expect(types.matches(present, nullable))
    #expect(!types.matches(nullable, present))
    #expect(!types.matches(nullable, CoreReferenceType(isNullable: false, heap: .eq)))
    #expect(!types.matches(CoreValueType.i32, .reference(nullable)))
  }

  @Test func functionsTakeMoreAndGiveLess() {
    let types = CanonicalTypes()
    let eq = CoreValueType.reference(CoreReferenceType(isNullable: true, heap: .eq))
    let i31 = CoreValueType.reference(CoreReferenceType(isNullable: true, heap: .i31))
    #expect(types.matches(CoreFunctionType([eq], [i31]), CoreFunctionType([i31], [eq])))
    #expect(!types.matches(CoreFunctionType([i31], [i31]), CoreFunctionType([eq], [eq])))
    #expect(!types.matches(CoreFunctionType([], [eq]), CoreFunctionType([], [i31])))
    #expect(!types.matches(CoreFunctionType([eq], []), CoreFunctionType([], [])))
  }

  @Test func mutableFieldsAndGlobalsMatchExactly() {
    let types = CanonicalTypes()
    let eq = CoreValueType.reference(CoreReferenceType(isNullable: true, heap: .eq))
    let i31 = CoreValueType.reference(CoreReferenceType(isNullable: true, heap: .i31))
    for isMutable in [false, true] {
      let narrow = CoreFieldType(.value(i31), isMutable: isMutable)
      let wide = CoreFieldType(.value(eq), isMutable: isMutable)
      #expect(types.matches(narrow, wide) != isMutable)
      #expect(
        types.matches(CoreGlobalType(i31, isMutable: isMutable), CoreGlobalType(eq, isMutable: isMutable)) != isMutable)
      #expect(!types.matches(wide, narrow))
    }
    #expect(!types.matches(CoreFieldType(.i8, isMutable: true), CoreFieldType(.i16, isMutable: true)))
    #expect(types.matches(.struct([CoreFieldType(.i8, isMutable: true)]), .struct([])))
    #expect(!types.matches(.struct([]), .struct([CoreFieldType(.i8, isMutable: true)])))
  }

  @Test func memoriesAndTablesMatchWithinLimits() {
    let types = CanonicalTypes()
    let memory = CoreMemoryType(limits: CoreLimits(minimum: 2, maximum: 3))
    #expect(types.matches(memory, CoreMemoryType(limits: CoreLimits(minimum: 1))))
    #expect(types.matches(memory, CoreMemoryType(limits: CoreLimits(minimum: 2, maximum: 4))))
    #expect(!types.matches(memory, CoreMemoryType(limits: CoreLimits(minimum: 3))))
    #expect(!types.matches(memory, CoreMemoryType(limits: CoreLimits(minimum: 1, maximum: 2))))
    #expect(!types.matches(CoreMemoryType(limits: CoreLimits(minimum: 2)), memory))
    #expect(!types.matches(memory, CoreMemoryType(limits: memory.limits, isShared: true)))
    #expect(!types.matches(memory, CoreMemoryType(limits: memory.limits, addressType: .i64)))
    #expect(!types.matches(memory, CoreMemoryType(limits: memory.limits, pageSizeLog2: 0)))
    let table = CoreTableType(element: .funcref, limits: CoreLimits(minimum: 1))
    #expect(types.matches(table, table))
    #expect(!types.matches(table, CoreTableType(element: .funcref, limits: table.limits, addressType: .i64)))
    let present = CoreTableType(element: CoreReferenceType(isNullable: false, heap: .func), limits: table.limits)
    #expect(!types.matches(present, table) && !types.matches(table, present))
  }
}
