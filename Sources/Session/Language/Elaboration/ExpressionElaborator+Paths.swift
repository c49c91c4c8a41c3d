package import ComponentTypes
import Diagnostics
import WAVE

extension ExpressionElaborator {
  /// What a path leads to; looked at once.
  func find(_ path: PathSyntax, _ span: SourceSpan) throws(WAVEError) -> Found {
    try remembered(span) { () throws(WAVEError) in
      switch try start(of: path) {
      case .value(let value): return try select(path.selectors[...], from: value, path)
      case .function(let function, let rest):
        guard let arguments = rest.first, arguments.isArguments else {
          throw error(.functionNotCalled(function), path.baseSpan)
        }
        let callSpan = path.baseSpan.union(arguments.span)
        return try select(rest.dropFirst(), from: try call(function, arguments, callSpan), path)
      }
    }
  }

  /// Where a path begins.
  enum Start {
    /// A value, and all selectors apply to it.
    case value(Found)
    /// A function, and the selectors behind its name.
    case function(CallableFunction, ArraySlice<PathSyntax.Selector>)
  }

  func start(of path: PathSyntax) throws(WAVEError) -> Start {
    switch path.base {
    case .variable(let name):
      guard let value = context.variable(named: name) else { throw unknown(name, path.baseSpan) }
      return .value(Found(value))
    case .input(let number):
      guard let value = context.value(ofInput: number) else { throw error(.noSuchInput(number), path.baseSpan) }
      return .value(Found(value))
    case .interface(let readings): return try function(in: readings, instance: nil, path.selectors[...], path)
    case .value(let syntax):
      guard case .label(let isEscaped) = syntax.kind else { return .value(try found(syntax)) }
      let label = LabelSyntax(isEscaped: isEscaped, span: syntax.span)
      let name = lexer.text(label.nameSpan)
      if !isEscaped, WAVEKeyword(rawValue: name) != nil || Self.isMaximum(name) != nil {
        return .value(try found(syntax))
      }
      if let value = try value(named: label) { return .value(Found(value)) }
      return try function(from: name, path)
    }
  }

  private func found(_ syntax: ValueSyntax) throws(WAVEError) -> Found {
    let value = try values.infer(syntax)
    return Found(value.template, value.type)
  }

  /// The function that names between dots mean: an instance's, an interface's or a resource's.
  private func function(from name: String, _ path: PathSyntax) throws(WAVEError) -> Start {
    if context.instanceExists(name), let first = path.selectors.first {
      if case .interface(let readings, _) = first {
        return try function(in: readings, instance: name, path.selectors.dropFirst(), path)
      }
      let (names, rest) = members(path.selectors[...])
      guard !names.isEmpty else { throw error(.instanceIsNoValue(name), path.baseSpan) }
      return .function(try lookUp(.named(instance: name, interface: nil, names: names), path), rest)
    }
    let (names, rest) = members(path.selectors[...])
    let reference = FunctionReference.named(instance: nil, interface: nil, names: [name] + names)
    guard case .unknown = context.lookUpFunction(reference), !names.isEmpty,
      rest.first?.isArguments != true
    else { return .function(try lookUp(reference, path), rest) }
    // Nothing is called, so a value was meant: the first name is what is unknown.
    throw unknown(name, path.baseSpan)
  }

  /// The names that follow directly, and the selectors behind them.
  private func members(
    _ selectors: ArraySlice<PathSyntax.Selector>
  ) -> (names: [String], rest: ArraySlice<PathSyntax.Selector>) {
    var names: [String] = []
    for selector in selectors {
      guard case .member(let name, _) = selector else { break }
      names.append(name)
    }
    return (names, selectors.dropFirst(names.count))
  }

  /// The function behind an interface's full name, in the longest version that is loaded.
  private func function(
    in readings: [PathSyntax.InterfaceReading], instance: String?, _ selectors: ArraySlice<PathSyntax.Selector>,
    _ path: PathSyntax
  ) throws(WAVEError) -> Start {
    let (members, rest) = members(selectors)
    let references = readings.filter { !($0.names + members).isEmpty }.map {
      FunctionReference.named(instance: instance, interface: $0.interface, names: $0.names + members)
    }
    for reference in references {
      if case .unknown = context.lookUpFunction(reference) { continue }
      return .function(try lookUp(reference, path), rest)
    }
    guard let last = references.last else {
      throw unknown(readings.first?.interface.description ?? "", path.baseSpan)
    }
    return .function(try lookUp(last, path), rest)
  }

  private func lookUp(_ reference: FunctionReference, _ path: PathSyntax) throws(WAVEError) -> CallableFunction {
    var span = path.baseSpan
    for selector in path.selectors {
      guard selector.isName else { break }
      span = span.union(selector.span)
    }
    switch context.lookUpFunction(reference) {
    case .found(let function): return function
    case .ambiguous(let candidates): throw error(.ambiguousName(reference.description, candidates), span)
    case .unknown: break
    }
    guard case .named(_, _, let names) = reference, let last = names.last else {
      throw unknown(reference.description, span)
    }
    throw error(.unknownName(reference.description, near: near(last), spaced: nil), span)
  }

