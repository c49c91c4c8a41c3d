import BitArithmetic
import Diagnostics
import WAVE

/// How strongly operators bind, the weakest first; those of one row apply from left to right. `as` is weaker than all.
///
/// ```
/// |   ^   &   << >>   + -   * / %   then - and ~ before a value
/// ```
extension ArithmeticOperator {
  var precedence: Int {
    switch self {
    case .or: 0
    case .exclusiveOr: 1
    case .and: 2
    case .shiftLeft, .shiftRight: 3
    case .add, .subtract: 4
    case .multiply, .divide, .remainder: 5
    }
  }
}

/// The language where WAVE's parser expects a value: its brackets' elements are expressions.
extension ValueParser {
  init(expression source: SourceText, within span: SourceSpan? = nil) {
    self.init(source, within: span) { (parser) throws(WAVEError) in try parser.parseExpression() }
  }

  /// Reads an expression.
  mutating func parseExpression() throws(WAVEError) -> ValueSyntax {
    try parseExpression(from: try parseOperand())
  }

  /// Reads the operators behind a first operand, and their operands.
  mutating func parseExpression(from first: ValueSyntax) throws(WAVEError) -> ValueSyntax {
    var value = first
    var open: [OpenChain] = []
    while let (operation, span) = try takeOperator(after: value) {
      while let top = open.last, top.precedence > operation.precedence {
        value = top.closed(by: value)
        open.removeLast()
      }
      if open.last?.precedence == operation.precedence {
        open[open.count - 1].append(value, next: (operation, span))
      } else {
        open.append(OpenChain(first: value, pending: (operation, span)))
      }
      value = try parseOperand()
    }
    while let top = open.popLast() { value = top.closed(by: value) }
    return try parseConversions(of: value)
  }

  /// Reads `as TYPE` behind an expression, as often as it stands there.
  private mutating func parseConversions(of first: ValueSyntax) throws(WAVEError) -> ValueSyntax {
    var value = first
    var count = 0
    while let word = try takeWord("as") {
      count += 1
      guard count <= Self.maximumDepth else { throw error(.nestingTooDeep(limit: Self.maximumDepth), word.span) }
      let type = try parseTypeSyntax()
      value = ExpressionSyntax.value(.conversion(value, type), value.span.union(type.span))
    }
    return value
  }

  private mutating func takeWord(_ word: String) throws(WAVEError) -> Token? {
    let token = try peek(.operation)
    guard token.kind == .label(isEscaped: false), lexer.text(token.span) == word else { return nil }
    take(token)
    return token
  }

  /// Takes an operator of two operands if it is next.
  private mutating func takeOperator(
    after left: ValueSyntax
  ) throws(WAVEError) -> (ArithmeticOperator, SourceSpan)? {
    let token = try peek(.operation)
    guard case .symbol(let byte) = token.kind else { return nil }
    var span = token.span
    var spelling = String(UnicodeScalar(byte))
    if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") {
      guard lexer.byte(at: span.end) == byte else { return nil }
      span.end += 1
      spelling += spelling
    }
    guard let operation = ArithmeticOperator(rawValue: spelling) else { return nil }
    // `x -1` is one argument and another, or a slip: only `x - 1` is clear.
    if operation == .subtract, span.start > lastEnd, lexer.skipBlanks(from: span.end) == span.end {
      let right = operandEnd(from: span.end)
      throw languageError(
        .operatorSpacing(spaced(left.span, SourceSpan(span.end, right))), SourceSpan(span.start, right))
    }
    move(to: span.end)
    return (operation, span)
  }

  /// `x - 1` where both operands are short and the right one is whole; nil elsewhere, since a suggestion has to be right.
  private func spaced(_ left: SourceSpan, _ right: SourceSpan) -> String? {
    let isWhole = lexer.byte(at: right.start).isASCIIAlphanumeric && !".([:".utf8.contains(lexer.byte(at: right.end))
    guard isWhole, right.end - left.start <= 60 else { return nil }
    return "\(lexer.text(left)) - \(lexer.text(right))"
  }

  /// Roughly where the operand that begins at `start` ends: what a suggestion repeats.
  private func operandEnd(from start: Int) -> Int {
    var end = start
    while lexer.byte(at: end).isASCIIAlphanumeric || lexer.byte(at: end) == UInt8(ascii: "_") { end += 1 }
    return max(end, min(start + 1, lexer.end))
  }

  /// Reads a value with the operators before it and the selectors and type behind it.
  mutating func parseOperand() throws(WAVEError) -> ValueSyntax {
    var prefixes: [ExpressionSyntax.Prefix] = []
    while true {
      let token = try peek()
      if token.isSymbol("-") {
        prefixes.append(.init(operation: .negate, span: token.span))
      } else if token.isSymbol("~") {
        prefixes.append(.init(operation: .complement, span: token.span))
      } else {
        break
      }
      guard prefixes.count <= Self.maximumDepth else {
        throw error(.nestingTooDeep(limit: Self.maximumDepth), token.span)
      }
      take(token)
    }
    let value = try parseAscription(of: try parsePath(from: try parsePrimary(), isBare: false))
    guard let first = prefixes.first else { return value }
    return ExpressionSyntax.value(.prefixed(prefixes, value), first.span.union(value.span))
  }

  /// Reads `: TYPE` behind a value.
  mutating func parseAscription(of value: ValueSyntax) throws(WAVEError) -> ValueSyntax {
    guard try takeSymbol(":") != nil else { return value }
    let type = try parseTypeSyntax()
    return ExpressionSyntax.value(.ascription(value, type), value.span.union(type.span))
  }

  func languageError(_ kind: LanguageError.Kind, _ span: SourceSpan) -> WAVEError {
    error(.embedded(LanguageError(kind, lexer.source, span)), span)
  }
}

/// Operators of one precedence while their operands are read.
private struct OpenChain {
  let first: ValueSyntax
  var links: [ExpressionSyntax.Link] = []
  /// The operator whose right operand is being read.
  var pending: (operation: ArithmeticOperator, span: SourceSpan)

  init(first: ValueSyntax, pending: (operation: ArithmeticOperator, span: SourceSpan)) {
    self.first = first
    self.pending = pending
  }

  var precedence: Int { pending.operation.precedence }

  mutating func append(_ operand: ValueSyntax, next: (operation: ArithmeticOperator, span: SourceSpan)) {
    links.append(.init(operation: pending.operation, operatorSpan: pending.span, operand: operand))
    pending = next
  }

  func closed(by operand: ValueSyntax) -> ValueSyntax {
    let all = links + [.init(operation: pending.operation, operatorSpan: pending.span, operand: operand)]
    return ExpressionSyntax.value(.chain(first, all), first.span.union(operand.span))
  }
}
