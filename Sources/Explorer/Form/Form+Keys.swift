import ComponentTypes
import LineEditing
import Session
import StyledText

extension Form {
  /// Applies one key to what is in hand.
  mutating func apply(_ key: Key) -> FormEffect {
    let length = typedLength
    typedLength = nil
    switch (key.code, key.modifiers.subtracting(.shift)) {
    case (.escape, _): return .leave
    case (.enter, []), (.character("j"), .control), (.character("m"), .control): return submit()
    case (.tab, []), (.character("i"), .control):
      moveFocus(key.modifiers.contains(.shift) ? -1 : 1, wraps: true)
      return .none
    case (.up, _): return moveFocus(-1, wraps: false) ? .none : .bell
    case (.down, _): return moveFocus(1, wraps: false) ? .none : .bell
    case (.mouse(let event), _):
      if event.action == .wheelUp { moveFocus(-1, wraps: false) }
      if event.action == .wheelDown { moveFocus(1, wraps: false) }
      return .none
    case (.function, _), (.insert, _), (.unknown, _), (.tab, _): return .none
    default: break
    }
    guard case .row(let number) = focus else { return edit(key) }
    guard let row = root.row(number) else { return .bell }
    let node = root[row.path]
    switch (node.content, row.part) {
    case (.text, _): return applyToText(key, node, row)
    case (.choice(let index), _): return applyToChoice(key, index, node, row)
    case (.flags, .flag(let index)): return applyToFlag(key, index, node, row)
    case (.list(let count), _): return applyToList(key, count, length, row)
    case (.flags, _), (.group, _): return .bell
    }
  }

  /// Calls, unless a field or the text is wrong: that is taken in hand.
  private mutating func submit() -> FormEffect {
    if let mistake = selectMistake() { return .message(mistake) }
    return .call(callText)
  }

  /// Takes the next field in hand; behind the last comes the call, and then the first again.
  @discardableResult
  private mutating func moveFocus(_ direction: Int, wraps: Bool) -> Bool {
    switch focus {
    case .row(let number):
      if let next = nextRow(from: number, direction) {
        select(.row(next))
      } else if direction > 0 || wraps {
        select(.call)
      } else {
        return false
      }
    case .call:
      let start = direction > 0 ? -1 : root.rowCount
      guard direction < 0 || wraps, let next = nextRow(from: start, direction) else { return false }
      select(.row(next))
    }
    return true
  }

  // MARK: - Text

  private mutating func applyToText(_ key: Key, _ node: FormNode, _ row: FormRow) -> FormEffect {
    switch (key.code, key.modifiers) {
    case (.pageDown, _), (.character("n"), .control): return cycle(1, node, row)
    case (.pageUp, _), (.character("p"), .control): return cycle(-1, node, row)
    case (.delete, []), (.character("d"), .control):
      if editor.buffer.isEmpty { return removeElement(row) }
      return edit(key)
    default: break
    }
    // What stands for an empty text is taken into it by every key that moves in it or deletes of it.
    if editor.buffer.isEmpty, !node.suggestion.isEmpty, key.editsInPlace { editor.setText(node.suggestion) }
    return edit(key)
  }

  /// Gives a key to the editor, and its text to the field or the call.
  mutating func edit(_ key: Key) -> FormEffect {
    guard let key = editorKey(key) else { return .bell }
    let before = editor
    let effect = editor.apply(key)
    guard editor.text != before.text else { return effect == .bell ? .bell : .none }
    switch focus {
    case .call:
      guard editor.text.utf8.count <= max(Self.maximumFieldText, callText.utf8.count) else {
        editor = before
        return .bell
      }
      callText = editor.text
      readCall()
      return .none
    case .row:
      guard editor.text.utf8.count <= Self.maximumFieldText, let row = rowInHand else {
        editor = before
        return .bell
      }
      let text = editor.text
      let type = root[row.path].type
      let isChoice = text.isEmpty && type.isGivenByParts
      let result = change(row.path) { node, builder in
        if isChoice {
          // Nothing is left of the variable that stood in the parts' place.
          let hidesHeader = node.hidesHeader
          node = builder.node(node.label, type, depth: row.path.count)
          node.hidesHeader = hidesHeader
          node.recount()
        } else {
          node.content = .text(text)
        }
      }
      if result == .bell {
        editor = before
      } else if isChoice {
        settleFocus()
      }
      return result
    }
  }

