import BitArithmetic
import LineEditing
import Session
import StyledText

extension ExplorerState {
  /// A key in a pane: what the pane makes of it, otherwise what it means in all of them.
  mutating func pressInPane(_ tab: Tab, _ key: Key, in lookup: some SessionLookup) -> [Effect] {
    switch key {
    case .character("e"), .character(":"): return enterPrompt(key)
    case .character("?"): return openHelp(in: lookup)
    case .character("/"): return startSearch(tab)
    case .character("z"):
      isZoomed.toggle()
      return []
    case .character("q") where !isZoomed && isBelow(tab):
      return tab == .bits ? pressInBits(.escape) : pressInStep(.escape)
    case .character("q"): return goBack(from: tab)
    case .tab: return turn(to: tab.moved(by: 1))
    case .backTab: return turn(to: tab.moved(by: -1))
    case .character("1"), .character("2"), .character("3"), .character("4"):
      guard case .character(let digit) = key.code, let number = digit.wholeNumberValue,
        let chosen = Tab(rawValue: number)
      else { return [] }
      return turn(to: chosen)
    case .character("y") where tab == .browse || tab == .log:
      guard bits.hasCause else {
        notice = "no result to explain: y goes from an overflow to its bit"
        return [.bell]
      }
      // From here it begins at the beginning, whatever view was left open.
      bits.levels = []
      let effects = perform(
        bits.apply(key, columns: area(of: .bits).columns, rows: area(of: .bits).rows), origin: focus)
      if focus == .pane(tab) { choose(.bits) }
      return effects
    default: break
    }
    switch tab {
    case .browse: return pressInBrowse(key)
    case .bits: return pressInBits(key)
    case .step: return pressInStep(key)
    case .log: return pressInLog(key)
    }
  }

  /// Whether a pane shows something that Esc climbs back from: a view above the bits, or why's instruction.
  private func isBelow(_ tab: Tab) -> Bool {
    switch (tab, bits.levels.last) {
    case (.bits, .some), (.step, .reason): true
    default: false
    }
  }

  private mutating func enterPrompt(_ key: Key) -> [Effect] {
    focus = .prompt
    if key == .character(":"), editor.buffer.isEmpty { editor.setText(":") }
    return []
  }

  private mutating func turn(to tab: Tab) -> [Effect] {
    origin = nil
    choose(tab)
    return []
  }

  /// `q`: out of a zoom, out of a view above the bits, back to where the pane was called from, and at the root out of the program.
  private mutating func goBack(from tab: Tab) -> [Effect] {
    if isZoomed {
      isZoomed = false
      return []
    }
    // Views above the bits are left one by one, as Esc does.
    if tab == .bits, !bits.levels.isEmpty { return pressInBits(.escape) }
    guard tab != .browse else { return isNested && running == nil ? [.goBack] : leave() }
    returnToOrigin()
    return []
  }

  /// Goes where Bits or Step was opened from: the form, the prompt, or the tree.
  mutating func returnToOrigin() {
    let target = origin ?? .pane(.browse)
    origin = nil
    switch target {
    case .form where form != nil:
      reveal(.browse)
      focus = .form
    case .prompt: focus = .prompt
    case .pane(let tab): choose(tab)
    default: choose(.browse)
    }
  }

  // MARK: - Browse

  private mutating func pressInBrowse(_ key: Key) -> [Effect] {
    let height = browse.listHeight(columns: area(of: .browse).columns, height: area(of: .browse).rows)
    switch key {
    case .enter: return openCurrentRow()
    case .character("s"):
      guard let (path, _) = browse.current.node.function else {
        notice = "s walks a function's call by steps: choose a function"
        return [.bell]
      }
      return [.openForm(path, instance: browse.current.instance, walks: true)]
    case .character(" "): browse.toggle()
    case .up, .character("k"): browse.move(to: browse.cursor - 1)
    case .down, .character("j"): browse.move(to: browse.cursor + 1)
    case .pageUp: browse.move(to: browse.cursor - max(1, height - 1))
    case .pageDown: browse.move(to: browse.cursor + max(1, height - 1))
    case .home, .character("g"): browse.move(to: 0)
    case .end, .character("G"): browse.move(to: browse.rows.count - 1)
    case .right, .character("l"):
      guard !browse.current.isOpen else {
        browse.move(to: browse.cursor + 1)
        return []
      }
      return browse.current.node.isExpandable ? openCurrentRow() : []
    case .left, .character("h"):
      if browse.current.isOpen { browse.setOpen(false) } else { return browse.moveToParent() ? [] : [.bell] }
    case .character("n"), .character("N"): return searchOn(.browse, isForward: key == .character("n"))
    case .escape: return []
    default: return [.bell]
    }
    return []
  }

  /// Enter: a function's form, an instance made current, anything else opened or closed.
  mutating func openCurrentRow() -> [Effect] {
    let row = browse.current
    if let (path, _) = row.node.function { return [.openForm(path, instance: row.instance)] }
    if case .instance(let instance) = row.node {
      browse.toggle()
      let isKnown = browse.catalog.worlds[instance.name] != nil
      return (browse.current.isOpen && !isKnown ? [.describe(instance.name)] : [])
        + (surroundings.current == instance.name ? [] : [.use(instance.name)])
    }
    guard row.node.isExpandable else { return [.bell] }
    browse.toggle()
    return []
  }

  // MARK: - Bits and Step

  private mutating func pressInBits(_ key: Key) -> [Effect] {
    let area = area(of: .bits)
    let effect = bits.apply(key, columns: area.columns, rows: area.rows)
    if effect == .unused, key == .escape {
      // Nothing to climb back from: where the pane was opened from, which is never out of the program.
      if origin != nil { returnToOrigin() }
      return []
    }
    return perform(effect, origin: origin)
  }

