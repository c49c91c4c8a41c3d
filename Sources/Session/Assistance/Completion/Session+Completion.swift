import ComponentTypes

extension Session {
  /// What could stand at the cursor of half-typed input; nil where nothing is known, as inside a string.
  ///
  /// Nothing is called. Time: linear in the text and the names that are loaded.
  /// - Parameter cursor: a UTF-8 byte offset.
  package func completion(of text: String, at cursor: Int) -> InputCompletion? {
    let outline = InputOutline(text)
    let context = CursorContext(outline, at: cursor, in: self)
    var completion = CompletionFinder(context).completion
    if let candidates = completion?.candidates, candidates.count > InputCompletion.maximumCandidates {
      completion?.candidates = Array(candidates.prefix(InputCompletion.maximumCandidates))
    }
    return completion
  }
}

/// Finds what could stand at a cursor.
struct CompletionFinder {
  let context: CursorContext

  init(_ context: CursorContext) { self.context = context }

  var session: Session { context.session }
  var outline: InputOutline { context.outline }

  var completion: InputCompletion? {
    if case .command(let name) = outline.beginning {
      if context.cursor <= name.upperBound {
        let hasColon = outline.bytes[..<name.lowerBound].last == UInt8(ascii: ":")
        return hasColon && context.cursor >= name.lowerBound ? commandNames(name) : nil
      }
      if let found = argument(of: outline.text(name), behind: name.upperBound) { return found }
      guard takesExpression(outline.text(name)) else { return nil }
    }
    return expression
  }

  /// What could stand in an expression.
  private var expression: InputCompletion? {
    if let inHand = context.inHand {
      switch outline.pieces[inHand].kind {
      case .word, .interface, .variable: break
      case .number where context.previous?.isSymbol(".") == true: break
      default: return nil
      }
    }
    if context.touchesPrevious, context.previous?.isSymbol(".") == true { return selectors ?? interfaceNames }
    if let found = interfaceNames { return found }
    if context.isTypePosition { return typeNames }
    if context.isKeyPosition, let found = labels { return found }
    return values
  }

  /// A completion of the word in hand.
  func completion(_ candidates: [InputCandidate]) -> InputCompletion {
    let start = context.inHand.map { outline.pieces[$0].range.lowerBound } ?? context.cursor
    return InputCompletion(start..<context.cursor, candidates)
  }

  /// What was typed of a name, without the `$` or `%` before it, and those.
  var typedName: (mark: String, name: String) {
    let typed = context.typed
    guard let first = typed.first, first == "$" || first == "%" else { return ("", typed) }
    return (String(first), String(typed.dropFirst()))
  }

  /// Whether a `(` stands behind the word in hand already.
  var isFollowedByParenthesis: Bool {
    let end = context.inHand.map { outline.pieces[$0].range.upperBound } ?? context.cursor
    return end < outline.bytes.count && outline.bytes[end] == UInt8(ascii: "(")
  }

  /// A function as a candidate: its name with the bracket of its arguments, both brackets where it has none.
  func candidate(_ name: String, _ function: Function, isMethod: Bool = false, prefix: String = "") -> InputCandidate {
    let parameters = isMethod ? Array(function.type.parameters.dropFirst()) : function.type.parameters
    let brackets = isFollowedByParenthesis ? "" : parameters.isEmpty ? "()" : "("
    return InputCandidate(
      .function, prefix + name + brackets, label: prefix + name,
      detail: detail(signatureText(parameters, function.type.result), function.documentation))
  }

  /// What is said of something, and the first line of its documentation.
  func detail(_ text: String, _ documentation: String?) -> String {
    guard let line = documentation?.split(whereSeparator: \.isNewline).first, !line.isEmpty else { return text }
    return text.isEmpty ? String(line) : text + "  " + line
  }
}

/// A function's parameters and result: `(x: s32) -> bool`.
func signatureText(_ parameters: [FunctionType.Parameter], _ result: ValueType?) -> String {
  "(" + parameters.map { "\($0.name): \($0.type.typeText)" }.joined(separator: ", ") + ")"
    + (result.map { " -> " + $0.typeText } ?? "")
}
