import ComponentTypes
package import Diagnostics

/// The wording of WIT's problems.
extension WITError: DiagnosticConvertible {
  package var diagnostics: [Diagnostic] {
    var diagnostics = problems.map(\.diagnostic)
    if furtherProblems > 0, let last = diagnostics.indices.last {
      let count = furtherProblems == 1 ? "1 more problem" : "\(furtherProblems) more problems"
      diagnostics[last].notes.append(.init(.note, "and \(count)"))
    }
    return diagnostics
  }
}

extension WITProblem {
  /// The problem in words.
  package var diagnostic: Diagnostic {
    let words = wording
    return Diagnostic(
      words.code, words.message, failure: isMalformed ? .malformed : .invalid, at: location(words.label),
      notes: words.notes + farNotes)
  }

  /// Whether the text cannot be read at all, which has an exit code of its own.
  private var isMalformed: Bool { wording.code.number < 320 }

  private func location(_ label: String) -> Diagnostic.Location {
    guard let source else { return .none }
    if case .invalidUTF8(let offset) = kind { return .binary(file: source.name, offset: offset) }
    guard let span else { return .none }
    var labels = [Diagnostic.Label(span, label)]
    if let related, related.source.name == source.name { labels.append(.init(related.span, related.words)) }
    return .text(source, labels)
  }

  /// A related place in another file, which the source with carets cannot show.
  private var farNotes: [Diagnostic.Note] {
    guard let related, let source, related.source.name != source.name else { return [] }
    let line = related.source.text.utf8.prefix(related.span.start).count { $0 == UInt8(ascii: "\n") } + 1
    return [.init(.note, "\(related.words): \(related.source.name):\(line)")]
  }

  private typealias Wording = (code: DiagnosticCode, message: String, label: String, notes: [Diagnostic.Note])

  private func say(
    _ code: DiagnosticCode, _ message: String, _ label: String = "", _ notes: [Diagnostic.Note] = []
  ) -> Wording {
    (code, message, label, notes)
  }

  private var wording: Wording { isSyntax ?? semanticWording }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The words for what cannot be read; nil for the other problems.
  private var isSyntax: Wording? {
    switch kind {
    case .invalidUTF8: say(.witEncoding, "the text is not UTF-8")
    case .forbiddenCharacter(let scalar):
      say(
        .witCharacter, "the character \(hexadecimal(scalar)) is not allowed in WIT", "",
        [.init(.note, "control, bidirectional and deprecated characters can make a text look like another one")])
    case .unexpectedCharacter(let scalar):
      say(.witCharacter, "no WIT begins with the character \(printable(scalar)) here")
    case .unterminatedComment: say(.witUnterminated, "the block comment does not end", "expected */")
    case .unterminatedString: say(.witUnterminated, "the string does not end on its line", "expected \"")
    case .invalidEscape: say(.witCharacter, "this escape does not exist in strings")
    case .invalidIdentifier(let name):
      say(
        .witIdentifier, "\(name) is not a name", "",
        [.init(.help, "names are words joined by -, each word of one case and the first starting with a letter")])
    case .expected(let what, let found): say(.witSyntax, "expected \(what), found \(found)", "expected \(what)")
    case .packagePathWithoutInterface:
      say(
        .witSyntax, "a package cannot be imported or exported, only its interfaces", "",
        [.init(.help, "write namespace:package/interface, or put a space after the colon to name an import")])
    case .typeNestingTooDeep: say(.witNesting, "types nest deeper than \(Limits.typeDepth)")
    case .nestedPackageNotAtTopLevel: say(.witNesting, "a nested package may stand only at the top of a file")
    case .invalidVersion(let text):
      say(.witVersion, "\(text) is not a semantic version", "", [.init(.expected, "such as 1.0.0")])
    case .unknownAttribute(let name):
      say(
        .witAttribute, "@\(name) is not an attribute", "",
        [.init(.expected, "@since, @unstable, @deprecated or @external-id")])
    case .repeatedAttribute(let name): say(.witAttribute, "@\(name) is given twice")
    case .sinceWithUnstable: say(.witAttribute, "@since and @unstable exclude each other")
    case .deprecatedAlone: say(.witAttribute, "@deprecated needs @since or @unstable beside it")
    case .misplacedExternalID(let place): say(.witAttribute, "`@external-id` does not belong on \(place)")
    case .misplacedAttribute(let place): say(.witAttribute, "attributes do not belong on \(place)")
    case .empty(let what): say(.witEmptyDeclaration, "\(what) must not be empty")
    case .invalidListLength:
      say(.witTypeParameter, "a fixed-length list needs a length from 1 to \(UInt32.max)", "expected a length")
    case .invalidMapKey:
      say(
        .witTypeParameter, "this type cannot be a map's key", "",
        [.init(.expected, "bool, an integer type, char or string")])
    default: nil
    }
  }

  private func printable(_ scalar: Unicode.Scalar) -> String {
    scalar.value > 0x20 && scalar.value < 0x7f ? "`\(scalar)`" : hexadecimal(scalar)
  }

  private func near(_ name: String, _ candidates: [String], builtIn: Bool = false) -> [Diagnostic.Note] {
    let names = nearNames(to: name, among: candidates + (builtIn ? Self.builtInTypes : []))
    if !names.isEmpty { return [.init(.help, "did you mean \(names.joined(separator: ", "))?")] }
    if candidates.isEmpty || candidates.count > 8 { return [] }
    return [.init(.help, "there are: \(candidates.joined(separator: ", "))")]
  }

