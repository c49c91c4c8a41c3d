import ComponentTypes
import Testing

@testable import ComponentRuntime

/// Handles anywhere in a value.
@Suite struct HandleMappingTests {
  private static let resource = ResourceType("thing")
  private static let own = ValueType(.own(resource))
  private static let borrow = ValueType(.borrow(resource))

  @Test func everyHandleOfAValueGetsAnotherNumber() {
    let (own, borrow) = (Self.own, Self.borrow)
    let type = ValueType(
      .record([
        .init("list", ValueType(.list(own))), .init("pair", ValueType(.tuple([.u32, borrow]))),
        .init("fixed", ValueType(.list(ValueType(.fixedLengthList(own, length: 1))))),
        .init("case", ValueType(.variant([.init("none"), .init("one", own)]))),
        .init("some", ValueType(.option(own))), .init("none", ValueType(.option(own))),
        .init("ok", ValueType(.result(ok: own, error: nil))), .init("err", ValueType(.result(ok: nil, error: own))),
        .init("map", ValueType(.map(key: .u32, value: own))), .init("plain", .u32),
      ]))
    func value(_ shift: UInt32) -> ComponentValue {
      .record([
        .list([.handle(1 + shift), .handle(2 + shift)]), .tuple([.u32(7), .handle(3 + shift)]),
        .list([.list([.handle(4 + shift)])]), .variant(1, .handle(5 + shift)), .option(.handle(6 + shift)),
        .option(nil), .ok(.handle(7 + shift)), .err(.handle(8 + shift)),
        .map([.init(key: .u32(1), value: .handle(9 + shift))]), .u32(1),
      ])
    }
    var owned: [Bool] = []
    let mapped = value(0).mappingHandles(as: type) { handle in
      owned.append(handle.isOwn)
      return handle.number + 100
    }
    #expect(mapped == value(100))
    #expect(owned == [true, true, false, true, true, true, true, true, true])
    #expect(value(0).handles(as: type).map(\.number) == Array(1...9))
  }

  @Test func whatFailsAtAHandleFailsAsAWhole() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      _ = try ComponentValue.list([.handle(1), .handle(2)]).mappingHandles(as: ValueType(.list(Self.own))) { _ in
        throw Stop()
      }
    }
  }
}
