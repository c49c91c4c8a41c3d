import ComponentTypes
import WAVE

extension CompletionFinder {
  /// Fields and flags inside `{`: those that are missing.
  var labels: InputCompletion? {
    let place = context.place
    let typed = typedName.name
    var candidates: [InputCandidate] = []
    if let fields = place.fields {
      let isFollowed = isFollowedByColon
      for field in fields.all where field.name.hasPrefix(typed) && !fields.written.contains(field.name) {
        candidates.append(
          InputCandidate(
            .field, Skeleton.label(field.name) + (isFollowed ? "" : ": "), label: field.name,
            detail: detail(field.type.typeText, field.documentation)))
      }
      let isFirst = isAfterOpening && typed.isEmpty
      if isFirst, let skeleton = fieldSkeleton(fields) { candidates.insert(skeleton, at: 0) }
    } else if let flags = place.flags {
      for flag in flags where flag.name.hasPrefix(typed) {
        candidates.append(
          InputCandidate(.case, Skeleton.label(flag.name), detail: detail("", flag.documentation)))
      }
    } else {
      return nil
    }
    return completion(candidates)
  }

  private var isAfterOpening: Bool { context.frames.last.map { $0.open + 1 == context.before } ?? false }

  private var isFollowedByColon: Bool {
    let next = context.inHand.map { $0 + 1 } ?? context.before
    return next < outline.pieces.count && outline.pieces[next].isSymbol(":")
  }

  /// All fields of a record right behind its `{`, where nothing of it is closed yet.
  private func fieldSkeleton(_ fields: CursorContext.Fields) -> InputCandidate? {
    guard let frame = context.frames.last, frame.bracket == UInt8(ascii: "{"), fields.all.count > 1,
      fields.written.isEmpty,
      context.before == outline.pieces.count || outline.pieces[context.before].isSymbol(",")
        || outline.pieces[context.before].isSymbol(")")
    else { return nil }
    var skeleton = Skeleton(handle: handle)
    for (index, field) in fields.all.enumerated() {
      skeleton.add((index > 0 ? ", " : "") + Skeleton.label(field.name) + ": ")
      skeleton.add(field.type)
    }
    skeleton.add("}")
    guard !skeleton.isTooLarge else { return nil }
    return InputCandidate(
      .skeleton, skeleton.text, detail: fields.record?.typeText ?? "", holes: skeleton.holes)
  }

  /// What could be a value: of the expected type first, then what can be called.
  var values: InputCompletion? {
    let place = context.place
    if let skeleton = argumentSkeleton(place) { return completion([skeleton]) }
    let (mark, typed) = typedName
    var list = CandidateCollector(typed)
    if mark == "$" {
      addVariables(to: &list, expecting: place.slot?.type, mark: mark)
      return completion(list.candidates)
    }
    // There is no further parameter.
    if typed.isEmpty, place.isInArgumentList, place.slot == nil { return nil }
    // Behind a value only an operator, a selector or a bracket could follow.
    if context.inHand == nil, context.touchesPrevious, context.previous?.endsValue == true { return nil }
    if let type = place.slot?.type {
      addValues(of: type, to: &list)
      if let record = place.slot?.record { addSkeleton(of: record, to: &list) }
    }
    addVariables(to: &list, expecting: place.slot?.type, mark: mark)
    let isAtBeginning = context.before == outline.firstPiece
    guard !typed.isEmpty || isAtBeginning else {
      return list.candidates.isEmpty ? nil : completion(list.candidates)
    }
    addFunctions(to: &list)
    addInstances(to: &list)
    if !typed.isEmpty {
      addInterfaces(to: &list)
      addWords(to: &list, expecting: place.slot?.type)
    }
    return completion(list.candidates)
  }

  /// The arguments with holes, right behind the bracket of a call that nothing stands in.
  private func argumentSkeleton(_ place: CursorContext.Place) -> InputCandidate? {
    guard context.inHand == nil, place.isInArgumentList, let callee = place.callee, let frame = context.frames.last,
      frame.bracket == UInt8(ascii: "("), frame.open + 1 == context.before
    else { return nil }
    let next = context.before < outline.pieces.count ? outline.pieces[context.before] : nil
    // A value that follows would be the first argument.
    guard next.map({ $0.isSymbol(",") || $0.isClosingBracket }) ?? true else { return nil }
    var skeleton = Skeleton(handle: handle)
    skeleton.add(callee.parameters.map(\.type))
    if outline.partners[frame.open] != context.before { skeleton.add(")") }
    guard !skeleton.isTooLarge, !skeleton.text.isEmpty else { return nil }
    return InputCandidate(
      .skeleton, skeleton.text, detail: signatureText(callee.parameters, callee.function.type.result),
      holes: skeleton.holes)
  }

  /// The latest variable that holds a handle of a resource.
  func handle(of resource: ResourceType) -> String? {
    session.variables.names.last { session.variables[$0]?.type.resource == resource }
  }