  /// The key as a line of text takes it; nil for one that means nothing there.
  private func editorKey(_ key: Key) -> Key? {
    let isString = rowInHand.map { root[$0.path].type.shape == .string } ?? false
    switch (key.code, key.modifiers) {
    case (.character("r"), .control), (.character("s"), .control), (.character("n"), .control),
      (.character("p"), .control), (.character("<"), .alt), (.character(">"), .alt), (.pageUp, _), (.pageDown, _):
      return nil
    case (.enter, _): return isString ? key : nil
    case (.paste(let text), _) where !isString:
      return .paste(String(text.unifyingLineEnds.map { $0 == "\n" ? " " : $0 }))
    default: return key
    }
  }

  /// Goes through the boundary values.
  private mutating func cycle(_ direction: Int, _ node: FormNode, _ row: FormRow) -> FormEffect {
    let values = offers(for: node.type)
    guard !values.isEmpty, case .text(let typed) = node.content else { return .bell }
    let current = node.type.shape == .string || !typed.isEmpty ? typed : node.suggestion
    let index = values.firstIndex { $0.text == current }
    let next = index.map { ($0 + direction + values.count) % values.count } ?? (direction > 0 ? 0 : values.count - 1)
    return set(values[next], row)
  }

  /// Sets a boundary value: typing replaces it, except in strings, where nothing typed is a value of its own.
  mutating func set(_ value: BoundaryValue, _ row: FormRow) -> FormEffect {
    let effect = change(row.path) { node, _ in
      if node.type.shape == .string {
        node.content = .text(value.text)
      } else {
        node.content = .text("")
        node.suggestion = value.text
      }
    }
    loadEditor()
    return effect
  }

  // MARK: - Choices, flags and lists

  private mutating func applyToChoice(
    _ key: Key, _ index: Int, _ node: FormNode, _ row: FormRow
  ) -> FormEffect {
    let choices = node.type.choices
    switch (key.code, key.modifiers.subtracting(.shift)) {
    case (.right, _), (.character(" "), []), (.pageDown, _), (.character("n"), .control):
      return choose((index + 1) % choices.count, row)
    case (.left, _), (.pageUp, _), (.character("p"), .control):
      return choose((index + choices.count - 1) % choices.count, row)
    case (.home, _): return choose(0, row)
    case (.end, _): return choose(choices.count - 1, row)
    case (.delete, _), (.character("d"), .control): return removeElement(row)
    case (.character("$"), []): return beginVariable(row)
    case (.character(let letter), []):
      let order = (1...choices.count).map { (index + $0) % choices.count }
      guard let found = order.first(where: { choices[$0].lowercased().hasPrefix(letter.lowercased()) }) else {
        return .bell
      }
      return choose(found, row)
    default: return .bell
    }
  }

  /// Chooses a case of the node in a row.
  mutating func choose(_ index: Int, _ row: FormRow) -> FormEffect {
    change(row.path) { $1.choose(index, in: &$0, depth: row.path.count) }
  }

  /// Puts a variable in the place of a choice, a list or flags: its name is typed next.
  private mutating func beginVariable(_ row: FormRow) -> FormEffect {
    let effect = change(row.path) { node, builder in
      let hidesHeader = node.hidesHeader
      node = builder.textNode(node.label, node.type, "$", depth: row.path.count)
      node.hidesHeader = hidesHeader
    }
    settleFocus(on: row.path)
    return effect
  }

  private mutating func applyToFlag(
    _ key: Key, _ index: Int, _ node: FormNode, _ row: FormRow
  ) -> FormEffect {
    switch (key.code, key.modifiers.subtracting(.shift)) {
    case (.character(" "), []), (.left, _), (.right, _): return toggle(index, row)
    case (.delete, _), (.character("d"), .control): return removeElement(row)
    case (.character("$"), []): return beginVariable(row)
    case (.character(let letter), []):
      // Goes to the next flag that begins with the letter.
      guard case .flags(let labels) = node.type.shape, case .row(let number) = focus else { return .bell }
      let order = (1...labels.count).map { (index + $0) % labels.count }
      guard let found = order.first(where: { labels[$0].name.lowercased().hasPrefix(letter.lowercased()) }) else {
        return .bell
      }
      select(.row(number + found - index))
      return .none
    default: return .bell
    }
  }

