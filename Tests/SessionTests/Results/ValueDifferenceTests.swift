import ComponentTypes
import Testing

@testable import Session

@Suite struct ValueDifferenceTests {
  private static let point = ValueType(.record([.init("x", .s32), .init("name", .string)]))

  @Test func findsThePathOfTheFirstDifference() throws {
    let list = ValueType(.list(Self.point))
    func point(_ x: Int32, _ name: String) -> ComponentValue { .record([.s32(x), .string(name)]) }
    let a = TypedValue(.list([point(1, "a"), point(2, "b"), point(3, "c")]), list)
    let b = TypedValue(.list([point(1, "a"), point(2, "x"), point(9, "c")]), list)
    let difference = try #require(ValueDifference(a, b))
    #expect(difference.path == "[1].name")
    #expect(difference.first == TypedValue(.string("b"), .string))
    #expect(difference.second == TypedValue(.string("x"), .string))
    #expect(ValueDifference(a, a) == nil)
  }

  @Test func findsWhereAListEnds() throws {
    let list = ValueType(.list(.u8))
    let difference = try #require(
      ValueDifference(TypedValue(.bytes([1, 2]), list), TypedValue(.list([.u8(1), .u8(2), .u8(3)]), list)))
    #expect(difference.path == "[2]")
    #expect(difference.first == nil)
    #expect(difference.second == TypedValue(.u8(3), .u8))
    #expect(ValueDifference(TypedValue(.bytes([1]), list), TypedValue(.list([.u8(1)]), list)) == nil)
  }

  @Test func looksIntoPayloadsAndStopsAtCases() throws {
    let type = ValueType(.result(ok: ValueType(.tuple([.s32, .bool])), error: .string))
    let ok = TypedValue(.ok(.tuple([.s32(1), .bool(true)])), type)
    let other = TypedValue(.ok(.tuple([.s32(1), .bool(false)])), type)
    #expect(try #require(ValueDifference(ok, other)).path == ".1")
    let err = TypedValue(.err(.string("no")), type)
    let difference = try #require(ValueDifference(ok, err))
    #expect(difference.path.isEmpty)
    #expect(difference.second == err)
  }
}
