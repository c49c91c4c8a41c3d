import ComponentTypes

/// What is expected at the cursor: the parameter, field or element whose value would be typed there.
extension CursorContext {
  /// A place for a value.
  struct Slot {
    var type: ValueType
    /// The parameter's or field's name; nil for an element.
    var name: String?
    /// Which of how many parameters, fields or elements it is; nil where their number is open.
    var position: (index: Int, count: Int)?
    /// The record that a `{` would begin here, where fields may be written one by one instead.
    var record: ValueType?
  }

  /// The names that stand before a `:` in the innermost bracket.
  struct Fields {
    /// Names, types and documentation.
    var all: [ValueType.Field]
    /// Those that are written already.
    var written: Set<String>
    /// The record's type; nil for parameters by name.
    var record: ValueType?
  }

  /// What the cursor is in.
  struct Place {
    /// The value that is expected.
    var slot: Slot?
    /// The fields of the innermost bracket, where it is a record or the parameters by name.
    var fields: Fields?
    /// The flags of the innermost bracket.
    var flags: [ValueType.Label]?
    /// The innermost call, and whether the cursor is directly in its brackets.
    var callee: Callee?
    /// Whether the cursor is directly among the callee's arguments and not in one of them.
    var isInArgumentList = false
  }

  /// What is expected at the cursor.
  var place: Place {
    let shown = frames.suffix(Self.maximumFrames)
    var place = Place()
    if shown.count == frames.count { place = bareArgument(before: frames.first?.open ?? before) }
    for frame in shown { place = inside(frame, of: place) }
    return place
  }

  private func inside(_ frame: Frame, of outer: Place) -> Place {
    switch frame.bracket {
    case UInt8(ascii: "("): return insideParentheses(frame, of: outer)
    case UInt8(ascii: "["):
      var place = Place(callee: outer.callee)
      let isIndex =
        outline.touches(frame.open) && frame.open > outline.firstPiece
        && outline.pieces[frame.open - 1].endsValue
      if !isIndex { place.slot = outer.slot?.type.valueOrPayload.listElement.map { Slot(type: $0) } }
      return place
    case UInt8(ascii: "{"):
      guard let type = (outer.slot?.record ?? outer.slot?.type)?.valueOrPayload else {
        return Place(callee: outer.callee)
      }
      return insideBraces(frame, type, callee: outer.callee)
    case UInt8(ascii: "<"):
      guard !frame.holdsTypes, let callee = callee(endingBefore: frame.open) else { return Place() }
      let parameters = callee.parameters
      if parameters.count == 1, case .record = parameters[0].type.shape {
        return insideBraces(frame, parameters[0].type, callee: callee)
      }
      return named(frame, parameters.map { ValueType.Field($0.name, $0.type) }, record: nil, callee: callee)
    default: return Place()
    }
  }

  private func insideParentheses(_ frame: Frame, of outer: Place) -> Place {
    let start = chainStart(endingBefore: frame.open)
    if let start {
      if let callee = callee(from: start, to: frame.open) {
        var place = Place(callee: callee, isInArgumentList: true)
        if callee.parameters.indices.contains(frame.commas) {
          let parameter = callee.parameters[frame.commas]
          place.slot = Slot(
            type: parameter.type, name: parameter.name, position: (frame.commas, callee.parameters.count))
        }
        return place
      }
      if start == frame.open - 1, case .word = outline.pieces[start].kind {
        var place = Place(callee: outer.callee)
        if frame.commas == 0, let type = outer.slot?.type,
          let payload = payload(named: outline.name(outline.pieces[start]), in: type)
        {
          place.slot = Slot(type: payload)
        }
        return place
      }
      // A call whose function is not known.
      return Place()
    }
    if case .tuple(let types)? = outer.slot?.type.valueOrPayload.shape {
      guard types.indices.contains(frame.commas) else { return Place(callee: outer.callee) }
      return Place(
        slot: Slot(type: types[frame.commas], position: (frame.commas, types.count)), callee: outer.callee)
    }
    return Place(slot: frame.commas == 0 ? outer.slot : nil, callee: outer.callee)
  }

