import ComponentTypes
import Diagnostics
import Session
import StyledText
import WAVE

/// The language as a form reads it: WAVE, and wherever a value may stand any expression, which is taken as it stands.
enum FormLanguage {
  /// Reads one value's text.
  /// - Parameter variables: the variables that there are; nil where any name may be one.
  /// - Throws: `WAVEError` where it is no single value of the type. Variables and expressions fit every type: only the
  ///   session knows what they are.
  static func check(_ text: String, as type: ValueType, variables: Set<String>? = nil) throws(WAVEError) {
    // Brackets around it show what would break out of an argument: a comma, a comment, a closing bracket.
    let source = SourceText(name: "", text: "(" + text + ")")
    var parser = ValueParser(source, element: element)
    let open = try parser.peek()
    let (elements, span) = try parser.parseElements(after: open, until: ")")
    try parser.expectEnd()
    guard elements.count == 1, let value = elements.first,
      parser.lexer.skipBlanks(from: value.span.end) == span.end - 1
    else { throw parser.error(.unexpected(",", expected: "one value"), span) }
    _ = try ValueElaborator(parser.lexer, resolver: AnyName(parser.lexer, variables)).elaborate(value, as: type)
  }

  /// Reads a whole call of a known function.
  /// - Returns: the arguments as they are written, and the lexer that their spans belong to.
  /// - Throws: `WAVEError` where it is no call of it, or an argument does not fit.
  static func arguments(
    of text: String, callee: String, _ parameters: [FunctionType.Parameter], variables: Set<String>? = nil
  ) throws(WAVEError) -> (arguments: [ValueSyntax], lexer: Lexer) {
    let source = SourceText(name: "", text: text)
    var start = Lexer(source).skipBlanks(from: 0)
    let name = Array(callee.utf8)
    let bytes = text.utf8.dropFirst(start).prefix(name.count)
    guard bytes.elementsEqual(name) else {
      throw WAVEError(.unexpected(nil, expected: callee + "("), source, SourceSpan(start, start))
    }
    start += name.count
    var parser = ValueParser(source, within: SourceSpan(start, text.utf8.count), element: element)
    let open = try parser.peek()
    guard open.isSymbol("(") else { throw parser.unexpected(open, expected: "( after \(callee)") }
    let (arguments, brackets) = try parser.parseElements(after: open, until: ")")
    try parser.expectEnd()
    _ = try ValueElaborator(parser.lexer, resolver: AnyName(parser.lexer, variables)).elaborateArguments(
      arguments, parameters, at: brackets)
    return (arguments, parser.lexer)
  }

  /// An element inside brackets: a value as WAVE has it, otherwise an expression up to the next comma or closing bracket.
  private static let element: ValueParser.ElementParser = { (parser) throws(WAVEError) in
    let start = parser.lexer.skipBlanks(from: parser.position)
    var attempt = parser
    var mistake: WAVEError
    do throws(WAVEError) {
      let value = try attempt.parseValue()
      let next = try attempt.peek(.operation)
      if endsElement(next) {
        parser = attempt
        return value
      }
      mistake = attempt.unexpected(next, expected: ", or a closing bracket")
    } catch {
      mistake = error
    }
    guard let end = expressionEnd(from: start, parser.lexer), end > start else { throw mistake }
    let span = SourceSpan(start, end)
    do throws(LanguageError) {
      _ = try parseExpression(SourceText(name: "", text: "(" + parser.lexer.text(span) + ")"))
    } catch {
      throw mistake
    }
    parser.move(to: end)
    return ValueSyntax(.embedded(WrittenExpression()), span)
  }

  private static func endsElement(_ token: Token) -> Bool {
    token.kind == .end || [",", ")", "]", "}"].contains { token.isSymbol($0) }
  }

  /// Where an expression ends that begins at an offset; nil where no token can be read or a bracket stays open.
  private static func expressionEnd(from start: Int, _ lexer: Lexer) -> Int? {
    var position = start
    var end = start
    var open = 0
    while true {
      guard let token = try? lexer.token(at: position, .operation) else { return nil }
      if open == 0, endsElement(token) { return end }
      if token.kind == .end { return nil }
      if [")", "]", "}"].contains(where: { token.isSymbol($0) }) { open -= 1 }
      if ["(", "[", "{"].contains(where: { token.isSymbol($0) }) { open += 1 }
      end = token.span.end
      position = end
    }
  }
}

/// An expression that is not WAVE's, kept as its text.
private final class WrittenExpression: EmbeddedSyntax {}

/// A name in a field that no variable has.
struct UnknownVariable: DiagnosticConvertible, Hashable, Sendable {
  let name: String

  var sentence: String { "there is no variable \(name.elidedInTheMiddle(columns: 40))" }
  var diagnostics: [Diagnostic] { [Diagnostic(.unknownName, sentence)] }
}

/// Takes every name of a variable, and every expression, for a value of the type that is expected.
private final class AnyName: EmbeddedResolver {
  private let lexer: Lexer
  private let variables: Set<String>?

  init(_ lexer: Lexer, _ variables: Set<String>?) {
    self.lexer = lexer
    self.variables = variables
  }

  func resolve(_ syntax: ValueSyntax, expecting type: ValueType?) throws(WAVEError) -> TypedTemplate? {
    switch syntax.kind {
    case .label(let isEscaped):
      let name = lexer.text(syntax.span)
      if !isEscaped, WAVEKeyword(rawValue: name) != nil { return nil }
      let isWord = !isEscaped && ["it", "min", "max"].contains(name)
      if !isWord { try requireVariable(isEscaped ? String(name.dropFirst()) : name, syntax) }
    case .embedded:
      // `$name` alone; a number is an input's, and what is more is the session's to read.
      let name = lexer.text(syntax.span)
      if name.first == "$", name.utf8.count > 1, name.dropFirst().first?.isNumber == false,
        name.dropFirst().allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
      {
        try requireVariable(String(name.dropFirst()), syntax)
      }
    case .labelled(let label, _):
      if !label.isEscaped, WAVEKeyword(rawValue: lexer.text(label.span)) != nil { return nil }
    default: break
    }
    return type.map { TypedTemplate(.hole(0), $0) }
  }

  private func requireVariable(_ name: String, _ syntax: ValueSyntax) throws(WAVEError) {
    guard let variables, !variables.contains(name) else { return }
    throw WAVEError(.embedded(UnknownVariable(name: name)), lexer.source, syntax.span)
  }

  func isUntypedInteger(_ syntax: ValueSyntax) -> Bool { false }
  var defaultIntegerType: ValueType { .s32 }
}
