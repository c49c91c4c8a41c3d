import ComponentTypes
package import Diagnostics
import WAVE

extension LanguageError: DiagnosticConvertible {
  /// The one place for the wording of mistakes in inputs.
  package var diagnostics: [Diagnostic] {
    switch kind {
    case .value(let mistake, let function): return mistake.diagnostics.map { Self.placed($0, in: function) }
    case .call(let diagnostic): return [placed(diagnostic)]
    default: break
    }
    let (code, message, help) = wording
    return [
      Diagnostic(
        code, message, at: .text(source, [.init(span, label)]), notes: help.map { [.init(.help, $0)] } ?? [])
    ]
  }

  /// The mistake with the function whose argument it is in.
  private static func placed(_ diagnostic: Diagnostic, in function: CallableFunction?) -> Diagnostic {
    guard let function else { return diagnostic }
    var placed = diagnostic
    let name = function.qualifiedName.shown(limit: 120)
    if let index = placed.notes.firstIndex(where: { $0.kind == .context }) {
      placed.notes[index].text += " of \(name)"
    } else {
      placed.notes.insert(.init(.context, name), at: 0)
    }
    if diagnostic.code == .wrongArguments {
      placed.notes.append(.init(.expected, function.signatureText))
    }
    return placed
  }

  /// A call's failure, at the call where it has no better place.
  private func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    guard case .none = diagnostic.location else { return diagnostic }
    var placed = diagnostic
    placed.location = .text(source, [.init(span)])
    return placed
  }

  private var label: String {
    switch kind {
    case .functionNotCalled(let function): function.signatureText
    case .mixedTypes(let expected, _): "the other operand is \(expected.shownText)"
    default: ""
    }
  }

  private var wording: (code: DiagnosticCode, message: String, help: String?) {
    switch kind {
    case .value, .call: return (.unexpectedToken, "", nil)
    case .unknownName(let name, let near, let spaced):
      let help = spaced.map { "write \($0)" } ?? (near.isEmpty ? nil : "perhaps \(Self.list(near))")
      return (.unknownName, "unknown name \(name.shown())", help)
    case .unknownType(let name, let near):
      return (.unknownType, "unknown type \(name.shown())", near.isEmpty ? nil : "perhaps \(Self.list(near))")
    case .ambiguousName(let name, let candidates):
      return (.ambiguousName, "\(name.shown()) may mean several things", "write one of \(Self.list(candidates))")
    case .notAssignable(let name, let obstacle): return Self.notAssignable(name, obstacle)
    case .notAFunction(let name):
      return (.notAFunction, "\(name.shown()) is a variable and takes no arguments", nil)
    case .instanceIsNoValue(let name):
      return (.functionNotCalled, "\(name.shown()) is an instance", "write \(name).FUNCTION(...), or :browse \(name)")
    case .functionNotCalled(let function):
      let name = function.path.function.shown()
      return (.functionNotCalled, "\(name) is a function", "write \(name)(...) to call it")
    case .operatorSpacing(let suggestion):
      return (
        .operatorSpacing, "a - that touches only what follows it is a sign",
        suggestion.map { "write \($0)" } ?? "an operator has blanks on both sides"
      )
    case .bareExpression(let suggestion, let name):
      return (
        .bareExpression, "arguments without brackets cannot be expressions",
        "write \(suggestion ?? "\(name.shown(limit: 100))(...)")"
      )
    case .noLastValue: return (.noEarlierValue, "there is no last value yet", nil)
    case .noSuchInput(let number):
      return (.noEarlierValue, number.map { "input \($0) has no value" } ?? "there is no such input", nil)
    case .malformedVersion: return (.malformedVersion, "this is no version", "a version has three numbers, as @1.0.0")
    case .malformedType(let form): return (.malformedType, "this is no type", "write \(form)")
    case .noSuchPart(let part, let type, let parts):
      return (
        .noSuchPart, "\(type.shownText) has no \(part.shown())", parts.isEmpty ? nil : "it has \(Self.list(parts))"
      )
    case .notAnInteger(let what, let type):
      return (.notAnInteger, "\(what) takes integers, and this is \(type.shownText)", nil)
    case .mixedTypes(let expected, let found):
      return (
        .mixedTypes, "types do not mix: \(expected.shownText) and \(found.shownText)",
        "convert one: ... as \(expected.shownText)"
      )
    case .cannotConvert(let from, let to):
      return (.cannotConvert, "\(from.shownText) cannot be converted to \(to.shownText)", "as converts integers")
    case .noResult(let function):
      return (.noResult, "\(function.path.function.shown()) has no result to use here", nil)
    case .divisionByZero: return (.divisionByZero, "division by zero", nil)
    case .indexOutOfRange(let index, let count):
      return (
        .indexOutOfRange, "there is no element \(index)",
        count == 0 ? "the list is empty" : "there are \(count), 0..\(count - 1)"
      )
    }
  }

  private static func notAssignable(
    _ name: String, _ obstacle: AssignmentObstacle
  ) -> (DiagnosticCode, String, String?) {
    let what =
      switch obstacle {
      case .word: "a word of the language"
      case .type: "a type's name"
      case .instance: "an instance's name"
      }
    let help = obstacle == .instance ? nil : "%\(name) may be assigned to, and is read as %\(name)"
    return (.notAssignable, "\(name.shown()) is \(what)", help)
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(8).map { $0.shown(limit: 120) }.joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
  }
}

extension CallableFunction {
  /// The function's declaration, fit for a message.
  var signatureText: String {
    let parameters = type.parameters.map { "\($0.name): \($0.type.typeText)" }.joined(separator: ", ")
    let result = type.result.map { " -> \($0.typeText)" } ?? ""
    return "\(path.function): func(\(parameters))\(result)".shown(limit: 200)
  }
}
