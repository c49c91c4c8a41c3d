import ComponentTypes
import Diagnostics
import WAVE

extension ExpressionElaborator {
  /// What a name alone is: `it` or a variable.
  /// - Returns: nil where the name is nothing and the expected type's cases are what should be suggested.
  func findName(_ label: LabelSyntax, expecting type: ValueType?) throws(WAVEError) -> Found? {
    let name = lexer.text(label.nameSpan)
    if !label.isEscaped, WAVEKeyword(rawValue: name) != nil { return nil }
    if let value = try value(named: label) { return Found(value) }
    switch context.lookUpFunction(.named(instance: nil, interface: nil, names: [name])) {
    case .found(let function): throw error(.functionNotCalled(function), label.span)
    case .ambiguous(let candidates): throw error(.ambiguousName(name, candidates), label.span)
    case .unknown: break
    }
    if context.instanceExists(name) { throw error(.instanceIsNoValue(name), label.span) }
    if let type, (type.flattenedPayload ?? type).isNamedByCases { return nil }
    throw unknown(name, label.span)
  }

  /// `it` or a variable's value.
  func value(named label: LabelSyntax) throws(WAVEError) -> TypedValue? {
    let name = lexer.text(label.nameSpan)
    if !label.isEscaped, name == "it" {
      guard let value = context.lastValue else { throw error(.noLastValue, label.span) }
      return value
    }
    return context.variable(named: name)
  }

  /// A name with brackets: a call.
  func findCall(
    _ label: LabelSyntax, _ arguments: [ValueSyntax], _ span: SourceSpan, expecting type: ValueType?
  ) throws(WAVEError) -> Found? {
    let name = lexer.text(label.nameSpan)
    if !label.isEscaped, WAVEKeyword(rawValue: name) != nil { return nil }
    switch context.lookUpFunction(.named(instance: nil, interface: nil, names: [name])) {
    case .found(let function):
      return try remembered(span) { () throws(WAVEError) in
        try call(function, .call(arguments, SourceSpan(label.span.end, span.end)), span)
      }
    case .ambiguous(let candidates): throw error(.ambiguousName(name, candidates), label.span)
    case .unknown: break
    }
    if try value(named: label) != nil { throw error(.notAFunction(name), label.span) }
    if context.instanceExists(name) { throw error(.instanceIsNoValue(name), label.span) }
    if let type, (type.flattenedPayload ?? type).isNamedByCases { return nil }
    throw unknown(name, label.span)
  }

  func unknown(_ name: String, _ span: SourceSpan) -> WAVEError {
    error(.unknownName(name, near: near(name), spaced: subtraction(in: name)), span)
  }

  /// Names like one that is unknown. Every other letter is near a single one, so that has none.
  func near(_ name: String) -> [String] {
    name.count < 2 ? [] : nearNames(to: name, among: context.knownNames)
  }

  /// `x - 1` where `x-1` was written, if x and what follows it would have values.
  private func subtraction(in name: String) -> String? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    for count in 1..<max(2, min(parts.count, 20)) where count < parts.count {
      let left = parts[..<count].joined(separator: "-")
      let right = parts[count...].joined(separator: "-")
      let isLeft = left == "it" || context.variable(named: left) != nil
      let isNumber = right.utf8.allSatisfy(\.isASCIIDigit)
      if isLeft, isNumber || context.variable(named: right) != nil { return "\(left) - \(right)" }
    }
    return nil
  }
}

extension ValueType {
  /// Whether its values are named by cases.
  var isNamedByCases: Bool {
    switch shape {
    case .variant, .enumeration: true
    default: false
    }
  }
}
