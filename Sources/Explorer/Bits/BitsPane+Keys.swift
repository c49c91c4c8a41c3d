import BitArithmetic
import Presentation
import Session
import StyledText

extension BitsPane {
  /// Does what a key means in an area of this size.
  mutating func apply(_ key: Key, columns: Int = 80, rows: Int = 14) -> BitsEffect {
    guard form != nil, key.modifiers.isSubset(of: .shift) else {
      return key == .character("y") ? .message("nothing to explain yet: call a function first") : .unused
    }
    let area = ScreenSize(rows: max(1, rows), columns: max(1, columns))
    switch key.code {
    case .pageDown: return scroll(by: max(1, rows - 1), columns: columns, rows: rows)
    case .pageUp: return scroll(by: -max(1, rows - 1), columns: columns, rows: rows)
    default: break
    }
    switch levels.last {
    case .carry(let facts, let bit): return applyInCarry(key, facts, bit, area)
    case .wheel: return applyInWheel(key, area)
    case .reason(let event): return applyInReason(key, event, area)
    case .loss, .narrowing: return applyInStory(key, area)
    case nil: return applyInBits(key, area)
    }
  }

  /// Does what a click in a cell of an area of this size means: on a bit it flips it, in the carry view it goes there.
  mutating func click(row: Int, column: Int, columns: Int, rows: Int) -> BitsEffect {
    guard row >= 0, row < rows, column >= 0, column < columns else { return .unused }
    let content = content(columns: columns, rows: rows)
    let line = firstLine(of: content, rows: rows) + row
    switch levels.last {
    case .carry(let facts, let bit):
      guard let steps = CarrySequence(facts, asComplement: asComplement), content.lines.indices.contains(line),
        let target = BitView(columns: columns).carryBit(atColumn: column, steps, at: bit),
        content.lines[line].runs.contains(where: { $0.style == .current })
      else { return .none }
      return moveCarry(facts, from: bit, to: target)
    case nil:
      let position = ScreenPosition(row: line - content.gridRow, column: column)
      guard let place = content.grid.place(at: position) else { return .none }
      inHand = place
      let effect = flip()
      // The bit clicked on stays under the pointer, as far as the lines above it let it.
      let changed = self.content(columns: columns, rows: rows)
      if let cursor = changed.cursor { top = max(0, cursor.row - row) }
      return effect
    default: return .none
    }
  }

  /// Scrolls by lines, down where `lines` is positive.
  mutating func scroll(by lines: Int, columns: Int, rows: Int) -> BitsEffect {
    guard rows > 0, columns > 0 else { return .unused }
    let content = content(columns: columns, rows: rows)
    let first = firstLine(of: content, rows: rows)
    let last = max(0, content.lines.count - rows)
    let next = lines < 0 ? first - min(first, lines.magnitude.clampedToInt) : first + min(last - first, lines)
    guard next != first else { return .bell }
    (top, followsCursor) = (next, false)
    return .none
  }

  // MARK: - Bits

  private mutating func applyInBits(_ key: Key, _ area: ScreenSize) -> BitsEffect {
    guard let form else { return .unused }
    switch key.code {
    case .left, .character("h"): return move(by: 1)
    case .right, .character("l"): return move(by: -1)
    case .home, .character("g"): return take(BitPlace(operand: inHand.operand, bit: form.width - 1))
    case .end, .character("G"): return take(BitPlace(operand: inHand.operand, bit: 0))
    case .down, .character("j"): return moveLine(below: true, area)
    case .up, .character("k"): return moveLine(below: false, area)
    case .character(" "): return flip()
    case .character("r"):
      guard scratch != nil else { return .message("nothing was changed") }
      restore()
      return .none
    case .character("<"), .character("N"): return choose(itemIndex - 1)
    case .character(">"), .character("n"): return choose(itemIndex + 1)
    case .character("c"): return openCarry(form)
    case .character("y"), .enter: return why()
    default: return applyToForm(key)
    }
  }

  /// The keys that the bits and the wheel have in common.
  private mutating func applyToForm(_ key: Key) -> BitsEffect {
    guard let form else { return .unused }
    switch key.code {
    case .character("w"): return changeWidth(by: 2)
    case .character("W"): return changeWidth(by: -2)
    case .character("u"):
      guard let other = form.withOtherSign else { return .message("a float has its sign in a bit of its own") }
      change(to: other)
      return .none
    case .character("t"):
      guard form.facts?.operation.borrows == true else {
        return .message("t shows a subtraction as x + ~y + 1; this is none")
      }
      asComplement.toggle()
      followsCursor = true
      return .none
    case .character("o"):
      guard form.integerType != nil else { return .message("the wheel holds integers, not floats") }
      push(.wheel)
      return .none
    default: return .unused
    }
  }

  private mutating func move(by bits: Int) -> BitsEffect {
    take(BitPlace(operand: inHand.operand, bit: inHand.bit + bits))
  }

  /// Takes a bit in hand, if there is such a bit and it is another.
  private mutating func take(_ place: BitPlace) -> BitsEffect {
    guard let form, (0..<form.width).contains(place.bit) else { return .bell }
    // Coming back from where the pane was scrolled to counts as a move.
    guard place != inHand || !followsCursor else { return .bell }
    inHand = place
    followsCursor = true
    return .none
  }

