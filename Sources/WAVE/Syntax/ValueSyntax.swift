package import Diagnostics

/// A value as it is written: brackets and words understood, types not yet.
///
/// What a literal spells is read from its span when its type is known.
package struct ValueSyntax: Sendable {
  /// The shapes of written values.
  package enum Kind: Sendable {
    case number(isInteger: Bool)
    case character
    case string
    case multilineString
    /// A name without a payload: a case, `true`, `none`, …; escaped where `%` stands before it.
    case label(isEscaped: Bool)
    /// A name and brackets: a case with its payload; in a language that embeds values, also a call.
    indirect case labelled(LabelSyntax, [ValueSyntax])
    case tuple([ValueSyntax])
    case list([ValueSyntax])
    /// `{:}` has no fields.
    case record([FieldSyntax])
    case flags([LabelSyntax])
    /// Something of the language that embeds values.
    case embedded(any EmbeddedSyntax)
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A field's name and its value.
package struct FieldSyntax: Sendable {
  package let label: LabelSyntax
  package let value: ValueSyntax
}

/// A name, perhaps with a `%` before it.
package struct LabelSyntax: Hashable, Sendable {
  package let isEscaped: Bool
  /// The `%` is part of it.
  package let span: SourceSpan

  package init(isEscaped: Bool, span: SourceSpan) {
    self.isEscaped = isEscaped
    self.span = span
  }

  /// Where the name itself stands.
  package var nameSpan: SourceSpan { SourceSpan(span.start + (isEscaped ? 1 : 0), span.end) }
}

/// A piece of syntax of a language that embeds values, where a value stands.
package protocol EmbeddedSyntax: AnyObject, Sendable {}

/// The words that are no cases unless `%` stands before them.
package enum WAVEKeyword: String, CaseIterable, Sendable {
  case `true`, `false`, inf, nan, ok, err
  // Not called `some` and `none`, which an optional keyword would take for its own.
  case present = "some"
  case absent = "none"
}
