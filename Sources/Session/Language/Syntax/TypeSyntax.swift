import Diagnostics

/// A type as it is written.
struct TypeSyntax: Sendable {
  indirect enum Kind: Sendable {
    /// A primitive's or a declared type's name, perhaps with its interface.
    case name(String)
    /// A word and what stands in its angle brackets; nil is `_`. The length is that of a fixed-length list.
    case generic(String, [TypeSyntax?], length: UInt32?)
    /// `record {x: s32}`, `variant {a(u8), b}`, `enum {a}`, `flags {a}`: the word and its members.
    case members(String, [(name: String, type: TypeSyntax?)])
  }

  let kind: Kind
  let span: SourceSpan
}
