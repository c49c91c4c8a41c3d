package import ComponentTypes
import Diagnostics

/// Gives types to written values.
///
/// Every mistake is marked where it stands and says its path.
package struct ValueElaborator {
  package let lexer: Lexer
  /// The embedding language, where there is one. In it, brackets around one value may just group.
  package let resolver: (any EmbeddedResolver)?

  package init(_ lexer: Lexer, resolver: (any EmbeddedResolver)? = nil) {
    self.lexer = lexer
    self.resolver = resolver
  }

  /// A value that is through, or whose parts come first.
  enum Start {
    case done(ValueTemplate)
    case parts(PendingValue)
  }

  /// Reads a written value as a value of a type.
  ///
  /// The values around the one that is read are kept in a list and not on the stack, so that they may nest as deep as
  /// their types.
  package func elaborate(_ syntax: ValueSyntax, as type: ValueType) throws(WAVEError) -> ValueTemplate {
    var pending: [PendingValue] = []
    do throws(WAVEError) {
      var template = try begin(syntax, as: type, &pending)
      while var value = pending.popLast() {
        if let found = template { value.append(found) }
        if let (part, type) = value.next {
          pending.append(value)
          template = try begin(part, as: type, &pending)
        } else {
          template = try finished(value)
        }
      }
      guard let template else { throw error(.untyped(describe(syntax)), syntax.span) }
      return template
    } catch {
      var error = error
      for value in pending.reversed() {
        if let step = value.step { error = error.inside(step) }
      }
      throw error
    }
  }

  private func finished(_ value: PendingValue) throws(WAVEError) -> ValueTemplate {
    if let failure = value.failure { throw failure }
    guard let template = value.template else {
      let span = (value.parts.first?.span ?? SourceSpan(0, 0)).union(value.parts.last?.span ?? SourceSpan(0, 0))
      throw error(.untyped("a map's entry that is kept in a variable"), span)
    }
    return value.wrappings.reduce(template) { wrapped($0, in: $1) }
  }

  /// Reads a value without parts, or puts it before those that wait for theirs, which gives nil.
  private func begin(
    _ syntax: ValueSyntax, as type: ValueType, _ pending: inout [PendingValue]
  ) throws(WAVEError) -> ValueTemplate? {
    switch try start(of: syntax, as: type) {
    case .done(let template): return template
    case .parts(let value):
      pending.append(value)
      return nil
    }
  }

  private func start(of written: ValueSyntax, as expected: ValueType) throws(WAVEError) -> Start {
    var syntax = written
    // A value in single brackets is a tuple of one where that is expected, otherwise the value itself.
    while resolver != nil, case .tuple(let elements) = syntax.kind, elements.count == 1 {
      guard case .tuple(let types) = expected.shape, types.count == 1 else {
        syntax = elements[0]
        continue
      }
      return try startOfGroup(elements[0], types, as: expected)
    }
    switch syntax.kind {
    case .embedded: return .done(try resolved(syntax, as: expected))
    case .label(let isEscaped):
      let label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
      if let start = try startOfCase(label, [], syntax, as: expected) { return start }
      return .done(try resolved(syntax, as: expected))
    case .labelled(let label, let payload):
      if let start = try startOfCase(label, payload, syntax, as: expected) { return start }
      return .done(try resolved(syntax, as: expected))
    default: break
    }
    var type = expected
    var wrappings: [ValueType] = []
    switch expected.shape {
    case .option, .result:
      // The value stands for `some` or `ok` of itself.
      guard let payload = expected.flattenedPayload else { throw mismatch(syntax, expected) }
      type = payload
      wrappings = [expected]
    default: break
    }
    switch try startOfAggregate(syntax, as: type) {
    case .done(let template): return .done(wrappings.reduce(template) { wrapped($0, in: $1) })
    case .parts(var value):
      value.wrappings += wrappings
      return .parts(value)
    }
  }

  private func startOfAggregate(_ syntax: ValueSyntax, as type: ValueType) throws(WAVEError) -> Start {
    switch (type.shape, syntax.kind) {
    case (.own, _), (.borrow, _), (.stream, _), (.future, _), (.errorContext, _):
      throw error(.notWritable(type), syntax.span)
    case (_, .number(let isInteger)):
      return .done(.constant(try number(syntax.span, isInteger: isInteger, as: type)))
    case (.char, .character): return .done(.constant(.char(try lexer.decodeCharacter(syntax.span))))
    case (.string, .string):
      return .done(.constant(.string(try lexer.decodeString(syntax.span, isMultiline: false))))
    case (.string, .multilineString):
      return .done(.constant(.string(try lexer.decodeString(syntax.span, isMultiline: true))))
    case (.list(let element), .list(let elements)): return try startOfList(elements, of: element)
    case (.fixedLengthList(let element, let length), .list(let elements)):
      guard elements.count == Int(length) else {
        throw error(.wrongCount(expected: Int(length), found: elements.count, type), syntax.span)
      }
      return try startOfList(elements, of: element)
    case (.map(let key, let value), .list(let entries)):
      // A map is written as the list of its entries, each a tuple of key and value.
      return .parts(PendingValue(.map, entries, .same(ValueType(.tuple([key, value])))))
    case (.tuple(let types), .tuple(let elements)):
      guard types.count == elements.count else {
        throw error(.wrongCount(expected: types.count, found: elements.count, type), syntax.span)
      }
      return .parts(PendingValue(.tuple, elements, .each(types)))
    case (.record(let fields), .record(let written)):
      return .parts(try startOfRecord(written, fields, type, at: syntax.span))
    case (.flags(let labels), .flags(let written)):
      return .done(try elaborateFlags(written, labels, type, at: syntax.span))
    default: throw mismatch(syntax, type)
    }
  }

  /// A value in single brackets where a tuple of one is expected.
  private func startOfGroup(
    _ inner: ValueSyntax, _ types: [ValueType], as type: ValueType
  ) throws(WAVEError) -> Start {
    if case .tuple = inner.kind { return .parts(PendingValue(.tuple, [inner], .each(types))) }
    do throws(WAVEError) {
      let template = try elaborate(inner, as: types[0])
      return .done(template.constant.map { .constant(.tuple([$0])) } ?? .tuple([template]))
    } catch {
      // Perhaps the brackets group, and the value inside is such a tuple itself.
      if let whole = try? elaborate(inner, as: type) { return .done(whole) }
      throw error.inside(.tupleElement(0))
    }
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
