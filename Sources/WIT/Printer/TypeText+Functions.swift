import ComponentTypes

// Functions as WIT text writes them, around the types that ComponentTypes writes.

extension TypeText {
  /// `func(a: s32) -> bool`, with `async ` before it where it is.
  func signature(_ type: FunctionType) -> String {
    (type.isAsync ? "async " : "") + "func" + parameters(type.parameters[...])
      + (type.result.map { " -> " + expression($0) } ?? "")
  }

  /// A function's declaration without its `;`, as its interface or resource holds it: a method without `self`,
  /// a constructor without the result that it always has.
  func declaration(_ function: Function) -> String {
    switch function.kind {
    case .freestanding: return "\(WITKeyword.escaped(function.name)): \(signature(function.type))"
    case .constructor:
      var text = "constructor" + parameters(function.type.parameters[...])
      if let result = function.type.result, case .result = result.shape { text += " -> " + expression(result) }
      return text
    case .method:
      let type = function.type
      let rest = FunctionType(
        parameters: Array(type.parameters.dropFirst()), result: type.result, isAsync: type.isAsync)
      return "\(WITKeyword.escaped(memberName(function))): \(signature(rest))"
    case .staticMember: return "\(WITKeyword.escaped(memberName(function))): static \(signature(function.type))"
    }
  }

  private func parameters(_ parameters: ArraySlice<FunctionType.Parameter>) -> String {
    "(" + parameters.map { "\(WITKeyword.escaped($0.name)): \(expression($0.type))" }.joined(separator: ", ") + ")"
  }

  /// The part of `[method]counter.next` behind the dot.
  private func memberName(_ function: Function) -> String {
    guard let dot = function.name.firstIndex(of: ".") else { return function.name }
    return String(function.name[function.name.index(after: dot)...])
  }
}
