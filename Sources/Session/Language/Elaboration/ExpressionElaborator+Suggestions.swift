import ComponentTypes
import Diagnostics
import WAVE

/// What was probably meant. A suggestion is an input that can be typed as it stands: names and types in it were checked.
extension ExpressionElaborator {
  /// The longest suggestion that is made, in bytes.
  private static let suggestionLimit = 200

  /// The call with brackets that bare arguments with an operator behind them were probably meant to be; nil where none is
  /// right.
  ///
  /// - Parameters:
  ///   - call: the name and the arguments, without what trails behind them.
  ///   - arguments: where the arguments begin, and the end of all that is written.
  func bracketed(_ function: CallableFunction, call: SourceSpan, arguments: SourceSpan, isMethod: Bool) -> String? {
    guard arguments.end - call.start <= Self.suggestionLimit, let parts = expressions(in: arguments) else { return nil }
    let parameters = isMethod ? Array(function.type.parameters.dropFirst()) : function.type.parameters
    let name = lexer.text(SourceSpan(call.start, arguments.start)).withoutOuterBlanks
    let written: String
    if parameters.count == 1, case .record(let fields) = parameters[0].type.shape {
      guard fields.count == parts.count else { return nil }
      let named = zip(fields, parts).map { "\(Skeleton.label($0.name)): \($1)" }
      written = "\(name)({\(named.joined(separator: ", "))})"
    } else {
      guard parameters.count == parts.count else { return nil }
      written = "\(name)(\(parts.joined(separator: ", ")))"
    }
    guard isRight(written) else { return nil }
    return lexer.text(SourceSpan(lineStart(before: call.start), call.start)).withoutLeadingBlanks + written
  }

  /// `x - 1 + 2` for `x -1 + 2`; nil where that is not right either.
  func subtracted(_ value: SourceSpan, _ rest: SourceSpan) -> String? {
    guard rest.end - value.start <= Self.suggestionLimit else { return nil }
    var written = lexer.text(value)
    // A blank on both sides of each sign that touches only what follows it.
    for (index, part) in lexer.text(rest).split(separator: " ").enumerated() {
      let isSign = part.hasPrefix("-") && part.utf8.count > 1
      if index == 0, !isSign { return nil }
      written += isSign ? " - \(part.dropFirst())" : " \(part)"
    }
    return isRight(written) ? written : nil
  }

  /// The expressions that stand one behind the other, with or without commas between them; nil where some part is none.
  private func expressions(in span: SourceSpan) -> [String]? {
    var parser = ValueParser(expression: lexer.source, within: span)
    var parts: [String] = []
    do {
      while try parser.peek().kind != .end {
        let expression = try parser.parseExpression()
        parts.append(lexer.text(expression.span))
        let next = try parser.peek()
        if next.isSymbol(",") { parser.take(next) }
      }
    } catch {
      return nil
    }
    return parts
  }

  /// Whether a text is an input without a mistake. Nothing is called.
  private func isRight(_ text: String) -> Bool {
    let source = SourceText(name: "<suggestion>", text: text)
    guard let parsed = try? parseExpression(source) else { return false }
    return (try? parsed.checked(in: context)) != nil
  }

  private func lineStart(before offset: Int) -> Int {
    var start = offset
    while start > 0, lexer.byte(at: start - 1) != 0x0a { start -= 1 }
    return start
  }
}

extension String {
  fileprivate var withoutLeadingBlanks: String { String(drop(while: \.isWhitespace)) }

  /// Without blanks at its ends.
  var withoutOuterBlanks: String {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[...last]).withoutLeadingBlanks
  }
}
