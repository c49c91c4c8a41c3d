import ComponentTypes
import Diagnostics

extension ValueElaborator {
  /// Reads a value that nothing says the type of: an integer gets the default type, a record the fields it has.
  /// - Throws: `WAVEError` where what is written does not tell, as `none` or `[]`.
  package func infer(_ syntax: ValueSyntax) throws(WAVEError) -> TypedTemplate {
    switch syntax.kind {
    case .number(true): return try inferInteger(syntax)
    case .number(false): return TypedTemplate(try elaborate(syntax, as: .f64), .f64)
    case .character: return TypedTemplate(try elaborate(syntax, as: .char), .char)
    case .string, .multilineString: return TypedTemplate(try elaborate(syntax, as: .string), .string)
    case .label(let isEscaped):
      return try inferLabel(LabelSyntax(isEscaped: isEscaped, span: syntax.span), [], syntax)
    case .labelled(let label, let payload): return try inferLabel(label, payload, syntax)
    case .tuple(let elements):
      if elements.count == 1, resolver != nil { return try infer(elements[0]) }
      return try inferTuple(elements)
    case .list(let elements): return try inferList(elements, syntax)
    case .record(let fields): return try inferRecord(fields, syntax)
    case .flags: throw error(.untyped("flags"), syntax.span)
    case .embedded: return try inferEmbedded(syntax)
    }
  }

  private func inferInteger(_ syntax: ValueSyntax) throws(WAVEError) -> TypedTemplate {
    let type = resolver?.defaultIntegerType ?? .s32
    do throws(WAVEError) {
      return TypedTemplate(try elaborate(syntax, as: type), type)
    } catch {
      guard case .outOfRange(let literal, _) = error.kind, type == .s32 else { throw error }
      throw self.error(.untypedOutOfRange(literal, type), syntax.span)
    }
  }

  private func inferEmbedded(_ syntax: ValueSyntax) throws(WAVEError) -> TypedTemplate {
    guard let found = try resolver?.resolve(syntax, expecting: nil) else {
      throw error(.untyped(describe(syntax)), syntax.span)
    }
    return found
  }

  private func inferLabel(
    _ label: LabelSyntax, _ payload: [ValueSyntax], _ syntax: ValueSyntax
  ) throws(WAVEError) -> TypedTemplate {
    switch keyword(label) {
    case .true, .false: return TypedTemplate(try elaborate(syntax, as: .bool), .bool)
    case .inf, .nan: return TypedTemplate(try elaborate(syntax, as: .f64), .f64)
    case .present:
      guard let first = payload.first else { throw error(.untyped("some without a payload"), syntax.span) }
      let inner = try infer(first)
      let type = ValueType(.option(inner.type))
      return TypedTemplate(wrapped(inner.template, in: type), type)
    case .absent, .ok, .err: throw error(.untyped(name(label)), syntax.span)
    case nil: return try inferEmbedded(syntax)
    }
  }

  private func inferTuple(_ elements: [ValueSyntax]) throws(WAVEError) -> TypedTemplate {
    var found: [TypedTemplate] = []
    for (index, element) in elements.enumerated() {
      do throws(WAVEError) {
        found.append(try infer(element))
      } catch {
        throw error.inside(.tupleElement(index))
      }
    }
    let templates = found.map(\.template)
    return TypedTemplate(
      ValueTemplate.constants(templates).map { .constant(.tuple($0)) } ?? .tuple(templates),
      ValueType(.tuple(found.map(\.type))))
  }

  private func inferRecord(_ fields: [FieldSyntax], _ syntax: ValueSyntax) throws(WAVEError) -> TypedTemplate {
    guard !fields.isEmpty else { throw error(.untyped("{:}"), syntax.span) }
    var found: [TypedTemplate] = []
    for field in fields {
      do throws(WAVEError) {
        found.append(try infer(field.value))
      } catch {
        throw error.inside(.field(name(field.label)))
      }
    }
    let templates = found.map(\.template)
    return TypedTemplate(
      ValueTemplate.constants(templates).map { .constant(.record($0)) } ?? .record(templates),
      ValueType(.record(zip(fields, found).map { .init(name($0.label), $1.type) })))
  }

  /// The first element that has a type of its own gives it to all.
  private func inferList(_ elements: [ValueSyntax], _ syntax: ValueSyntax) throws(WAVEError) -> TypedTemplate {
    guard !elements.isEmpty else { throw error(.untyped("[]"), syntax.span) }
    let leading = elements.firstIndex { !isUntypedInteger($0) } ?? 0
    let first: TypedTemplate
    do throws(WAVEError) {
      first = try infer(elements[leading])
    } catch {
      throw error.inside(.element(leading))
    }
    var templates: [ValueTemplate] = []
    for (index, element) in elements.enumerated() {
      do throws(WAVEError) {
        templates.append(index == leading ? first.template : try elaborate(element, as: first.type))
      } catch {
        throw error.inside(.element(index))
      }
    }
    let type = ValueType(.list(first.type))
    guard let values = ValueTemplate.constants(templates) else { return TypedTemplate(.list(templates), type) }
    guard first.type == .u8 else { return TypedTemplate(.constant(.list(values)), type) }
    return TypedTemplate(
      .constant(.bytes(values.compactMap { if case .u8(let byte) = $0 { byte } else { nil } })), type)
  }

  /// Whether it is an integer that takes whatever integer type it is given.
  package func isUntypedInteger(_ syntax: ValueSyntax) -> Bool {
    switch syntax.kind {
    case .number(let isInteger): isInteger
    case .tuple(let elements) where elements.count == 1 && resolver != nil: isUntypedInteger(elements[0])
    case .label, .embedded: resolver?.isUntypedInteger(syntax) ?? false
    default: false
    }
  }
}
