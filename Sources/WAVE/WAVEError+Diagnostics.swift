import ComponentTypes
package import Diagnostics

extension WAVEError: DiagnosticConvertible {
  /// The one place for the wording of mistakes in values.
  package var diagnostics: [Diagnostic] {
    var wording = self.wording
    if case .embedded(let inner) = kind { return inner.diagnostics }
    let context = pathText
    if !context.isEmpty { wording.notes.insert(.init(.context, context), at: 0) }
    var labels = [Diagnostic.Label(span, mark == nil ? wording.label : "")]
    if let mark { labels.append(.init(mark, wording.label)) }
    if let mistake = earlier { labels.append(.init(mistake.mark ?? mistake.span, mistake.wording.message)) }
    return [Diagnostic(wording.code, wording.message, at: .text(source, labels), notes: wording.notes)]
  }

  private struct Wording {
    var code: DiagnosticCode
    var message: String
    var label = ""
    var notes: [Diagnostic.Note] = []

    init(_ code: DiagnosticCode, _ message: String, _ label: String = "", help: String? = nil) {
      self.code = code
      self.message = message
      self.label = label
      if let help { notes = [.init(.help, help)] }
    }
  }

  private var wording: Wording {
    switch kind {
    case .unexpectedCharacter(let scalar):
      return Wording(.unexpectedCharacter, "\(String(Character(scalar)).shown()) cannot stand here")
    case .quotes(let mistake): return Self.wording(mistake)
    case .malformedNumber(.digits(let radix)):
      return Wording(.malformedNumber, "this is no \(radix == .decimal ? "" : "\(radix) ")number")
    case .malformedNumber(.leadingZero):
      return Wording(.malformedNumber, "a number does not begin with 0", help: "octal numbers are written 0o17")
    case .malformedName(let name): return Self.malformedName(name)
    case .unexpected(nil, let expected):
      return Wording(.unexpectedToken, "the input ends where \(expected) is expected")
    case .unexpected(let found?, let expected):
      return Wording(.unexpectedToken, "unexpected \(found.shown(limit: 30))", "expected \(expected)")
    case .unclosed(let bracket, let close):
      return Wording(.unclosedBracket, "\(bracket) is not closed", "the input ends before its \(close)")
    case .emptyTuple: return Wording(.unexpectedToken, "a tuple has at least one element")
    case .duplicateField(let name): return Wording(.duplicateName, "the field \(name.shown()) is given twice")
    case .duplicateFlag(let name): return Wording(.duplicateName, "the flag \(name.shown()) is given twice")
    case .nestingTooDeep(let limit): return Wording(.nestingTooDeep, "this nests more than \(limit) deep")
    case .mismatch(let expected, let found):
      return Wording(.typeMismatch, "expected \(expected.shownText), found \(found.shown(limit: 120))")
    case .outOfRange(let literal, let type): return Self.outOfRange(literal, type)
    case .untypedOutOfRange(let literal, let type): return Self.untypedOutOfRange(literal, type)
    case .missingFields(let names, let type):
      return Wording(
        .missingField,
        names.count == 1 ? "the field \(Self.list(names)) is missing" : "fields are missing: \(Self.list(names))",
        type.shownText)
    case .unknownField(let name, let type):
      return Self.unknown(.unknownField, "field", name, type, among: type.memberNames)
    case .unknownCase(let name, let type):
      return Self.unknown(.unknownCase, "case", name, type, among: type.memberNames)
    case .unknownFlag(let name, let type):
      return Self.unknown(.unknownCase, "flag", name, type, among: type.memberNames)
    case .missingPayload(let name, let type):
      return Wording(
        .wrongPayload, "\(name.shown()) has a payload", help: "write \(name)(...), with a \(type.shownText)")
    case .unexpectedPayload(let name): return Wording(.wrongPayload, "\(name.shown()) has no payload")
    case .wrongCount(let expected, let found, let type):
      return Wording(
        .wrongCount, "\(Self.values(found)) where \(expected) \(expected == 1 ? "is" : "are") expected", type.shownText)
    case .missingArguments(let names):
      return Wording(
        .wrongArguments,
        names.count == 1 ? "the argument \(Self.list(names)) is missing" : "arguments are missing: \(Self.list(names))")
    case .tooManyArguments(let expected, let found, let form):
      return Wording(
        .wrongArguments, "\(found) arguments where \(expected) \(expected == 1 ? "is" : "are") expected",
        help: form.map { "the parts belong together: write \($0.shown())" })
    case .untyped(let what):
      return Wording(
        .untypedValue, "the type of \(what.shown()) cannot be told",
        help: "say it: (\(what.first == "f" ? "..." : what.shown())) : TYPE")
    case .notWritable(let type):
      return Wording(.typeMismatch, "a \(type.shownText) cannot be written, only kept in a variable")
    case .embedded: return Wording(.untypedValue, "")
    }
  }

