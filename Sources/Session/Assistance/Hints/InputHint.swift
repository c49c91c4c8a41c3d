import ComponentTypes

/// What is expected where the cursor is.
package enum InputHint: Hashable, Sendable {
  /// A parameter, or a field of one: its name, its type, and which of how many it is, from 0.
  case parameter(name: String?, type: String, index: Int?, count: Int?)
  /// A function whose name was typed: its parameters and result.
  case signature(String)
  /// A command: what it takes.
  case command(arguments: String, summary: String)
}

extension Session {
  /// The parameter that the cursor is in, the signature of the function whose name ends there, or what a command takes;
  /// nil where nothing is known.
  /// - Parameter cursor: a UTF-8 byte offset.
  package func parameterHint(for text: String, at cursor: Int) -> InputHint? {
    let outline = InputOutline(text)
    if case .command(let name) = outline.beginning {
      guard cursor >= name.upperBound, case .success(let command) = Command.named(outline.text(name)) else {
        return nil
      }
      let description = command.description
      let hasArgument = outline.pieces.count > outline.firstPiece
      if !hasArgument {
        return description.arguments.isEmpty
          ? nil : .command(arguments: description.arguments, summary: description.summary)
      }
      guard description.takesExpression else { return nil }
    }
    let context = CursorContext(outline, at: cursor, in: self)
    if let function = context.functionInHand {
      return .signature(signatureText(function.parameters, function.function.type.result))
    }
    guard !context.isTypePosition else { return nil }
    let place = context.place
    if let slot = place.slot {
      // A place without a name in no call says nothing that the brackets do not.
      return .parameter(
        name: slot.name, type: Self.hintText(of: slot.type), index: slot.position?.index,
        count: slot.position?.count)
    }
    if let fields = place.fields {
      let missing = fields.all.filter { !fields.written.contains($0.name) }
      guard let first = missing.first, let index = fields.all.firstIndex(of: first) else { return nil }
      return .parameter(
        name: first.name, type: Self.hintText(of: first.type), index: index, count: fields.all.count)
    }
    if let flags = place.flags, !flags.isEmpty {
      return .parameter(name: nil, type: flags.map(\.name).joined(separator: ", "), index: nil, count: nil)
    }
    if place.isInArgumentList, let callee = place.callee, callee.parameters.isEmpty {
      return .signature(signatureText([], callee.function.type.result))
    }
    return nil
  }

  /// A type as a hint names it: a named one with its structure where that is short.
  private static func hintText(of type: ValueType) -> String {
    let maximum = 48
    guard type.name != nil, !type.isHandle else { return type.typeText }
    let structure = TypeText().structure(type)
    return structure.utf8.count <= maximum ? structure : type.typeText
  }
}

extension CursorContext {
  /// The function whose name ends at the cursor, with nothing behind it.
  fileprivate var functionInHand: Callee? {
    guard let inHand, outline.pieces[inHand].range.upperBound == cursor, inHand == outline.pieces.count - 1,
      !isTypePosition
    else { return nil }
    switch outline.pieces[inHand].kind {
    case .word: return callee(endingBefore: inHand + 1)
    default: return nil
    }
  }
}

extension ValueType {
  fileprivate var isHandle: Bool { resource != nil }
}
