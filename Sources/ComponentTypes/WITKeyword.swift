/// The words that cannot be names unless escaped with `%`.
///
/// Source: WIT.md, "Keywords".
package enum WITKeyword: String, CaseIterable {
  case `as`, async, bool, borrow, char, constructor, `enum`, export, f32, f64, flags, from, `func`, future, `import`
  case include, interface, list, map, option, own, package, record, resource, result, s16, s32, s64, s8
  case `static`, stream, string, tuple, type, u16, u32, u64, u8, use, variant, with, world

  /// The keywords by their first letter, from `a` on, their spellings packed; names are looked up so often that hashing
  /// them would show.
  private static let byFirstLetter: [[(spelling: UInt128, keyword: WITKeyword)]] = {
    var table = [[(spelling: UInt128, keyword: WITKeyword)]](repeating: [], count: 26)
    for keyword in allCases {
      let spelling = keyword.rawValue.utf8
      table[Int(spelling[spelling.startIndex] - UInt8(ascii: "a"))].append((packed(spelling), keyword))
    }
    return table
  }()

  /// The length of `constructor`.
  private static let longestSpelling = 11

  /// Up to sixteen bytes as one number.
  private static func packed(_ spelling: some Collection<UInt8>) -> UInt128 {
    var packed: UInt128 = 0
    for byte in spelling { packed = packed << 8 | UInt128(byte) }
    return packed
  }

  /// The keyword spelt so, in UTF-8.
  package static func named(_ spelling: ArraySlice<UInt8>) -> WITKeyword? { keyword(spelling) }

  private static func keyword(_ spelling: some Collection<UInt8>) -> WITKeyword? {
    guard spelling.count <= longestSpelling, let first = spelling.first,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
    else { return nil }
    let packed = packed(spelling)
    for candidate in byFirstLetter[Int(first - UInt8(ascii: "a"))] where candidate.spelling == packed {
      return candidate.keyword
    }
    return nil
  }

  /// A name as WIT text writes it: with a `%` where it would otherwise be read as something else.
  ///
  /// `error-context` is no keyword of WIT.md, but tools read it as a type.
  package static func escaped(_ name: String) -> String {
    keyword(name.utf8) != nil || name == "error-context" ? "%" + name : name
  }
}
