import ComponentTypes
import Diagnostics

extension Session {
  /// The longest text that is previewed, in UTF-8 bytes.
  private static let previewLimit = 4_096

  /// The value that a text would have, where it is a complete expression that calls nothing; nil for everything else.
  ///
  /// Of a command only the expression of `:bits`, `:carry` and `:wheel` is evaluated, of an assignment its value. Nothing
  /// of the session changes, and no instance is made or called. The time is linear in the text, whatever is in it.
  package func preview(_ text: String) -> ValueReply? {
    guard text.utf8.count <= Self.previewLimit, pendingPrediction == nil else { return nil }
    let source = SourceText(name: "<preview>", text: text)
    guard let parsed = try? parseInput(source) else { return nil }
    let expression: ParsedExpression
    switch parsed.kind {
    case .empty: return nil
    case .expression(let own): expression = own
    case .assignment(let assignment): expression = assignment.value
    case .command(let command):
      guard !command.argument.isEmpty, case .success(let named) = Command.named(command.name),
        [.bits, .carry, .wheel].contains(named),
        let own = try? parseExpression(
          source, within: BitsChange.separate(CommandArguments(command, in: source)).expression.span)
      else { return nil }
      expression = own
    }
    guard let checked = try? expression.checked(in: self), checked.signature == nil, !checked.makesCalls,
      let evaluation = try? checked.evaluated(in: self), evaluation.value != nil
    else { return nil }
    return ValueReply(evaluation)
  }
}

extension CheckedExpression {
  /// Whether evaluating it calls a function anywhere.
  var makesCalls: Bool {
    operations.contains { operation in
      if case .call = operation.kind { true } else { false }
    }
  }
}