  /// Values of a type that have names, or can be written down with holes.
  private func addValues(of type: ValueType, to list: inout CandidateCollector) {
    switch type.shape {
    case .bool:
      for word in ["true", "false"] { list.add(InputCandidate(.keyword, word, detail: "bool")) }
    case .enumeration(let labels):
      for label in labels {
        list.add(
          InputCandidate(
            .case, Skeleton.label(label.name), label: label.name, detail: detail(type.typeText, label.documentation)))
      }
    case .variant(let cases):
      for item in cases { addCase(item, of: type, to: &list) }
    case .option(let value):
      list.add(InputCandidate(.keyword, "some(", label: "some", detail: value.typeText))
      list.add(InputCandidate(.keyword, "none", detail: type.typeText))
      addPayload(value, to: &list)
    case .result(let ok, let error):
      list.add(InputCandidate(.keyword, ok == nil ? "ok" : "ok(", label: "ok", detail: ok?.typeText ?? type.typeText))
      list.add(
        InputCandidate(.keyword, error == nil ? "err" : "err(", label: "err", detail: error?.typeText ?? type.typeText))
      if let ok { addPayload(ok, to: &list) }
    case .record, .tuple, .fixedLengthList: addSkeleton(of: type, to: &list)
    default: break
    }
  }

  /// What may stand for an option or a result without its word.
  private func addPayload(_ type: ValueType, to list: inout CandidateCollector) {
    switch type.shape {
    case .option, .result: break
    default: if !list.typed.isEmpty { addValues(of: type, to: &list) }
    }
  }

  private func addCase(_ item: ValueType.Case, of type: ValueType, to list: inout CandidateCollector) {
    let name = Skeleton.label(item.name)
    let brackets = item.payload == nil || isFollowedByParenthesis ? "" : "("
    list.add(
      InputCandidate(
        .case, name + brackets, label: item.name,
        detail: detail(item.payload.map { "(\($0.typeText))" } ?? type.typeText, item.documentation)))
  }

  private func addSkeleton(of type: ValueType, to list: inout CandidateCollector) {
    guard list.typed.isEmpty else { return }
    var skeleton = Skeleton(handle: handle)
    skeleton.add(type)
    guard !skeleton.isTooLarge else { return }
    list.add(InputCandidate(.skeleton, skeleton.text, detail: type.typeText, holes: skeleton.holes))
  }

  /// Variables: those of the expected type first, the latest first among them.
  private func addVariables(to list: inout CandidateCollector, expecting type: ValueType?, mark: String) {
    var others: [InputCandidate] = []
    for name in session.variables.names.reversed() {
      guard let value = session.variables[name] else { continue }
      let candidate = InputCandidate(.variable, mark + name, detail: value.type.typeText)
      if type == nil || value.type == type || value.type == type?.valueOrPayload {
        list.add(candidate, as: name)
      } else {
        others.append(candidate)
      }
    }
    // Where a type is expected and nothing is typed, only what fits is worth a place.
    guard !list.typed.isEmpty || !mark.isEmpty else { return }
    for candidate in others { list.add(candidate, as: String(candidate.text.dropFirst(mark.count))) }
  }

  /// Words of the language that a value can begin with.
  private func addWords(to list: inout CandidateCollector, expecting type: ValueType?) {
    if type == nil || type?.valueOrPayload.integerLayout != nil {
      list.add(InputCandidate(.keyword, "max", detail: "the largest of its type"))
      list.add(InputCandidate(.keyword, "min", detail: "the smallest of its type"))
    }
    guard type == nil else { return }
    for word in ["true", "false", "none", "some(", "ok(", "err(", "nan", "inf"] {
      list.add(InputCandidate(.keyword, word, label: word.last == "(" ? String(word.dropLast()) : word))
    }
    if context.before == outline.firstPiece {
      for type in InputOutline.integerTypes.sorted() {
        list.add(InputCandidate(.type, type + " ", label: type, detail: "the type of the literals behind it"))
      }
    }
  }
}

/// Candidates that begin with what was typed, each once; an exact one comes first.
struct CandidateCollector {
  let typed: String
  private var exact: [InputCandidate] = []
  private var others: [InputCandidate] = []
  private var seen: Set<String> = []

  init(_ typed: String) { self.typed = typed }

  var candidates: [InputCandidate] { exact + others }

  /// Adds a candidate if it fits.
  /// - Parameter name: what must begin with what was typed; the candidate's label unless it is another.
  mutating func add(_ candidate: InputCandidate, as name: String? = nil) {
    let name = name ?? (candidate.kind == .skeleton ? candidate.text : candidate.label)
    guard exact.count + others.count < InputCompletion.maximumCandidates, name.hasPrefix(typed),
      seen.insert(candidate.text).inserted
    else { return }
    if name == typed { exact.append(candidate) } else { others.append(candidate) }
  }
}