  private static func values(_ count: Int) -> String { count == 1 ? "1 value" : "\(count) values" }

  private static func list(_ names: [String]) -> String {
    names.prefix(10).map { $0.shown() }.joined(separator: ", ") + (names.count > 10 ? ", ..." : "")
  }

  private static func wording(_ mistake: QuoteMistake) -> Wording {
    switch mistake {
    case .unterminatedString:
      Wording(.badQuotes, "the string is not closed on its line", help: "a line break in a string is written \\n")
    case .unterminatedMultilineString: Wording(.badQuotes, "the string is not closed", "expected another \"\"\"")
    case .unterminatedCharacter: Wording(.badQuotes, "the character is not closed", "expected another '")
    case .emptyCharacter: Wording(.badQuotes, "there is no character between the quotes")
    case .severalCharacters:
      Wording(
        .badQuotes, "there is more than one character between the quotes", help: "a string stands in double quotes")
    case .invalidEscape:
      Wording(.badQuotes, "this is no escape", help: "escapes are \\n \\t \\r \\\\ \\' \\\" and \\u{1f600}")
    case .multilineOpening: Wording(.badQuotes, "the text of a multi-line string begins on the next line")
    case .multilineClosing: Wording(.badQuotes, "only spaces may stand before the closing \"\"\" on its line")
    case .multilineIndentation: Wording(.badQuotes, "this line is indented less than the closing \"\"\"")
    }
  }

  private static func malformedName(_ name: String) -> Wording {
    let kebab = String(name.lowercased().map { $0 == "_" ? "-" : $0 })
    return Wording(
      .malformedName, "\(name.shown()) is no name", "words are of one case, joined by single hyphens",
      help: kebab.hasSuffix("-") || kebab.contains("--") ? nil : "perhaps \(kebab.shown())")
  }

  /// The drawn error for a literal outside its type.
  private static func outOfRange(_ literal: IntegerLiteral, _ namedType: ValueType) -> Wording {
    // An alias says nothing about what fits.
    let type = namedType.named(nil)
    guard let (width, isSigned) = type.integerLayout else {
      return Wording(.outOfRange, "\(literal.text.shown()) does not fit \(type.shownText)")
    }
    let greatest = UInt64.max >> UInt64(64 - width)
    let range = isSigned ? "-\(greatest / 2 + 1)..\(greatest / 2)" : "0..\(greatest)"
    // With as many bits as the type has, the other sign's reading is the same bits; with more, bits are lost.
    let hasWidth = literal.fits(width: width, isSigned: true) || literal.fits(width: width, isSigned: false)
    let bits = ComponentValue(integerBits: literal.lowBits, type).map { TypedValue($0, type).waveText() } ?? ""
    return Wording(
      .outOfRange, "\(literal.text.shown()) does not fit \(type.shownText)", "\(type.shownText): \(range)",
      help: "the \(hasWidth ? "same" : "low") \(width) bits as \(type.shownText): \(bits)")
  }

  private static func untypedOutOfRange(_ literal: IntegerLiteral, _ type: ValueType) -> Wording {
    var wording = outOfRange(literal, type)
    if literal.fits(width: 64, isSigned: true) {
      wording.notes = [.init(.help, "write \(literal.text):s64")]
    } else if literal.fits(width: 64, isSigned: false) {
      wording.notes = [.init(.help, "write \(literal.text):u64")]
    }
    return wording
  }

  private static func unknown(
    _ code: DiagnosticCode, _ sort: String, _ name: String, _ type: ValueType, among names: [String]
  ) -> Wording {
    let near = nearNames(to: name, among: names)
    let help = near.isEmpty ? "\(sort)s: \(list(names))" : "perhaps \(near.map { $0.shown() }.joined(separator: ", "))"
    let owner = type.name.map { "\($0.name.shown()) has" } ?? "there is"
    return Wording(code, "\(owner) no \(sort) \(name.shown())", help: names.isEmpty ? nil : help)
  }
}

extension ValueType {
  /// The type's text, fit for a message.
  package var shownText: String { typeText.shown(limit: 120) }

  /// The names of its fields, cases or flags.
  fileprivate var memberNames: [String] {
    switch shape {
    case .record(let fields): fields.map(\.name)
    case .variant(let cases): cases.map(\.name)
    case .enumeration(let labels), .flags(let labels): labels.map(\.name)
    default: []
    }
  }
}
