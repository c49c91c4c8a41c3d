import BitArithmetic
import ComponentTypes
import Diagnostics
import WAVE

extension ExpressionElaborator {
  /// Gives one type to all operands: that of the first that has one, or the expected one, or the default.
  func elaborateChain(
    _ first: ValueSyntax, _ links: [ExpressionSyntax.Link], _ span: SourceSpan, expecting expected: ValueType?
  ) throws(WAVEError) -> TypedTemplate {
    let operands = [first] + links.filter { !$0.operation.isShift }.map(\.operand)
    var own: ValueType?
    for operand in operands {
      own = try ownType(of: operand)
      if own != nil { break }
    }
    let type = own ?? expected.flatMap(integer) ?? defaultIntegerType
    guard let layout = IntegerType(type) else {
      let (operand, symbol) = try offender(first, links)
      throw error(.notAnInteger(symbol, type), operand.span)
    }
    let start = try operand(first, as: type, symbol: links.first?.operation.rawValue ?? "")
    var elaborated: [Operation.Link] = []
    for link in links {
      let value: TypedTemplate
      if link.operation.isShift {
        value = try integer(link.operand, for: "the count of \(link.operation.rawValue)")
      } else {
        value = TypedTemplate(try operand(link.operand, as: type, symbol: link.operation.rawValue), type)
      }
      elaborated.append(
        .init(
          operation: link.operation, operand: value.template, operandType: value.type,
          span: first.span.union(link.operand.span)))
    }
    return TypedTemplate(try hole(.chain(start, elaborated, layout), span), type)
  }

  /// The first operand that is no integer, and the operator beside it.
  private func offender(
    _ first: ValueSyntax, _ links: [ExpressionSyntax.Link]
  ) throws(WAVEError) -> (ValueSyntax, String) {
    for link in links where !link.operation.isShift {
      if let type = try ownType(of: first), type.integerLayout == nil { break }
      if let type = try ownType(of: link.operand), type.integerLayout == nil {
        return (link.operand, link.operation.rawValue)
      }
    }
    return (first, links.first?.operation.rawValue ?? "the operator")
  }

  private func operand(_ syntax: ValueSyntax, as type: ValueType, symbol: String) throws(WAVEError) -> ValueTemplate {
    if let own = try ownType(of: syntax), own != type {
      if own.integerLayout == nil { throw error(.notAnInteger(symbol, own), syntax.span) }
      throw error(.mixedTypes(type, own), syntax.span)
    }
    return try values.elaborate(syntax, as: type)
  }

  /// An integer of any type: a shift's count, an index. What nothing types is s32, or u64 if that is too small.
  func integer(_ syntax: ValueSyntax, for purpose: String) throws(WAVEError) -> TypedTemplate {
    let outer = literalType
    literalType = nil
    defer { literalType = outer }
    let value: TypedTemplate
    if let literal = literal(syntax) {
      let type: ValueType = literal.fits(width: 32, isSigned: true) ? .s32 : .u64
      value = TypedTemplate(try values.elaborate(syntax, as: type), type)
    } else {
      value = try values.infer(syntax)
    }
    guard value.type.integerLayout != nil else { throw error(.notAnInteger(purpose, value.type), syntax.span) }
    return value
  }

  /// The integer literal that stands here, perhaps in brackets.
  private func literal(_ syntax: ValueSyntax) -> IntegerLiteral? {
    switch syntax.kind {
    case .number(true): IntegerLiteral(lexer.text(syntax.span))
    case .tuple(let elements) where elements.count == 1: literal(elements[0])
    default: nil
    }
  }

  func elaboratePrefixes(
    _ prefixes: [ExpressionSyntax.Prefix], _ value: ValueSyntax, expecting expected: ValueType?
  ) throws(WAVEError) -> TypedTemplate {
    let type = try ownType(of: value) ?? expected.flatMap(integer) ?? defaultIntegerType
    guard let layout = IntegerType(type) else {
      throw error(.notAnInteger(prefixes.last?.operation.rawValue ?? "", type), value.span)
    }
    var template = try values.elaborate(value, as: type)
    for prefix in prefixes.reversed() {
      template = try hole(.unary(prefix.operation, template, layout), prefix.span.union(value.span))
    }
    return TypedTemplate(template, type)
  }

  /// `VALUE as TYPE`: from any integer type to any. A literal is first whatever holds it.
  func elaborateConversion(
    _ value: ValueSyntax, to written: TypeSyntax, _ span: SourceSpan
  ) throws(WAVEError) -> TypedTemplate {
    let target = try TypeResolver(lexer: lexer, context: context).resolve(written)
    let source: TypedTemplate
    if literalType == nil, let literal = literal(value), let type = Self.typeHolding(literal) {
      source = TypedTemplate(try values.elaborate(value, as: type), type)
    } else {
      source = try values.infer(value)
    }
    guard source.type.integerLayout != nil, target.integerLayout != nil else {
      if source.type == target { return source }
      throw error(.cannotConvert(source.type, target), span)
    }
    return TypedTemplate(try hole(.conversion(source.template, from: source.type, to: target), span), target)
  }

  private static func typeHolding(_ literal: IntegerLiteral) -> ValueType? {
    if literal.fits(width: 32, isSigned: true) { return .s32 }
    if literal.fits(width: 64, isSigned: true) { return .s64 }
    return literal.fits(width: 64, isSigned: false) ? .u64 : nil
  }
}
