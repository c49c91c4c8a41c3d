import CoreText
import Testing

/// Tokens of the text format.
@Suite struct LexerTests {
  private func kinds(_ text: String) throws -> [Token.Kind] { try TokenizedText(text).tokens.map(\.kind) }

  private func error(_ text: String) -> CoreTextError.Kind? { error(Array(text.utf8)) }

  private func error(_ bytes: [UInt8]) -> CoreTextError.Kind? {
    do throws(CoreTextError) {
      _ = try TokenizedText(bytes)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func splitsTextIntoTokens() throws {
    #expect(
      try kinds("(i32.const -0x1_0 $x \"s\" inf offset=4 +nan)")
        == [.open, .keyword, .number, .identifier, .string, .keyword, .keyword, .number, .close])
  }

  @Test func matchesBrackets() throws {
    let tokens = try TokenizedText("(a (b) c)").tokens
    #expect(tokens[0].partner == 6)
    #expect(tokens[2].partner == 4)
    #expect(tokens[4].partner == 2)
    #expect(error("(a (b)") == .unclosedBracket)
    #expect(error("(a))") == .unexpectedClose)
  }

  @Test func takesCommentsForWhiteSpace() throws {
    #expect(try kinds("a;;b(\nc(;(;x;)y;)d;;") == [.keyword, .keyword, .keyword])
    #expect(try kinds("a ;; x\rb") == [.keyword, .keyword])
    #expect(error("(; (; ;)") == .unclosedComment)
  }

  @Test func refusesTokensThatTouchAsReserved() throws {
    #expect(try kinds("\"a\"\"b\"") == [.reserved])
    #expect(try kinds("$x\"b\"") == [.reserved])
    #expect(try kinds("$ \"a\"") == [.reserved, .string])
    #expect(try kinds("a,b") == [.keyword, .reserved, .keyword])
  }

  @Test func comparesIdentifiersAfterTheirEscapes() throws {
    #expect(fault("(func $\"\\41B\") (export \"f\" (func $AB))") == nil)
    #expect(fault("(func $a) (func $\"a\")")?.kind == .repeatedIdentifier(.function, "a"))
    // The same letter composed and decomposed: two names.
    #expect(fault("(func $\"\u{E9}\") (func $\"e\u{301}\")") == nil)
    #expect(error("$\"\"") == .emptyIdentifier)
    #expect(error("$\"\\ff\"") == .malformedUTF8)
  }

  @Test func refusesMalformedStrings() {
    #expect(error("\"a") == .unclosedString)
    #expect(error("\"a\nb\"") == .controlCharacterInString)
    #expect(error("\"\\q\"") == .malformedEscape)
    #expect(error("\"\\u{d800}\"") == .malformedEscape)
    #expect(error("\"\\u{110000}\"") == .malformedEscape)
    #expect(error("\"\\u{1__0}\"") == .malformedEscape)
    #expect(error("\"\\u{1_0}\\t\\'\\00\"") == nil)
  }

  @Test func refusesWhatIsNoText() {
    #expect(error([0x28, 0xFF, 0x29]) == .malformedUTF8)
    #expect(error("\u{1}") == .illegalCharacter)
    #expect(error("(func \u{E9})") == .illegalCharacter)
    #expect(error("(; \u{E9} ;)") == nil)
  }

  @Test func skipsAnnotationsThatAreNotKnown() throws {
    #expect(try kinds("(@other (x , \"s)\" [ { (@y) ;; )\n ) a) b") == [.keyword])
    #expect(error("(@other (x)") == .unclosedAnnotation)
    #expect(error("(@ x)") == .emptyAnnotationName)
    #expect(error("(@\"\" x)") == .emptyAnnotationName)
    #expect(error("(@x \"a") == .unclosedString)
    #expect(try kinds("(@x\"y\"z) (@\"x y\"z)") == [])
    #expect(try kinds("(@other (@) (@ x) (@(@ @\"\") y) @)") == [])
    #expect(error("(@other (@ (@)") == .unclosedAnnotation)
    #expect(error("(@(@other) x)") == .emptyAnnotationName)
    #expect(try kinds("(@name\"y\")") == [.annotation, .string, .close])
    #expect(try kinds("( @x)") == [.open, .reserved, .close])
  }

  @Test func readsDeepNestingInLinearTime() throws {
    let depth = 200_000
    let text = String(repeating: "(a", count: depth) + String(repeating: ")", count: depth)
    #expect(try TokenizedText(text).tokens.count == 3 * depth)
    #expect(error(String(repeating: "(;", count: depth)) == .unclosedComment)
  }
}