  /// Source: WIT.md, "Built-in types".
  private static let builtInTypes = [
    "bool", "s8", "s16", "s32", "s64", "u8", "u16", "u32", "u64", "f32", "f64", "char", "string",
  ]

  private var semanticWording: Wording {
    switch kind {
    case .noPackage: say(.witNoPackage, "there is no WIT here")
    case .noPackageDeclaration:
      say(
        .witNoPackage, "no file of this package says which package it is", "",
        [.init(.help, "begin one with `package namespace:name;`")])
    case .packageNamesDiffer(let name, let earlier):
      say(.witPackageNamesDiffer, "this file is of package \(name), but another one of \(earlier)")
    case .severalPackageDocumentations:
      say(.witPackageNamesDiffer, "the package is documented in more than one file")
    case .duplicatePackage(let name):
      say(.witDuplicatePackage, "package \(name) is defined twice, with different contents")
    case .duplicateName(let sort, let name, let earlier):
      if name == earlier {
        say(.witDuplicateName, "the \(sort.rawValue) \(name) clashes with an earlier name", "defined again")
      } else {
        say(
          .witDuplicateName, "the \(sort.rawValue) \(name) clashes with the earlier name \(earlier)", "",
          [.init(.note, "names that differ only in case are the same name")])
      }
    case .unknownName(let sort, let name, let place, let candidates):
      say(
        .witUnknownName, "there is no \(sort.rawValue) \(name)" + (place.map { " in \($0)" } ?? ""), "unknown",
        renamedFloat(name) ?? near(name, candidates, builtIn: sort == .type && place == nil))
    case .unknownPackage(let name, let candidates): unknownPackage(name, candidates)
    case .wrongSort(let name, let actual, let wanted):
      say(
        .witWrongKind, "\(name) is \(actual.withArticle), not \(wanted.withArticle)", "expected \(wanted.withArticle)")
    case .cycle(let sort, let name): say(.witCycle, "the \(sort.rawValue) \(name) depends on itself")
    case .featureOff(let sort, let name, let feature):
      say(
        .witFeatureOff, "the \(sort.rawValue) \(name) belongs to a feature that is off", "",
        feature.map { [.init(.help, "switch it on with --features \($0), or gate what uses it alike")] } ?? [])
    case .gateVersion(let version, let package):
      say(.witGateVersion, "the gate names version \(version), which \(package) has not reached")
    case .gateInUnversionedPackage(let package):
      say(.witGateVersion, "the gate names a version, but package \(package) has none")
    case .ungatedInGated(let owner, let name, let feature):
      say(
        .witFeatureOff, "the type \(name) is not gated, but its \(owner.rawValue) is and that feature is off", "",
        feature.map { [.init(.help, "put @unstable(feature = \($0)) before it")] } ?? [])
    case .notAResource(let name): say(.witNotAResource, "\(name) is not a resource, so there is no handle to it")
    case .returnedBorrow(let name): say(.witReturnedBorrow, "\(name) returns a borrowed handle, which no function may")
    case .constructorResultNotResult:
      say(.witConstructorResult, "a constructor's written result must be a `result`")
    case .constructorResultNotResource(let name):
      say(.witConstructorResult, "a constructor's `ok` type must be its own resource, \(name)")
    case .includeNameUnknown(let name, let isInterface):
      say(
        .witIncludeName,
        isInterface
          ? "\(name) names an interface, and `with` renames only plain names"
          : "the included world has no import or export \(name)")
    case .includeConflict(let sort, let name):
      say(
        .witDuplicateName, "this include brings a second \(sort.rawValue) \(name)", "",
        [.init(.help, "rename it: `include ... with { \(name) as ... }`")])
    case .transitiveExport(let name):
      say(
        .witTransitiveExport, "\(name) needs one interface both as an import and as an export", "",
        [.init(.help, "export the interfaces between them, too, or do not export the shared one")])
    case .typeTooLarge: say(.witTooLarge, "this type has more than \(Limits.typeSize) parts, names followed")
    case .typeTooDeep: say(.witTooLarge, "this type nests deeper than \(Limits.typeDepth), names followed")
    case .typesTooLarge: say(.witTooLarge, "the types together have more than \(Limits.totalTypeSize) parts")
    case .tooManyWorldItems:
      say(.witTooLarge, "the worlds together have more than \(Limits.worldItems) imports and exports")
    case .gatesDiffer(let name): say(.witGatesDiffer, "\(name) is included with two different gates")
    default: say(.witSyntax, "unreadable WIT")
    }
  }

  private func unknownPackage(_ name: PackageName, _ candidates: [PackageName]) -> Wording {
    let otherVersions = candidates.filter { $0.namespace == name.namespace && $0.name == name.name }
    let notes: [Diagnostic.Note] =
      otherVersions.isEmpty
      ? near(name.description, candidates.map(\.description))
      : [.init(.help, "there is \(otherVersions.map(\.description).joined(separator: ", "))")]
    return say(.witUnknownPackage, "package \(name) is not here", "unknown", notes)
  }

  private func renamedFloat(_ name: String) -> [Diagnostic.Note]? {
    switch name {
    case "float32": [.init(.help, "it is called f32 now")]
    case "float64": [.init(.help, "it is called f64 now")]
    default: nil
    }
  }
}

extension WITProblem.Sort {
  /// The sort with `a` or `an`.
  fileprivate var withArticle: String {
    switch self {
    case .interface, .import_, .export, .interfaceOrWorld: "an \(rawValue)"
    default: "a \(rawValue)"
    }
  }
}

extension WITProblem.Related {
  var words: String {
    switch role {
    case .firstDefinition: "first defined here"
    case .opening: "opened here"
    case .definition: "defined here"
    }
  }
}
