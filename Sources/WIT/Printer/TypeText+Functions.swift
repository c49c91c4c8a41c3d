import ComponentTypes

// Functions as WIT text writes them, around the types that ComponentTypes writes.

extension TypeText {
  /// `func(a: s32) -> bool`, with `async ` before it where it is.
  func signature(_ type: FunctionType) -> String {
    var buffer = TextBuffer()
    appendSignature(type, type.parameters[...], to: &buffer)
    return buffer.text
  }

  /// A function's declaration without its `;`, as its interface or resource holds it.
  func declaration(_ function: Function) -> String {
    var buffer = TextBuffer()
    append(function, to: &buffer)
    return buffer.text
  }

  /// Appends a function's declaration without its `;`, as its interface or resource holds it: a method without `self`,
  /// a constructor without the result that it always has.
  func append(_ function: Function, to text: inout TextBuffer) {
    let type = function.type
    switch function.kind {
    case .freestanding:
      text.append(name: function.name)
      text += ": "
      appendSignature(type, type.parameters[...], to: &text)
    case .constructor:
      text += "constructor"
      append(type.parameters[...], to: &text)
      if let result = type.result, case .result = result.shape {
        text += " -> "
        append(result, to: &text)
      }
    case .method:
      text.append(name: memberName(function))
      text += ": "
      appendSignature(type, type.parameters.dropFirst(), to: &text)
    case .staticMember:
      text.append(name: memberName(function))
      text += ": static "
      appendSignature(type, type.parameters[...], to: &text)
    }
  }

  private func appendSignature(
    _ type: FunctionType, _ parameters: ArraySlice<FunctionType.Parameter>, to text: inout TextBuffer
  ) {
    text += type.isAsync ? "async func" : "func"
    append(parameters, to: &text)
    if let result = type.result {
      text += " -> "
      append(result, to: &text)
    }
  }

  private func append(_ parameters: ArraySlice<FunctionType.Parameter>, to text: inout TextBuffer) {
    text += "("
    for (number, parameter) in parameters.enumerated() {
      if number > 0 { text += ", " }
      text.append(name: parameter.name)
      text += ": "
      append(parameter.type, to: &text)
    }
    text += ")"
  }

  /// The part of `[method]counter.next` behind the dot.
  private func memberName(_ function: Function) -> String {
    let name = function.name.utf8
    guard let dot = name.firstIndex(of: UInt8(ascii: ".")) else { return function.name }
    return String(function.name[name.index(after: dot)...])
  }
}