  /// The payload of `some`, `ok`, `err` or a case.
  private func payload(named name: String, in type: ValueType) -> ValueType? {
    switch (name, type.shape) {
    case ("some", .option(let value)): return value
    case ("ok", .result(let ok, _)): return ok
    case ("err", .result(_, let error)): return error
    default: break
    }
    guard case .variant(let cases) = type.valueOrPayload.shape else { return nil }
    return cases.first { $0.name == name }?.payload
  }

  private func insideBraces(_ frame: Frame, _ type: ValueType, callee: Callee?) -> Place {
    switch type.shape {
    case .record(let fields): return named(frame, fields, record: type, callee: callee)
    case .flags(let labels):
      let written = labels.isEmpty ? [] : elements(of: frame)
      return Place(flags: labels.filter { !written.contains($0.name) }, callee: callee)
    default: return Place(callee: callee)
    }
  }

  private func named(_ frame: Frame, _ fields: [ValueType.Field], record: ValueType?, callee: Callee?) -> Place {
    var place = Place(callee: callee)
    if let key = frame.key {
      let name = outline.name(outline.pieces[key])
      if let index = fields.firstIndex(where: { $0.name == name }) {
        place.slot = Slot(type: fields[index].type, name: name, position: (index, fields.count))
      }
    } else {
      place.fields = Fields(all: fields, written: keys(of: frame), record: record)
    }
    return place
  }

  /// The labels before a `:` directly in a bracket, behind the cursor too.
  private func keys(of frame: Frame) -> Set<String> {
    var keys: Set<String> = []
    forEachPiece(in: frame) { index in
      guard outline.pieces[index].isSymbol(":"), index > frame.open + 1, case .word = outline.pieces[index - 1].kind,
        index - 2 == frame.open || outline.pieces[index - 2].isSymbol(",")
      else { return }
      keys.insert(outline.name(outline.pieces[index - 1]))
    }
    return keys
  }

  /// The words that stand alone directly in a bracket, but for the one in hand.
  private func elements(of frame: Frame) -> Set<String> {
    var names: Set<String> = []
    forEachPiece(in: frame) { index in
      if index != inHand, case .word = outline.pieces[index].kind { names.insert(outline.name(outline.pieces[index])) }
    }
    return names
  }

  /// Visits the pieces directly in a bracket, those in further brackets left out.
  private func forEachPiece(in frame: Frame, _ visit: (Int) -> Void) {
    let end = outline.partners[frame.open] ?? outline.pieces.count
    var index = frame.open + 1
    while index < end {
      if outline.pieces[index].closer != nil {
        // One that is open still swallows the rest.
        guard let close = outline.partners[index] else { return }
        index = close + 1
        continue
      }
      visit(index)
      index += 1
    }
  }

  /// What is expected where arguments are written bare, `f 1 2`.
  private func bareArgument(before limit: Int) -> Place {
    let end = chainEnd(from: outline.firstPiece)
    let pieces = outline.pieces
    guard end > outline.firstPiece, end <= limit,
      end < pieces.count ? pieces[end].isApart : cursor > pieces[end - 1].range.upperBound,
      let callee = callee(from: outline.firstPiece, to: end)
    else { return Place() }
    var index = end
    var count = 0
    while index < limit {
      if pieces[index].isApart {
        // An operator: no bare arguments, or none any more.
        if case .symbol = pieces[index].kind, pieces[index].closer == nil { return Place() }
        count += 1
      }
      index = outline.partners[index].map { max($0, index) + 1 } ?? index + 1
    }
    if limit == frames.first?.open, !pieces[limit].isApart || pieces[limit].isSymbol("<") { return Place() }
    var place = Place(callee: callee, isInArgumentList: true)
    let parameters = callee.parameters
    if parameters.count == 1, case .record(let fields) = parameters[0].type.shape {
      guard fields.indices.contains(count) else { return place }
      place.slot = Slot(
        type: fields[count].type, name: fields[count].name, position: (count, fields.count),
        record: count == 0 ? parameters[0].type : nil)
    } else if parameters.indices.contains(count) {
      place.slot = Slot(
        type: parameters[count].type, name: parameters[count].name, position: (count, parameters.count))
    }
    return place
  }
}

extension ValueType {
  /// The payload that may stand for an option or result without `some` or `ok`; otherwise the type itself.
  var valueOrPayload: ValueType {
    switch shape {
    case .option(let value): value
    case .result(let ok?, _): ok
    default: self
    }
  }
}
