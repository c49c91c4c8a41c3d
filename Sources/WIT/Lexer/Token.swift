import ComponentTypes
import Diagnostics

/// One token and where it stands.
struct Token {
  var kind: Kind
  /// UTF-8 offsets of the token itself.
  var start: Int
  var end: Int
  /// Where the blanks and comments before the token begin.
  var leading: Int

  var span: SourceSpan { SourceSpan(start, end) }

  /// The kinds of token.
  ///
  /// Source: WIT.md, "Lexical structure".
  enum Kind: Hashable {
    case endOfFile
    case identifier
    /// `%` and a name.
    case escapedIdentifier
    case underscore
    case integer
    case string
    case keyword(WITKeyword)
    case equals, comma, colon, semicolon, leftParenthesis, rightParenthesis, leftBrace, rightBrace
    case lessThan, greaterThan, star, arrow, slash, period, at, minus, plus
    /// Text that forms no token; the lexer keeps what is wrong with it.
    case invalid

    /// The token in a message.
    var words: String {
      switch self {
      case .endOfFile: "the end of the text"
      case .identifier, .escapedIdentifier: "a name"
      case .underscore: "`_`"
      case .integer: "a number"
      case .string: "a string"
      case .keyword(let keyword): "the keyword `\(keyword.rawValue)`"
      case .equals: "`=`"
      case .comma: "`,`"
      case .colon: "`:`"
      case .semicolon: "`;`"
      case .leftParenthesis: "`(`"
      case .rightParenthesis: "`)`"
      case .leftBrace: "`{`"
      case .rightBrace: "`}`"
      case .lessThan: "`<`"
      case .greaterThan: "`>`"
      case .star: "`*`"
      case .arrow: "`->`"
      case .slash: "`/`"
      case .period: "`.`"
      case .at: "`@`"
      case .minus: "`-`"
      case .plus: "`+`"
      case .invalid: "unreadable text"
      }
    }
  }
}
