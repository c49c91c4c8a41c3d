private import CoreModule
private import CoreTypes
package import Diagnostics

extension ComponentBinaryError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] { [diagnostic(file: "component")] }

  /// The error as a diagnostic in a named file.
  package func diagnostic(file: String) -> Diagnostic {
    if case .coreModule(let error) = kind {
      var diagnostic = error.diagnostic(file: file)
      diagnostic.notes.append(Diagnostic.Note(.context, "a core module of the component"))
      return diagnostic
    }
    return Diagnostic(
      kind.code, kind.message, failure: kind.canBeRead ? .invalid : .malformed,
      at: .binary(file: file, offset: offset), notes: kind.notes)
  }

  /// Whether the bytes do not have the binary format, as against breaking a rule.
  package var isMalformed: Bool {
    if case .coreModule(let error) = kind { return error.category == .malformed }
    return kind.isMalformed
  }

  /// Whether the component uses what this implementation does not hold or was told not to accept.
  package var isUnsupported: Bool {
    switch kind {
    case .unsupported, .notActive: true
    case .coreModule(let error): error.category == .unsupported
    default: false
    }
  }
}

extension ComponentBinaryError.Kind {
  fileprivate var isMalformed: Bool {
    switch self {
    case .notAComponent, .unexpectedEnd, .malformedInteger, .malformedUTF8, .unknownByte, .sectionSizeMismatch: true
    default: false
    }
  }

  /// Whether this implementation can read the bytes as a component at all.
  fileprivate var canBeRead: Bool {
    switch self {
    case .unsupported, .notActive, .tooMany, .typeTooLarge, .typeTooDeep, .nestingTooDeep: false
    default: !isMalformed
    }
  }

  fileprivate var code: DiagnosticCode {
    switch self {
    case .notAComponent: .notAComponent
    case .unexpectedEnd, .malformedInteger, .malformedUTF8, .unknownByte, .sectionSizeMismatch, .coreModule:
      .malformedComponent
    case .tooMany, .typeTooLarge, .typeTooDeep, .nestingTooDeep: .componentLimit
    case .unsupported, .notActive: .unsupportedComponent
    case .unknownIndex, .wrongKind, .invalidOuterCount, .notAllowedHere: .componentIndex
    case .invalidName, .nameConflict, .annotation: .componentName
    case .emptyType, .invalidType, .valueUse: .componentType
    case .typeMismatch: .componentMismatch
    case .noExport, .exportIsNot, .missingArgument, .duplicateArgument: .componentLinking
    case .invalidOption, .missingOption, .incorrectSignature, .notLocalResource: .canonicalDefinition
    case .outerResource, .unnamedType, .localResourceInImports, .hiddenResource: .typeVisibility
    }
  }

  fileprivate var message: String {
    switch self {
    case .notAComponent(.coreModule): "this is a core module, not a component"
    case .notAComponent(.unknownVersion(let version, let layer)):
      "unknown binary version \(version), layer \(layer)"
    case .notAComponent: "this is not a WebAssembly component"
    case .unexpectedEnd: "unexpected end"
    case .malformedInteger: "malformed LEB128 integer"
    case .malformedUTF8: "malformed UTF-8 in a name"
    case .unknownByte(let byte, let production): "unknown byte \(hexadecimal(byte)) where a \(production) is expected"
    case .sectionSizeMismatch: "a section's size does not match its contents"
    case .tooMany(let what, let limit): "too many \(what): at most \(limit)"
    case .typeTooLarge: "the component's types are too large"
    case .typeTooDeep: "a type is nested too deeply: at most \(ComponentLimits.typeDepth) levels"
    case .nestingTooDeep: "components and types are nested too deeply: at most \(ComponentLimits.scopeDepth) levels"
    case .unsupported(let what), .notActive(let what, nil): "\(what): not supported"
    case .notActive(let what, _?): "\(what): not enabled"
    case .unknownIndex(let space, let index, let count): "unknown \(space) \(index): there are \(count)"
    case .wrongKind(let index, let expected): "index \(index) is no \(expected)"
    case .invalidOuterCount(let count): "an outer alias goes out \(count) scopes, which do not exist"
    case .notAllowedHere(let what): "\(what) is not allowed here"
    case .invalidName(let name, let role): "\(quoted(name)) is not a valid \(role) name"
    case .nameConflict(let name, let other, let role): "\(role) name \(quoted(name)) conflicts with \(quoted(other))"
    case .emptyType(let what): "type \(what) cannot be empty"
    case .invalidType(let what): "\(what) is not valid"
    case .noExport(let name): "there is no export named \(quoted(name))"
    case .exportIsNot(let name, let expected): "export \(quoted(name)) is no \(expected)"
    case .missingArgument(let name): "nothing is given for import \(quoted(name))"
    case .duplicateArgument(let name): "argument \(quoted(name)) is given twice"
    case .typeMismatch(_, let expected, let found):
      "type mismatch: expected \(printable(expected)), found \(printable(found))"
    case .invalidOption(let what): "canonical option: \(printable(what))"
    case .missingOption(let name): "canonical option \(name) is required"
    case .incorrectSignature(let what, let expected, let found):
      "\(what) has the signature \(found.words), expected \(expected.words)"
    case .notLocalResource(let index): "type \(index) is not a resource type defined in this component"
    case .outerResource: "an outer alias brings a resource type into a component"
    case .unnamedType(let name, let role):
      "\(role) \(quoted(name)) refers to a type that has no \(role) name"
    case .localResourceInImports: "an import refers to a resource type that the component itself defines"
    case .hiddenResource: "an export refers to a resource type that is not exported"
    case .valueUse(let index, true): "value \(index) is used more than once"
    case .valueUse(let index, false): "value \(index) is not used"
    case .annotation(let name, let what): "\(quoted(name)) \(what)"
    case .coreModule: "a core module inside is not valid"
    }
  }

  fileprivate var notes: [Diagnostic.Note] {
    switch self {
    case .typeMismatch(let path, _, _) where !path.isEmpty:
      [Diagnostic.Note(.context, path.map(printable).joined(separator: " / "))]
    case .notActive(_, let feature?): [Diagnostic.Note(.help, "turn it on with --features \(feature)")]
    case .notAComponent(.coreModule): [Diagnostic.Note(.help, "core modules are loaded as they are")]
    default: []
    }
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return "0x" + (digits.count < 2 ? "0" : "") + digits
}

private func quoted(_ name: String) -> String { "`\(printable(name))`" }

/// Text of the file with its control characters escaped and its length bounded.
private func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars.prefix(200) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return text.unicodeScalars.count > 200 ? result + "..." : result
}
