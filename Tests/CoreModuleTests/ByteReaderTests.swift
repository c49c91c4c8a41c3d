import Testing

@testable import CoreModule

struct ByteReaderTests {
  private func reader(_ bytes: [UInt8]) -> ByteReader { ByteReader(bytes, in: 0..<bytes.count) }

  private func kind<T>(_ bytes: [UInt8], _ read: (inout ByteReader) throws(CoreModuleError) -> T)
    -> CoreModuleError.Kind?
  {
    var reader = reader(bytes)
    do {
      _ = try read(&reader)
      return nil
    } catch { return error.kind }
  }

  @Test(
    arguments: [
      ([0x00], 0), ([0x7F], 127), ([0x80, 0x01], 128), ([0xE5, 0x8E, 0x26], 624_485),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0x0F], .max), ([0x80, 0x80, 0x80, 0x80, 0x00], 0),
    ] as [([UInt8], UInt32)])
  func readsUnsignedLEB128(_ bytes: [UInt8], _ expected: UInt32) throws {
    var reader = reader(bytes)
    #expect(try reader.readU32() == expected)
    #expect(reader.isAtEnd)
  }

  @Test(
    arguments: [
      ([0x00], 0), ([0x7F], -1), ([0x40], -64), ([0x3F], 63), ([0xC0, 0xBB, 0x78], -123_456),
      ([0x80, 0x80, 0x80, 0x80, 0x78], .min), ([0xFF, 0xFF, 0xFF, 0xFF, 0x07], .max),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0x7F], -1),
    ] as [([UInt8], Int32)])
  func readsSignedLEB128(_ bytes: [UInt8], _ expected: Int32) throws {
    var reader = reader(bytes)
    #expect(try reader.readS32() == expected)
    #expect(reader.isAtEnd)
  }

  @Test func readsTheExtremesOfSigned64() throws {
    var least = reader([UInt8](repeating: 0x80, count: 9) + [0x7F])
    #expect(try least.readS64() == .min)
    var greatest = reader([UInt8](repeating: 0xFF, count: 9) + [0x00])
    #expect(try greatest.readS64() == .max)
    var unsigned = reader([UInt8](repeating: 0xFF, count: 9) + [0x01])
    #expect(try unsigned.readU64() == .max)
  }

  @Test func rejectsLEB128ThatIsTooLong() {
    #expect(
      kind([0x80, 0x80, 0x80, 0x80, 0x80, 0x00]) { r throws(CoreModuleError) in try r.readU32() }
        == .integerTooLong(bits: 32))
    #expect(
      kind([0x80, 0x80, 0x80, 0x80, 0x80, 0x00]) { r throws(CoreModuleError) in try r.readS32() }
        == .integerTooLong(bits: 32))
    #expect(
      kind([UInt8](repeating: 0x80, count: 10) + [0]) { r throws(CoreModuleError) in try r.readS64() }
        == .integerTooLong(bits: 64))
  }

  @Test func rejectsLEB128ThatIsTooLarge() {
    #expect(
      kind([0xFF, 0xFF, 0xFF, 0xFF, 0x1F]) { r throws(CoreModuleError) in try r.readU32() }
        == .integerTooLarge(bits: 32))
    #expect(
      kind([0x80, 0x80, 0x80, 0x80, 0x70]) { r throws(CoreModuleError) in try r.readS32() }
        == .integerTooLarge(bits: 32))
    #expect(
      kind([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) { r throws(CoreModuleError) in try r.readS32() }
        == .integerTooLarge(bits: 32))
    #expect(
      kind([UInt8](repeating: 0xFF, count: 9) + [0x7E]) { r throws(CoreModuleError) in try r.readS64() }
        == .integerTooLarge(bits: 64))
  }

  @Test func rejectsTruncatedLEB128() {
    #expect(kind([0x80]) { r throws(CoreModuleError) in try r.readU32() } == .unexpectedEnd)
    #expect(kind([]) { r throws(CoreModuleError) in try r.readS64() } == .unexpectedEnd)
  }

  @Test func staysWithinItsRange() {
    var reader = ByteReader([1, 2, 3, 4], in: 1..<3)
    reader.move(to: 100)
    #expect(reader.offset == 3 && reader.isAtEnd)
    reader.move(to: -5)
    #expect(reader.offset == 1)
    #expect(ByteReader([1, 2], in: 1..<900).end == 2)
    #expect(throws: CoreModuleError.self) { try reader.skip(3) }
  }

  @Test func rejectsANameThatIsNotUTF8OrTooLong() {
    #expect(kind([2, 0xC3, 0x28]) { r throws(CoreModuleError) in try r.readName() } == .malformedUTF8)
    // A surrogate half.
    #expect(kind([3, 0xED, 0xA0, 0x80]) { r throws(CoreModuleError) in try r.readName() } == .malformedUTF8)
    #expect(kind([5, 0x61]) { r throws(CoreModuleError) in try r.readName() } == .unexpectedEnd)
    let long = ModuleBuilder.leb(100_001) + [UInt8](repeating: 0x61, count: 100_001)
    #expect(
      kind(long) { r throws(CoreModuleError) in try r.readName() }
        == .limit("bytes in a name", found: 100_001, maximum: 100_000))
  }
}