  /// Sets or clears a flag.
  mutating func toggle(_ index: Int, _ row: FormRow) -> FormEffect {
    change(row.path) { node, _ in
      guard case .flags(var flags) = node.content, flags.indices.contains(index) else { return }
      flags[index].toggle()
      node.content = .flags(flags)
    }
  }

  private mutating func applyToList(_ key: Key, _ count: Int, _ length: Int?, _ row: FormRow) -> FormEffect {
    switch (key.code, key.modifiers.subtracting(.shift)) {
    case (.right, _), (.character(" "), []), (.character("+"), []), (.pageDown, _), (.character("n"), .control):
      return resize(count + 1, row)
    case (.left, _), (.character("-"), []), (.pageUp, _), (.character("p"), .control), (.backspace, _):
      return resize(count - 1, row)
    case (.delete, _), (.character("d"), .control): return removeElement(row)
    case (.character("$"), []): return beginVariable(row)
    case (.character(let character), []):
      guard let digit = character.wholeNumberValue, character.isASCII else { return .bell }
      let wanted = (length ?? 0) * 10 + digit
      guard wanted <= FormBuilder.maximumElements else { return .bell }
      let effect = resize(wanted, row)
      typedLength = wanted
      return effect
    default: return .bell
    }
  }

  /// Gives the list in a row so many elements.
  mutating func resize(_ count: Int, _ row: FormRow) -> FormEffect {
    guard (0...FormBuilder.maximumElements).contains(count) else { return .bell }
    let effect = change(row.path) { $1.resize(&$0, to: count, depth: row.path.count) }
    guard effect == .none, case .list(let now) = root[row.path].content else { return effect }
    return now == count ? .none : .bell
  }

  /// The innermost list that a row stands in an element of, and which element.
  func enclosingElement(of row: FormRow) -> (list: [Int], element: Int)? {
    for length in stride(from: row.path.count - 1, through: 0, by: -1) {
      let list = Array(row.path.prefix(length))
      if case .list = root[list].content { return (list, row.path[length]) }
    }
    return nil
  }

  private mutating func removeElement(_ row: FormRow) -> FormEffect {
    guard let (list, element) = enclosingElement(of: row) else { return .bell }
    let effect = change(list) { node, _ in
      guard case .list(let count) = node.content, node.children.indices.contains(element) else { return }
      node.children.remove(at: element)
      for index in element..<node.children.count { node.children[index].label = "[\(index)]" }
      node.content = .list(count: count - 1)
    }
    let left = root[list].visibleChildren.count
    settleFocus(on: left == 0 ? list : list + [min(element, left - 1)])
    return effect
  }

  /// Takes the first row in hand that belongs to a node, or the next one there is.
  private mutating func settleFocus(on path: [Int]? = nil) {
    var number = lastRow
    if let path { number = root.rowNumber(of: path) }
    if let row = root.row(number), row.isFocusable { return select(.row(number)) }
    let next = nextRow(from: number, 1) ?? nextRow(from: min(number, root.rowCount), -1)
    select(next.map { .row($0) } ?? .call)
  }
}

extension Key {
  /// Whether it moves in a text or deletes of it, rather than beginning a new one.
  fileprivate var editsInPlace: Bool {
    switch (code, modifiers) {
    case (.left, _), (.right, _), (.home, _), (.end, _), (.backspace, _): true
    case (.character(let letter), .control): "abefhwt".contains(letter)
    case (.character(let letter), .alt): "bf".contains(letter)
    default: false
    }
  }
}

extension ValueType {
  /// Whether fields give it by its parts, so that text in their place is a variable or an expression.
  fileprivate var isGivenByParts: Bool {
    switch shape {
    case .bool, .record, .tuple, .list, .fixedLengthList, .map, .variant, .enumeration, .flags, .option, .result: true
    default: false
    }
  }
}
