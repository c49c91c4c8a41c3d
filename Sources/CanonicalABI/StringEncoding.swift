/// How a component's strings stand in its linear memory.
///
/// Source: CanonicalABI.md, "Canonical ABI Options".
package enum StringEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8
  case utf16
  /// Latin-1, or UTF-16 where the top bit of the length says so.
  case latin1OrUTF16 = "latin1+utf16"

  /// What a string's pointer must be a multiple of, in bytes.
  var alignment: UInt32 { self == .utf8 ? 1 : 2 }
}
