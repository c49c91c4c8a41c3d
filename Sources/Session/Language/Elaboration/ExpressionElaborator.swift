import BitArithmetic
import ComponentTypes
import Diagnostics
import WAVE

/// Finds what names mean and gives types to expressions; nothing is called.
///
/// Values are WAVE's: this answers for what WAVE does not know.
final class ExpressionElaborator: EmbeddedResolver {
  let lexer: Lexer
  let context: any EvaluationContext
  /// What fills the holes, by number.
  private(set) var operations: [Operation] = []
  /// How deep each operation's inputs go.
  private var depths: [Int] = []
  /// The type that stands before the line for the untyped literals in it; not in arguments, which have types.
  var literalType: ValueType?
  /// What names, calls and paths turned out to be, so that each is looked at once.
  private var found: [SourceSpan: Found] = [:]
  /// The types that expressions bring to the operators around them.
  private var ownTypes: [SourceSpan: Result<ValueType?, WAVEError>] = [:]

  /// A value, or a call that gives none.
  struct Found {
    let template: ValueTemplate
    let type: ValueType?
    /// The function, where it is a call.
    let call: CallableFunction?

    init(_ template: ValueTemplate, _ type: ValueType?, call: CallableFunction? = nil) {
      self.template = template
      self.type = type
      self.call = call
    }

    init(_ value: TypedValue) {
      self.init(.constant(value.value), value.type)
    }
  }

  /// Operations need each other no deeper than this, which bounds the recursion when they are evaluated.
  static let maximumOperationDepth = 200
  /// Expressions stand in each other no deeper than this: operators of six precedences can stand in one bracket.
  static let maximumDepth = 120
  private var depth = 0

  init(_ lexer: Lexer, context: any EvaluationContext, literalType: IntegerType?) {
    self.lexer = lexer
    self.context = context
    self.literalType = literalType.map(ValueType.init)
  }

  var values: ValueElaborator { ValueElaborator(lexer, resolver: self) }
  var defaultIntegerType: ValueType { literalType ?? .s32 }

  func error(_ kind: LanguageError.Kind, _ span: SourceSpan) -> WAVEError {
    WAVEError(.embedded(LanguageError(kind, lexer.source, span)), lexer.source, span)
  }

  /// A hole that an operation fills.
  func hole(_ kind: Operation.Kind, _ span: SourceSpan) throws(WAVEError) -> ValueTemplate {
    let operation = Operation(kind: kind, span: span)
    let depth = operation.inputs.flatMap(\.holes).reduce(0) { max($0, depths[$1]) } + 1
    guard depth <= Self.maximumOperationDepth else {
      throw WAVEError(.nestingTooDeep(limit: Self.maximumOperationDepth), lexer.source, span)
    }
    operations.append(operation)
    depths.append(depth)
    return .hole(operations.count - 1)
  }

  /// What a name, a call or a path is, whatever type is expected of it; looked at once.
  func remembered(_ span: SourceSpan, _ find: () throws(WAVEError) -> Found) throws(WAVEError) -> Found {
    if let known = found[span] { return known }
    let result = try find()
    found[span] = result
    return result
  }

  func resolve(_ syntax: ValueSyntax, expecting type: ValueType?) throws(WAVEError) -> TypedTemplate? {
    guard depth < Self.maximumDepth else {
      throw WAVEError(.nestingTooDeep(limit: Self.maximumDepth), lexer.source, syntax.span)
    }
    depth += 1
    defer { depth -= 1 }
    switch syntax.kind {
    case .label(let isEscaped):
      let label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
      if let bound = bound(label, expecting: type) { return bound }
      guard let value = try findName(label, expecting: type) else { return nil }
      return try typed(value, syntax.span)
    case .labelled(let label, let arguments):
      guard let value = try findCall(label, arguments, syntax.span, expecting: type) else { return nil }
      return try typed(value, syntax.span)
    case .embedded:
      guard let expression = syntax.expression else { return nil }
      return try resolve(expression, expecting: type)
    default: return nil
    }
  }

