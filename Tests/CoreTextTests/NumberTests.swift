import CoreModule
import CoreText
import Testing

/// Numbers in every form, seen through the bytes of the constants they make.
@Suite struct NumberTests {
  /// The bits of the constant of a function that has only that.
  private func bits(_ type: String, _ literal: String) throws -> UInt64? {
    guard fault("(func (result \(type)) \(type).const \(literal))") == nil else { return nil }
    let module = try module("(func (result \(type)) \(type).const \(literal))")
    var reader = InstructionReader(module.bytes, in: module.bodies[0].code, features: .all)
    return try reader.next().immediate
  }

  private func f32(_ literal: String) throws -> UInt32? { try bits("f32", literal).map { UInt32($0) } }

  @Test(arguments: [
    ("0", 0), ("-1", 0xFFFF_FFFF), ("0xffff_ffff", 0xFFFF_FFFF), ("4294967295", 0xFFFF_FFFF),
    ("-2147483648", 0x8000_0000), ("+1_000", 1000), ("-0x8000_0000", 0x8000_0000), ("-0", 0),
  ])
  func readsIntegers(_ literal: String, _ expected: UInt64) throws {
    #expect(try bits("i32", literal).map { $0 & 0xFFFF_FFFF } == expected)
  }

  @Test(arguments: [
    "4294967296", "-2147483649", "0x1_0000_0000", "1__0", "_1", "1_", "0x", "0x_1", "1.0", "1e3", "--1", "0b1", "nan",
    "99999999999999999999999",
  ])
  func refusesOtherIntegers(_ literal: String) throws {
    #expect(try bits("i32", literal) == nil)
  }

  @Test(arguments: [
    ("0x1p-149", 1), ("0x1p-150", 0), ("0x1.000001p-150", 1), ("0x1.8p-149", 2), ("-0x0p0", 0x8000_0000),
    ("0x1.fffffep127", 0x7F7F_FFFF), ("0x1.fffffefffp127", 0x7F7F_FFFF), ("0x1.000001p0", 0x3F80_0000),
    // Halfway between two neighbours to the even one; a digit far behind decides.
    ("0x1.000003p0", 0x3F80_0002), ("0x1.0000010000000000000000000000001p0", 0x3F80_0001),
    ("0x100000000000000000000000000000001p-128", 0x3F80_0000), ("0x.8", 0x3F00_0000),
    ("0x1.p3", 0x4100_0000), ("0x1.fffffcp-127", 0x007F_FFFF), ("0x1.fffffep-127", 0x0080_0000),
  ])
  func roundsHexadecimalNumbers(_ literal: String, _ expected: UInt32) throws {
    #expect(try f32(literal) == (literal.hasPrefix("0x.") ? nil : expected))
  }

  @Test(arguments: [
    ("1", 0x3F80_0000), ("1.", 0x3F80_0000), ("1.e1", 0x4120_0000), ("1e-1", 0x3DCC_CCCD), ("1_0.2_5", 0x4124_0000),
    ("3.4028234663852885981170418348451692544e38", 0x7F7F_FFFF), ("1e-46", 0), ("-0.0", 0x8000_0000),
    ("1.4013e-45", 1), ("16777217", 0x4B80_0000), ("16777219", 0x4B80_0002),
    (
      "340282356779733623858607532500980858880",
      0x7F7F_FFFF
    ), ("inf", 0x7F80_0000), ("-inf", 0xFF80_0000), ("nan", 0x7FC0_0000), ("-nan", 0xFFC0_0000),
    ("nan:0x1", 0x7F80_0001), ("-nan:0x7f_ffff", 0xFFFF_FFFF),
  ])
  func roundsDecimalNumbers(_ literal: String, _ expected: UInt32) throws {
    #expect(try f32(literal) == expected)
  }

  @Test(arguments: [
    "340282356779733661637539395458142568448", "1e39", "0x1p128", "0x1.ffffffp127", "nan:0x0", "nan:0x80_0000",
    "nan:1", "1e", "1e_1", "0x1p", "0x1p0x1", ".5", "1._5", "infinity", "e1", "0x1e+3.", "1e99999999999999999999",
  ])
  func refusesOtherFloats(_ literal: String) throws {
    #expect(try f32(literal) == nil)
  }

  @Test func agreesWithTheStandardLibraryOnDoubles() throws {
    for literal in [
      "0x1.fffffffffffffp1023", "0x0.0000000000001p-1022", "0x1.8p-1074", "0x1.00000000000008p0",
      "0x1.00000000000018p0", "0x1.000000000000080000001p0", "1e-400", "2.2250738585072011e-308", "1e308",
    ] {
      #expect(try bits("f64", literal) == Double(literal)?.bitPattern, "\(literal)")
    }
    #expect(try bits("f64", "1e309") == nil)
    #expect(try bits("f64", "0x1.fffffffffffff8p1023") == nil)
  }
}