  mutating func perform(_ effect: BitsEffect, origin: Focus?) -> [Effect] {
    switch effect {
    case .none: return []
    case .unused, .bell: return [.bell]
    case .message(let text):
      notice = text
      return []
    case .showEvent(let index):
      step.select(event: index)
      self.origin = origin
      choose(.step)
      return []
    case .showBits:
      self.origin = origin
      choose(.bits)
      return []
    case .carryMoved:
      self.origin = origin
      choose(.bits)
      return bits.carryInHand.map { [.carryMoved($0)] } ?? []
    }
  }

  private mutating func pressInStep(_ key: Key) -> [Effect] {
    let area = area(of: .step)
    if step.walk != nil {
      let effect = step.walk?.apply(key, columns: area.columns, rows: area.rows) ?? .unused
      return perform(effect, key)
    }
    // Why goes on from the instruction to the bit, and back.
    if key == .character("y") || key == .escape || key == .enter {
      let bitsArea = self.area(of: .bits)
      let levels = bits.levels
      // The instruction in hand is the first half of why already.
      if key != .escape, step.event != nil { bits.levels = [.reason(event: step.selected)] }
      let effect = bits.apply(
        key == .enter ? .character("y") : key, columns: bitsArea.columns, rows: bitsArea.rows)
      if effect == .unused, key == .escape {
        if origin != nil { returnToOrigin() }
        return []
      }
      if effect == .bell || effect == .unused { bits.levels = levels }
      return perform(effect, origin: origin)
    }
    switch step.apply(key, columns: area.columns, rows: area.rows) {
    case .none: return []
    case .unused, .bell: return [.bell]
    case .message(let text):
      notice = text
      return []
    }
  }

  /// Does what a key or click in a walk asked for.
  mutating func perform(_ effect: WalkEffect, _ key: Key? = nil) -> [Effect] {
    switch effect {
    case .none: return []
    case .unused where key == .escape:
      if origin != nil { returnToOrigin() }
      return []
    case .unused, .bell: return [.bell]
    case .message(let text):
      notice = text
      return [.bell]
    case .move(let move):
      guard running == nil else {
        notice = "a call is running: Ctrl-C cancels it"
        return [.bell]
      }
      return [.walk(move)]
    case .input(let text): return submit(text, isTyped: false)
    case .open(let item):
      guard let reply = step.walk?.reply, bits.open(item, of: reply) else {
        notice = "no integer or float there to show the bits of"
        return [.bell]
      }
      origin = .pane(.step)
      choose(.bits)
      return bits.carryInHand.map { [.carryMoved($0)] } ?? []
    case .explain:
      guard let reply = step.walk?.reply, reply.event != nil || reply.operation?.facts.overflowed == true else {
        notice = "this step lost nothing: ] goes to the next that does"
        return [.bell]
      }
      let area = area(of: .bits)
      bits.show(reply)
      // The instruction is in sight already: the story goes on at what it lost.
      _ = bits.apply(.character("y"), columns: area.columns, rows: area.rows)
      origin = .pane(.step)
      choose(.bits)
      return []
    }
  }

  // MARK: - Log

  private mutating func pressInLog(_ key: Key) -> [Effect] {
    let area = area(of: .log)
    func move(_ distance: Int) { log.move(by: distance, in: transcript, columns: area.columns, height: area.rows) }
    switch key {
    case .up, .character("k"): move(-1)
    case .down, .character("j"): move(1)
    case .pageUp: log.turnPage(-1, in: transcript, columns: area.columns, height: area.rows)
    case .pageDown: log.turnPage(1, in: transcript, columns: area.columns, height: area.rows)
    case .home, .character("g"): log.moveToStart(transcript, columns: area.columns, height: area.rows)
    case .end, .character("G"): log.follow(transcript, columns: area.columns, height: area.rows)
    case .character("n"), .character("N"): return searchOn(.log, isForward: key == .character("n"))
    case .enter: return recall()
    case .character("u"): return turnMap()
    case .escape: if origin != nil { returnToOrigin() }
    default: return [.bell]
    }
    return []
  }

  /// The answer that the log's row in hand belongs to.
  private var replyInHand: Reply? {
    let index = log.cursor.entry - transcript.dropped
    return transcript.entries.indices.contains(index) ? transcript.entries[index].reply : nil
  }

  /// Whether Enter in the log shows anything.
  var canRecall: Bool {
    switch replyInHand?.content {
    case .value, .bits, .carry: true
    default: false
    }
  }

  /// Whether the answer in hand has a map that `u` reads with the other sign.
  var canTurnMap: Bool {
    if case .sweep(let sweep)? = replyInHand?.content { sweep.map != nil } else { false }
  }

  /// `u` in the log: the map in hand is read with the other sign.
  private mutating func turnMap() -> [Effect] {
    guard var reply = replyInHand, case .sweep(var sweep) = reply.content, sweep.map != nil else { return [.bell] }
    sweep.isReadSigned.toggle()
    reply.content = .sweep(sweep)
    transcript.replaceReply(of: log.cursor.entry, with: reply)
    log.forget(entry: log.cursor.entry)
    notice = "read as \(sweep.isReadSigned ? "signed" : "unsigned")"
    return []
  }

  /// Enter in the log: the result in hand is shown in Bits again.
  private mutating func recall() -> [Effect] {
    guard let reply = replyInHand else { return [.bell] }
    switch reply.content {
    case .value(let value):
      bits.show(value, input: reply.input)
      step.show(value.call)
    case .bits(let found): bits.show(found, input: reply.input)
    case .carry(let carry): bits.show(carry, input: reply.input)
    default:
      notice = "only values have bits to show"
      return [.bell]
    }
    origin = .pane(.log)
    choose(.bits)
    return []
  }
}
