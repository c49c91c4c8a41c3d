import ComponentTypes
import Testing

@Suite struct ValueTests {
  @Test func floatsCompareByTheirBits() {
    #expect(ComponentValue.f64(.nan) == .f64(.nan))
    #expect(ComponentValue.f32(0) != .f32(-0.0))
  }

  @Test func bytesAreAListOfU8() {
    let list = ComponentValue.list([.u8(1), .u8(255)])
    #expect(list == .bytes([1, 255]) && ComponentValue.bytes([1, 255]) == list)
    #expect(list.hashValue == ComponentValue.bytes([1, 255]).hashValue)
    #expect(list != .bytes([1]))
  }

  @Test func stringsCompareByTheirScalars() {
    #expect(ComponentValue.string("\u{e9}") != .string("e\u{301}"))
  }

  @Test func aNameDoesNotChangeAType() {
    let size = ValueType(.u32, name: TypeName("size"))
    #expect(size == .u32)
    #expect(size.typeText == "size" && ValueType.u32.typeText == "u32")
    #expect(ValueType(.record([.init("x", .s32)]), name: TypeName("record")).typeText == "%record")
  }
}
