package import ComponentTypes
import Diagnostics

/// Gives types to written values.
///
/// Every mistake is marked where it stands and says its path. Depth is that of the syntax, which the parser bounds.
package struct ValueElaborator {
  package let lexer: Lexer
  /// The embedding language, where there is one. In it, brackets around one value may just group.
  package let resolver: (any EmbeddedResolver)?

  package init(_ lexer: Lexer, resolver: (any EmbeddedResolver)? = nil) {
    self.lexer = lexer
    self.resolver = resolver
  }

  /// Reads a written value as a value of a type.
  package func elaborate(_ syntax: ValueSyntax, as type: ValueType) throws(WAVEError) -> ValueTemplate {
    switch syntax.kind {
    case .embedded: return try resolved(syntax, as: type)
    case .label(let isEscaped):
      let label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
      if let value = try elaborateCase(label, [], syntax, as: type) { return value }
      return try resolved(syntax, as: type)
    case .labelled(let label, let payload):
      if let value = try elaborateCase(label, payload, syntax, as: type) { return value }
      return try resolved(syntax, as: type)
    case .tuple(let elements) where elements.count == 1 && resolver != nil:
      return try elaborateGroup(syntax, elements[0], as: type)
    default: break
    }
    switch (type.shape, syntax.kind) {
    case (.own, _), (.borrow, _), (.stream, _), (.future, _), (.errorContext, _):
      throw error(.notWritable(type), syntax.span)
    case (.option, _), (.result, _): return try elaborateFlattened(syntax, as: type)
    case (_, .number(let isInteger)): return .constant(try number(syntax.span, isInteger: isInteger, as: type))
    case (.char, .character): return .constant(.char(try lexer.decodeCharacter(syntax.span)))
    case (.string, .string):
      return .constant(.string(try lexer.decodeString(syntax.span, isMultiline: false)))
    case (.string, .multilineString):
      return .constant(.string(try lexer.decodeString(syntax.span, isMultiline: true)))
    case (.list(let element), .list(let elements)): return try elaborateList(elements, of: element)
    case (.fixedLengthList(let element, let length), .list(let elements)):
      guard elements.count == Int(length) else {
        throw error(.wrongCount(expected: Int(length), found: elements.count, type), syntax.span)
      }
      return try elaborateList(elements, of: element)
    case (.map(let key, let value), .list(let entries)): return try elaborateMap(entries, key, value)
    case (.tuple(let types), .tuple(let elements)):
      guard types.count == elements.count else {
        throw error(.wrongCount(expected: types.count, found: elements.count, type), syntax.span)
      }
      return try elaborateTuple(elements, types)
    case (.record(let fields), .record(let written)):
      return try elaborateRecord(written, fields, type, at: syntax.span)
    case (.flags(let labels), .flags(let written)):
      return try elaborateFlags(written, labels, type, at: syntax.span)
    default: throw mismatch(syntax, type)
    }
  }

  /// A value in single brackets: a tuple of one where that is expected, otherwise the value itself.
  private func elaborateGroup(
    _ syntax: ValueSyntax, _ inner: ValueSyntax, as type: ValueType
  ) throws(WAVEError) -> ValueTemplate {
    guard case .tuple(let types) = type.shape, types.count == 1 else { return try elaborate(inner, as: type) }
    if case .tuple = inner.kind { return try elaborateTuple([inner], types) }
    do {
      return try elaborateTuple([inner], types)
    } catch {
      // Perhaps the brackets group, and the value inside is such a tuple itself.
      if let whole = try? elaborate(inner, as: type) { return whole }
      throw error
    }
  }

  /// A value that stands for `some` or `ok` of itself.
  private func elaborateFlattened(_ syntax: ValueSyntax, as type: ValueType) throws(WAVEError) -> ValueTemplate {
    guard let payload = type.flattenedPayload else { throw mismatch(syntax, type) }
    return wrapped(try elaborate(syntax, as: payload), in: type)
  }

  /// The payload inside the option or result that it stands for.
  func wrapped(_ payload: ValueTemplate, in type: ValueType) -> ValueTemplate {
    let isOption = if case .option = type.shape { true } else { false }
    guard let value = payload.constant else { return isOption ? .some(payload) : .ok(payload) }
    return .constant(isOption ? .option(value) : .ok(value))
  }

  /// What the embedding language makes of the syntax, as a value of the type.
  func resolved(_ syntax: ValueSyntax, as type: ValueType) throws(WAVEError) -> ValueTemplate {
    guard let found = try resolver?.resolve(syntax, expecting: type) else {
      throw unknownLabel(syntax, type)
    }
    if let template = converted(found, to: type) { return template }
    throw error(.mismatch(expected: type, found: found.type.typeText), syntax.span)
  }

  /// A value of one type where another is expected: the same, a borrow of what is owned, or the payload of an option or
  /// result.
  package func converted(_ found: TypedTemplate, to type: ValueType) -> ValueTemplate? {
    if found.type == type { return found.template }
    if case (.own(let owned), .borrow(let borrowed)) = (found.type.shape, type.shape), owned == borrowed {
      return found.template
    }
    guard let payload = type.flattenedPayload, payload == found.type else { return nil }
    return wrapped(found.template, in: type)
  }

  private func unknownLabel(_ syntax: ValueSyntax, _ type: ValueType) -> WAVEError {
    let label: LabelSyntax
    switch syntax.kind {
    case .label(let isEscaped): label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
    case .labelled(let written, _): label = written
    default: return mismatch(syntax, type)
    }
    let target = type.flattenedPayload ?? type
    guard target.hasCases, keyword(label) == nil else { return mismatch(syntax, type) }
    return error(.unknownCase(name(label), target), syntax.span)
  }

  func error(_ kind: WAVEError.Kind, _ span: SourceSpan, marking mark: SourceSpan? = nil) -> WAVEError {
    WAVEError(kind, lexer.source, span, marking: mark)
  }

  func mismatch(_ syntax: ValueSyntax, _ type: ValueType) -> WAVEError {
    error(.mismatch(expected: type, found: describe(syntax)), syntax.span)
  }

  /// What a label spells, without its `%`.
  func name(_ label: LabelSyntax) -> String { lexer.text(label.nameSpan) }

  func keyword(_ label: LabelSyntax) -> WAVEKeyword? {
    label.isEscaped ? nil : WAVEKeyword(rawValue: name(label))
  }

  /// What is written, in words.
  func describe(_ syntax: ValueSyntax) -> String {
    switch syntax.kind {
    case .number(let isInteger): isInteger ? "an integer" : "a floating-point number"
    case .character: "a character"
    case .string, .multilineString: "a string"
    case .label(let isEscaped): describe(LabelSyntax(isEscaped: isEscaped, span: syntax.span))
    case .labelled(let label, _): describe(label)
    case .tuple: "a tuple"
    case .list: "a list"
    case .record: "a record"
    case .flags(let flags): flags.isEmpty ? "{}, which is flags (the record is {:})" : "flags"
    case .embedded: "an expression"
    }
  }

  private func describe(_ label: LabelSyntax) -> String {
    switch keyword(label) {
    case .true, .false: "a Boolean"
    case .inf, .nan: "a floating-point number"
    case .present, .absent: "an option"
    case .ok, .err: "a result"
    case nil: "the name \(name(label))"
    }
  }
}

extension ValueType {
  /// Whether its values are named by cases.
  var hasCases: Bool {
    switch shape {
    case .variant, .enumeration: true
    default: false
    }
  }
}
