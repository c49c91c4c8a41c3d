import ComponentTypes
import Diagnostics
import WAVE

/// Finds the types that written types mean.
struct TypeResolver {
  let lexer: Lexer
  let context: any EvaluationContext

  static let primitives: [String: ValueType] = [
    "bool": .bool, "s8": .s8, "u8": .u8, "s16": .s16, "u16": .u16, "s32": .s32, "u32": .u32, "s64": .s64, "u64": .u64,
    "f32": .f32, "f64": .f64, "char": .char, "string": .string, "error-context": ValueType(.errorContext),
    "result": ValueType(.result(ok: nil, error: nil)), "stream": ValueType(.stream(nil)),
    "future": ValueType(.future(nil)),
  ]

  /// Every word that names a type or begins one.
  static let words: Set<String> = Set(primitives.keys).union([
    "list", "option", "tuple", "map", "own", "borrow", "record", "variant", "enum", "flags",
  ])

  func resolve(_ syntax: TypeSyntax) throws(WAVEError) -> ValueType {
    switch syntax.kind {
    case .name(let name): return try resolve(name, at: syntax.span)
    case .generic(let word, let arguments, let length):
      var types: [ValueType?] = []
      for argument in arguments {
        guard let argument else {
          types.append(nil)
          continue
        }
        types.append(try resolve(argument))
      }
      guard let type = Self.apply(word, types, length: length) else {
        throw error(.malformedType(Self.form(of: word)), syntax.span)
      }
      return type
    case .members(let word, let members): return try resolve(word, members)
    }
  }

  private func resolve(_ name: String, at span: SourceSpan) throws(WAVEError) -> ValueType {
    if let primitive = Self.primitives[name] { return primitive }
    let found = context.lookUpType(name)
    guard let first = found.first else {
      if Self.words.contains(name) { throw error(.malformedType(Self.form(of: name)), span) }
      throw error(.unknownType(name, near: nearNames(to: name, among: Self.words.sorted())), span)
    }
    guard found.allSatisfy({ $0 == first }) else {
      let candidates = found.map { type in
        type.name.flatMap { name in name.interface.map { "\($0).\(name.name)" } } ?? type.typeText
      }
      throw error(.ambiguousName(name, candidates), span)
    }
    return first
  }

  /// The type that a word makes of its arguments; nil where it does not take these.
  private static func apply(_ word: String, _ arguments: [ValueType?], length: UInt32?) -> ValueType? {
    let present = arguments.compactMap(\.self)
    if word == "result" {
      guard (1...2).contains(arguments.count) else { return nil }
      return ValueType(.result(ok: arguments[0], error: arguments.count == 2 ? arguments[1] : nil))
    }
    guard present.count == arguments.count, let first = present.first else { return nil }
    switch (word, present.count) {
    case ("list", 1): return ValueType(length.map { .fixedLengthList(first, length: $0) } ?? .list(first))
    case ("option", 1): return ValueType(.option(first))
    case ("tuple", _): return ValueType(.tuple(present))
    case ("map", 2): return ValueType(.map(key: first, value: present[1]))
    case ("stream", 1): return ValueType(.stream(first))
    case ("future", 1): return ValueType(.future(first))
    case ("own", 1): if case .own = first.shape { return first }
    case ("borrow", 1): if case .own(let resource) = first.shape { return ValueType(.borrow(resource)) }
    default: break
    }
    return nil
  }

  private static func form(of word: String) -> String {
    switch word {
    case "map": "map<KEY, VALUE>"
    case "tuple": "tuple<TYPE, ...>"
    case "result": "result<OK, ERROR>, with _ for what is absent"
    case "own", "borrow": "\(word)<RESOURCE>"
    case "record": "record {NAME: TYPE, ...}"
    case "variant": "variant {NAME(TYPE), ...}"
    case "enum", "flags": "\(word) {NAME, ...}"
    default: "\(word)<TYPE>"
    }
  }

  private func resolve(
    _ word: String, _ members: [(name: String, type: TypeSyntax?)]
  ) throws(WAVEError) -> ValueType {
    var resolved: [(name: String, type: ValueType?)] = []
    for member in members {
      guard let type = member.type else {
        resolved.append((member.name, nil))
        continue
      }
      resolved.append((member.name, try resolve(type)))
    }
    switch word {
    case "record":
      return ValueType(.record(resolved.compactMap { member in member.type.map { .init(member.name, $0) } }))
    case "variant": return ValueType(.variant(resolved.map { .init($0.name, $0.type) }))
    case "enum": return ValueType(.enumeration(resolved.map { .init($0.name) }))
    default: return ValueType(.flags(resolved.map { .init($0.name) }))
    }
  }

  private func error(_ kind: LanguageError.Kind, _ span: SourceSpan) -> WAVEError {
    WAVEError(.embedded(LanguageError(kind, lexer.source, span)), lexer.source, span)
  }
}