  /// Applies selectors to a value, from left to right.
  private func select(
    _ selectors: ArraySlice<PathSyntax.Selector>, from base: Found, _ path: PathSyntax
  ) throws(WAVEError) -> Found {
    var value = base
    var rest = selectors
    var span = path.baseSpan
    while let selector = rest.popFirst() {
      let whole = span.union(selector.span)
      if case .bare(let arguments, let argumentSpan, let trailing) = selector {
        throw misplaced(arguments, argumentSpan, trailing, behind: span)
      }
      let current = try typed(value, span)
      if case .member(let name, let memberSpan) = selector, let resource = current.type.resource {
        let function = try method(name, of: resource, memberSpan)
        guard let arguments = rest.popFirst(), arguments.isArguments else {
          throw error(.functionNotCalled(function), memberSpan)
        }
        span = whole.union(arguments.span)
        value = try call(function, arguments, span, receiver: current)
        continue
      }
      value = try part(selector, of: current, whole)
      span = whole
    }
    return value
  }

  /// The mistake of arguments behind a value: `x -1` is a slip for `x - 1`.
  private func misplaced(
    _ arguments: [ValueSyntax], _ span: SourceSpan, _ trailing: SourceSpan?, behind value: SourceSpan
  ) -> WAVEError {
    let first = arguments.first?.span ?? span
    guard lexer.text(first).hasPrefix("-") else { return error(.notAFunction(lexer.text(value)), span) }
    let rest = SourceSpan(first.start, trailing?.end ?? span.end)
    return error(.operatorSpacing(subtracted(value, rest)), first)
  }

  private func method(
    _ name: String, of resource: ResourceType, _ span: SourceSpan
  ) throws(WAVEError) -> CallableFunction {
    let reference = FunctionReference.method(of: resource, name: name)
    switch context.lookUpFunction(reference) {
    case .found(let function): return function
    case .ambiguous(let candidates): throw error(.ambiguousName(reference.description, candidates), span)
    case .unknown:
      throw error(.unknownName(reference.description, near: [], spaced: nil), span)
    }
  }

  /// A part of a value: a field, an element.
  private func part(
    _ selector: PathSyntax.Selector, of value: TypedTemplate, _ span: SourceSpan
  ) throws(WAVEError) -> Found {
    switch (selector, value.type.shape) {
    case (.member(let name, _), .record(let fields)):
      guard let index = fields.firstIndex(where: { $0.name == name }) else {
        throw error(.noSuchPart("field \(name)", value.type, parts: fields.map(\.name)), selector.span)
      }
      return Found(try part(index, of: value.template, span), fields[index].type)
    case (.position(let index, _), .tuple(let types)):
      guard types.indices.contains(index) else {
        let parts = types.isEmpty ? [] : ["0..\(types.count - 1)"]
        throw error(
          .noSuchPart("element \(lexer.text(selector.span).dropFirst())", value.type, parts: parts), selector.span)
      }
      return Found(try part(index, of: value.template, span), types[index])
    case (.position(let index, _), .list(let type)), (.position(let index, _), .fixedLengthList(let type, _)):
      let number = ValueTemplate.constant(.u64(UInt64(clamping: index)))
      return Found(try hole(.element(value.template, index: number), span), type)
    case (.index(let syntax, _), .list(let type)), (.index(let syntax, _), .fixedLengthList(let type, _)):
      let index = try integer(syntax, for: "an index")
      return Found(try hole(.element(value.template, index: index.template), span), type)
    case (.member(let name, _), _):
      throw error(.noSuchPart("field \(name)", value.type, parts: []), selector.span)
    case (.call, _), (.named, _):
      throw error(.notAFunction(lexer.text(SourceSpan(span.start, selector.span.start))), selector.span)
    default:
      throw error(.noSuchPart("element \(lexer.text(selector.span))", value.type, parts: []), selector.span)
    }
  }

  /// A field or element whose place is known. Of what is not known yet all is evaluated first, calls among it.
  private func part(_ index: Int, of template: ValueTemplate, _ span: SourceSpan) throws(WAVEError) -> ValueTemplate {
    switch template.constant {
    case .record(let parts)? where parts.indices.contains(index): .constant(parts[index])
    case .tuple(let parts)? where parts.indices.contains(index): .constant(parts[index])
    default: try hole(.part(template, index), span)
    }
  }
}

extension ValueType {
  /// The resource that a handle of the type is of.
  package var resource: ResourceType? {
    switch shape {
    case .own(let resource), .borrow(let resource): resource
    default: nil
    }
  }
}
