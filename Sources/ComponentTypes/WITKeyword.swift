/// The words that cannot be names unless escaped with `%`.
///
/// Source: WIT.md, "Keywords".
package enum WITKeyword: String, CaseIterable {
  case `as`, async, bool, borrow, char, constructor, `enum`, export, f32, f64, flags, from, `func`, future, `import`
  case include, interface, list, map, option, own, package, record, resource, result, s16, s32, s64, s8
  case `static`, stream, string, tuple, type, u16, u32, u64, u8, use, variant, with, world

  private static let byText: [String: WITKeyword] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The keyword spelt so.
  package static func named(_ text: String) -> WITKeyword? { byText[text] }

  /// A name as WIT text writes it: with a `%` where it would otherwise be read as something else.
  ///
  /// `error-context` is no keyword of WIT.md, but tools read it as a type.
  package static func escaped(_ name: String) -> String {
    named(name) != nil || name == "error-context" ? "%\(name)" : name
  }
}