  /// Goes to the nearest bit in the line of bits below or above; where there is none, scrolls.
  private mutating func moveLine(below: Bool, _ area: ScreenSize) -> BitsEffect {
    let content = content(columns: area.columns, rows: area.rows)
    if followsCursor, let place = content.grid.neighbour(of: inHand, below: below) { return take(place) }
    return scroll(by: below ? 1 : -1, columns: area.columns, rows: area.rows)
  }

  private mutating func flip() -> BitsEffect {
    guard let form else { return .unused }
    change(to: form.flipping(inHand))
    return .none
  }

  private mutating func changeWidth(by factor: Int) -> BitsEffect {
    guard let form else { return .unused }
    let width = factor > 0 ? form.width * 2 : form.width / 2
    guard let (changed, lost) = form.inWidth(width) else {
      if form.integerType == nil { return .message("a float has its own width") }
      return .message("integers have 8, 16, 32 or 64 bits")
    }
    change(to: changed, remark: lost)
    return .none
  }

  /// Looks at another of the result's numbers.
  private mutating func choose(_ index: Int) -> BitsEffect {
    guard items.indices.contains(index) else {
      return items.count < 2 ? .message("there is only this one") : .bell
    }
    itemIndex = index
    (scratch, remark) = (nil, nil)
    takeTopBit()
    return .none
  }

  // MARK: - Carry view

  private mutating func openCarry(_ form: BitsForm) -> BitsEffect {
    guard let facts = form.facts else { return .message("no operation here, so no carries") }
    guard facts.carries != nil else {
      return .message("\(facts.operation.rawValue) has no carry row; y shows what it lost")
    }
    push(.carry(facts, bit: 0))
    return .carryMoved(to: 0)
  }

  private mutating func applyInCarry(_ key: Key, _ facts: OperationFacts, _ bit: Int, _ area: ScreenSize) -> BitsEffect
  {
    switch key.code {
    case .left, .character("h"): return moveCarry(facts, from: bit, to: bit + 1)
    case .right, .character("l"): return moveCarry(facts, from: bit, to: bit - 1)
    case .home, .character("g"): return moveCarry(facts, from: bit, to: 0)
    case .end, .character("G"), .character("y"): return moveCarry(facts, from: bit, to: facts.type.width - 1)
    case .down, .character("j"): return scroll(by: 1, columns: area.columns, rows: area.rows)
    case .up, .character("k"): return scroll(by: -1, columns: area.columns, rows: area.rows)
    case .character("t"):
      guard facts.operation.borrows else { return .message("t shows a subtraction as x + ~y + 1; this is none") }
      asComplement.toggle()
      return .none
    case .escape, .character("q"), .character("c"): return climb()
    case .character("o"):
      guard form?.integerType != nil else { return .unused }
      levels.removeLast()
      push(.wheel)
      return .none
    default: return .unused
    }
  }

  private mutating func moveCarry(_ facts: OperationFacts, from bit: Int, to target: Int) -> BitsEffect {
    guard target != bit, (0..<facts.type.width).contains(target) else { return .bell }
    levels.removeLast()
    levels.append(.carry(facts, bit: target))
    (top, followsCursor) = (0, true)
    return .carryMoved(to: target)
  }

  // MARK: - Other views

  private mutating func applyInWheel(_ key: Key, _ area: ScreenSize) -> BitsEffect {
    switch key.code {
    case .down, .character("j"): return scroll(by: 1, columns: area.columns, rows: area.rows)
    case .up, .character("k"): return scroll(by: -1, columns: area.columns, rows: area.rows)
    case .escape, .character("q"), .character("o"): return climb()
    case .character("c"):
      guard let form else { return .unused }
      if form.facts?.carries != nil { levels.removeLast() }
      return openCarry(form)
    case .character("r"):
      restore()
      return .none
    case .character("t"): return .unused
    default: return applyToForm(key)
    }
  }

  private mutating func applyInReason(_ key: Key, _ event: Int?, _ area: ScreenSize) -> BitsEffect {
    switch key.code {
    case .character("y"), .enter, .character("c"): return showWhere(event)
    default: return applyInStory(key, area)
    }
  }

  private mutating func applyInStory(_ key: Key, _ area: ScreenSize) -> BitsEffect {
    switch key.code {
    case .down, .character("j"): return scroll(by: 1, columns: area.columns, rows: area.rows)
    case .up, .character("k"): return scroll(by: -1, columns: area.columns, rows: area.rows)
    case .escape, .character("q"): return climb()
    case .character("y"): return .bell
    default: return .unused
    }
  }

  /// Goes one view up.
  private mutating func climb() -> BitsEffect {
    guard let left = levels.popLast() else { return .unused }
    (top, followsCursor) = (0, true)
    if case .reason(let event?) = levels.last { return .showEvent(event) }
    if case .reason(.some) = left { return .showBits }
    return .none
  }
}

extension UInt {
  /// The same number, or the largest that an `Int` holds.
  fileprivate var clampedToInt: Int { Int(clamping: self) }
}
