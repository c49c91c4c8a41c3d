/// The words that cannot be names unless escaped with `%`.
///
/// Source: WIT.md, "Keywords".
package enum WITKeyword: String, CaseIterable {
  case `as`, async, bool, borrow, char, constructor, `enum`, export, f32, f64, flags, from, `func`, future, `import`
  case include, interface, list, map, option, own, package, record, resource, result, s16, s32, s64, s8
  case `static`, stream, string, tuple, type, u16, u32, u64, u8, use, variant, with, world

  /// The keywords by their first letter, from `a` on; names are looked up so often that hashing them would show.
  private static let byFirstLetter: [[(spelling: [UInt8], keyword: WITKeyword)]] = {
    var table = [[(spelling: [UInt8], keyword: WITKeyword)]](repeating: [], count: 26)
    for keyword in allCases {
      let spelling = Array(keyword.rawValue.utf8)
      table[Int(spelling[0] - UInt8(ascii: "a"))].append((spelling, keyword))
    }
    return table
  }()

  /// The keyword spelt so, in UTF-8.
  package static func named(_ spelling: ArraySlice<UInt8>) -> WITKeyword? { keyword(spelling) }

  private static func keyword(_ spelling: some Collection<UInt8>) -> WITKeyword? {
    guard let first = spelling.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return nil }
    let length = spelling.count
    return byFirstLetter[Int(first - UInt8(ascii: "a"))].first {
      $0.spelling.count == length && $0.spelling.elementsEqual(spelling)
    }?.keyword
  }

  /// A name as WIT text writes it: with a `%` where it would otherwise be read as something else.
  ///
  /// `error-context` is no keyword of WIT.md, but tools read it as a type.
  package static func escaped(_ name: String) -> String {
    keyword(name.utf8) != nil || name == "error-context" ? "%" + name : name
  }
}
