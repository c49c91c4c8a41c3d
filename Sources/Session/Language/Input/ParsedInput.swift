package import Diagnostics
import WAVE

/// One input, as far as it can be understood without knowing what is loaded.
package struct ParsedInput: Sendable {
  /// What kind of input it is.
  package enum Kind: Sendable {
    /// Blanks and comments only.
    case empty
    case command(Command)
    case assignment(Assignment)
    case expression(ParsedExpression)
  }

  /// A command: `:load a.wasm`, or the bare words `help` and `quit`.
  package struct Command: Hashable, Sendable {
    /// The first word, without its colon; as typed, so perhaps abbreviated.
    package let name: String
    /// Where the name stands, without its colon.
    package let nameSpan: SourceSpan
    /// The rest without surrounding blanks.
    package let argument: String
    package let argumentSpan: SourceSpan
  }

  /// `NAME = EXPRESSION`.
  package struct Assignment: Sendable {
    /// The variable's name, without `$` or `%`.
    package let name: String
    package let nameSpan: SourceSpan
    /// The name was written `%name` or `$name`, so that words of the language may be names.
    package let isEscaped: Bool
    package let value: ParsedExpression
  }

  package let source: SourceText
  package let kind: Kind
}

/// An expression whose brackets and operators are understood, and whose names and types are not yet.
package struct ParsedExpression: Sendable {
  package let source: SourceText
  /// Where it stands in `source`.
  package let span: SourceSpan
  let lexer: Lexer
  let line: LineSyntax
}
