import ComponentTypes

/// Names with what is selected from them, `native.f` or `r.0.x`, in half-typed input.
extension CursorContext {
  /// What a chain of names and selectors leads to.
  enum Meaning {
    case value(ValueType)
    /// A function; a method's receiver is written before it and is none of its arguments.
    case function(CallableFunction, isMethod: Bool)
    /// Names that are not yet a function: of an instance, of an interface.
    case names(instance: String?, interface: InterfaceName?, names: [String])
    case unknown
  }

  /// A function with the parameters that its arguments are for.
  struct Callee {
    let function: CallableFunction
    let parameters: [FunctionType.Parameter]
  }

  private static let maximumLinks = 200

  /// The first piece of the chain that ends just before a piece; nil where none does.
  func chainStart(endingBefore index: Int) -> Int? {
    let pieces = outline.pieces
    var end = index - 1
    for _ in 0..<Self.maximumLinks {
      guard end >= outline.firstPiece, end < pieces.count else { return nil }
      if pieces[end].isClosingBracket {
        guard let open = outline.partners[end], open >= outline.firstPiece else { return nil }
        guard open > outline.firstPiece, canBeCalled(open - 1, by: open) else { return open }
        end = open - 1
        continue
      }
      switch pieces[end].kind {
      case .word, .interface, .variable, .input, .number, .string: break
      default: return nil
      }
      guard end - 2 >= outline.firstPiece, outline.touches(end), pieces[end - 1].isSymbol("."),
        outline.touches(end - 1), pieces[end - 2].endsValue
      else { return end }
      end -= 2
    }
    return nil
  }

  /// Whether what ends with a piece is called or indexed by the bracket behind it.
  private func canBeCalled(_ index: Int, by open: Int) -> Bool {
    let piece = outline.pieces[index]
    switch piece.kind {
    case .word:
      // Behind a blank a `(` is an argument list, and words of the language have none.
      if outline.touches(open) { return true }
      return outline.pieces[open].isSymbol("(") && outline.text(piece.range) != "as"
    case .interface, .variable, .input, .number: return outline.touches(open)
    default: return piece.isClosingBracket && outline.touches(open)
    }
  }

  /// The end of the chain that begins at a piece: the first piece that is none of it.
  func chainEnd(from start: Int) -> Int {
    let pieces = outline.pieces
    var end = start
    guard end < pieces.count, pieces[end].endsValue || pieces[end].closer != nil else { return start }
    if pieces[end].closer != nil {
      guard let close = outline.partners[end] else { return start }
      end = close
    }
    for _ in 0..<Self.maximumLinks {
      let next = end + 1
      guard next < pieces.count else { return next }
      if pieces[next].isSymbol("."), outline.touches(next), next + 1 < pieces.count, outline.touches(next + 1),
        pieces[next + 1].endsValue
      {
        end = next + 1
      } else if pieces[next].isSymbol("(") || pieces[next].isSymbol("["), canBeCalled(end, by: next),
        let close = outline.partners[next]
      {
        end = close
      } else {
        return next
      }
    }
    return end + 1
  }

  /// What the pieces from one to before another lead to.
  func meaning(from start: Int, to end: Int) -> Meaning {
    guard start >= 0, start < end, end <= outline.pieces.count else { return .unknown }
    var meaning = beginning(outline.pieces[start])
    var index = start + 1
    while index < end {
      let piece = outline.pieces[index]
      if piece.isSymbol("."), index + 1 < end {
        meaning = member(outline.pieces[index + 1], of: meaning)
        index += 2
      } else if piece.isSymbol("("), let close = outline.partners[index] {
        guard case .function(let function, _) = called(meaning), let result = function.type.result else {
          return .unknown
        }
        meaning = .value(result)
        index = close + 1
      } else if piece.isSymbol("["), let close = outline.partners[index] {
        guard case .value(let type) = meaning, let element = type.listElement else { return .unknown }
        meaning = .value(element)
        index = close + 1
      } else {
        return .unknown
      }
    }
    return meaning
  }

  private func beginning(_ piece: InputPiece) -> Meaning {
    let name = outline.name(piece)
    switch piece.kind {
    case .variable: return session.variable(named: name).map { .value($0.type) } ?? .unknown
    case .input: return Int(name).flatMap(session.value).map { .value($0.type) } ?? .unknown
    case .interface:
      return InterfaceName(parsing: name).map { .names(instance: nil, interface: $0, names: []) } ?? .unknown
    case .word(let isEscaped):
      if !isEscaped, name == "it" { return session.lastValue.map { .value($0.type) } ?? .unknown }
      if let value = session.variable(named: name) { return .value(value.type) }
      if session.instanceExists(name) { return .names(instance: name, interface: nil, names: []) }
      return .names(instance: nil, interface: nil, names: [name])
    default: return .unknown
    }
  }

  private func member(_ piece: InputPiece, of meaning: Meaning) -> Meaning {
    let name = outline.name(piece)
    switch meaning {
    case .names(let instance, let interface, let names):
      if piece.kind == .interface, names.isEmpty, interface == nil {
        return InterfaceName(parsing: name).map { .names(instance: instance, interface: $0, names: []) } ?? .unknown
      }
      return .names(instance: instance, interface: interface, names: names + [name])
    case .value(let type):
      switch type.shape {
      case .record(let fields): return fields.first { $0.name == name }.map { .value($0.type) } ?? .unknown
      case .tuple(let types):
        guard let index = Int(name), types.indices.contains(index) else { return .unknown }
        return .value(types[index])
      case .list(let element), .fixedLengthList(let element, _): return Int(name) == nil ? .unknown : .value(element)
      case .own(let resource), .borrow(let resource):
        guard case .found(let function) = session.lookUpFunction(.method(of: resource, name: name)) else {
          return .unknown
        }
        return .function(function, isMethod: true)
      default: return .unknown
      }
    case .function, .unknown: return .unknown
    }
  }

  /// The function that names turn out to be.
  func called(_ meaning: Meaning) -> Meaning {
    guard case .names(let instance, let interface, let names) = meaning, !names.isEmpty,
      case .found(let function) = session.lookUpFunction(
        .named(instance: instance, interface: interface, names: names))
    else { return meaning }
    return .function(function, isMethod: false)
  }

  /// The function whose name ends just before a piece.
  func callee(endingBefore index: Int) -> Callee? {
    guard let start = chainStart(endingBefore: index) else { return nil }
    return callee(from: start, to: index)
  }

  /// The function that a range of pieces names.
  func callee(from start: Int, to end: Int) -> Callee? {
    guard case .function(let function, let isMethod) = called(meaning(from: start, to: end)) else { return nil }
    let parameters = function.type.parameters
    return Callee(function: function, parameters: isMethod ? Array(parameters.dropFirst()) : parameters)
  }
}

extension ValueType {
  /// The type of a list's elements; nil for what is no list.
  var listElement: ValueType? {
    switch shape {
    case .list(let element), .fixedLengthList(let element, _): element
    default: nil
    }
  }
}