  private func resolve(_ syntax: ExpressionSyntax, expecting type: ValueType?) throws(WAVEError) -> TypedTemplate {
    switch syntax.kind {
    case .chain(let first, let links): return try elaborateChain(first, links, syntax.span, expecting: type)
    case .prefixed(let prefixes, let value): return try elaboratePrefixes(prefixes, value, expecting: type)
    case .ascription(let value, let written):
      let type = try TypeResolver(lexer: lexer, context: context).resolve(written)
      return TypedTemplate(try values.elaborate(value, as: type), type)
    case .conversion(let value, let written): return try elaborateConversion(value, to: written, syntax.span)
    case .path(let path): return try typed(try find(path, syntax.span), syntax.span)
    }
  }

  /// A value where one is needed.
  func typed(_ found: Found, _ span: SourceSpan) throws(WAVEError) -> TypedTemplate {
    if let type = found.type { return TypedTemplate(found.template, type) }
    guard let call = found.call else { throw error(.noLastValue, span) }
    throw error(.noResult(call), span)
  }

  /// `min` and `max` where an integer is expected, or nothing is.
  private func bound(_ label: LabelSyntax, expecting type: ValueType?) -> TypedTemplate? {
    guard !label.isEscaped, let isMaximum = Self.isMaximum(lexer.text(label.span)) else { return nil }
    let target = type.map { integer(in: $0) } ?? defaultIntegerType
    guard let target, let layout = IntegerType(target) else { return nil }
    let bits = isMaximum ? layout.maximumBits : layout.minimumBits
    return ComponentValue(integerBits: bits, target).map { TypedTemplate(.constant($0), target) }
  }

  static func isMaximum(_ name: String) -> Bool? {
    switch name {
    case "max": true
    case "min": false
    default: nil
    }
  }

  /// The integer type that a type is, or that its payload stands for it with.
  func integer(in type: ValueType) -> ValueType? {
    if type.integerLayout != nil { return type }
    return type.flattenedPayload.flatMap { $0.integerLayout == nil ? nil : $0 }
  }

  func isUntypedInteger(_ syntax: ValueSyntax) -> Bool {
    switch syntax.kind {
    case .label(false): return Self.isMaximum(lexer.text(syntax.span)) != nil
    case .embedded:
      switch syntax.expression?.kind {
      case .chain, .prefixed:
        // A mistake in it is found when it is given its type.
        do { return try ownType(of: syntax) == nil } catch { return false }
      default: return false
      }
    default: return false
    }
  }

  /// The type that an operand has by itself; nil for an integer that takes the other operand's.
  func ownType(of syntax: ValueSyntax) throws(WAVEError) -> ValueType? {
    // Mistakes are remembered too: looking again at each level would double the work with each.
    if let known = ownTypes[syntax.span] { return try known.get() }
    let found = Result { () throws(WAVEError) in try findOwnType(of: syntax) }
    ownTypes[syntax.span] = found
    return try found.get()
  }

  private func findOwnType(of syntax: ValueSyntax) throws(WAVEError) -> ValueType? {
    switch syntax.kind {
    case .number(true): return literalType
    case .label(false) where Self.isMaximum(lexer.text(syntax.span)) != nil: return literalType
    case .tuple(let elements) where elements.count == 1: return try ownType(of: elements[0])
    case .embedded: break
    default: return try values.infer(syntax).type
    }
    switch syntax.expression?.kind {
    case .chain(let first, let links):
      if let type = try ownType(of: first) { return type }
      for link in links where !link.operation.isShift {
        if let type = try ownType(of: link.operand) { return type }
      }
      return nil
    case .prefixed(_, let value): return try ownType(of: value)
    case .ascription(_, let type), .conversion(_, let type):
      return try TypeResolver(lexer: lexer, context: context).resolve(type)
    case .path, nil: return try values.infer(syntax).type
    }
  }
}

extension ValueType {
  /// The type of integers of a width and sign.
  init(_ type: IntegerType) {
    switch (type.width, type.isSigned) {
    case (8, true): self = .s8
    case (8, false): self = .u8
    case (16, true): self = .s16
    case (16, false): self = .u16
    case (32, false): self = .u32
    case (64, true): self = .s64
    case (64, false): self = .u64
    default: self = .s32
    }
  }
}

extension IntegerType {
  /// The width and sign of an integer type; nil for any other.
  init?(_ type: ValueType) {
    guard let layout = type.integerLayout else { return nil }
    self.init(width: layout.width, isSigned: layout.isSigned)
  }
}
