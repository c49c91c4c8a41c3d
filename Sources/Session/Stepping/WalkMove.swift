/// One move of a walk.
package struct WalkMove: Hashable, Sendable {
  /// What it moves by, or to.
  package enum Kind: Hashable, Sendable {
    /// So many steps, into whatever is called.
    case steps(UInt64)
    /// One step; what it calls runs to its end.
    case over
    /// To where the function was called from.
    case out
    /// To a breakpoint, otherwise to the end, or the beginning.
    case run
    /// To an instruction that loses something.
    case overflow
    /// To a step by its number; past the end it is the end.
    case step(UInt64)
  }

  package var kind: Kind
  /// Whether it goes back; `step` goes either way by itself.
  package var isBackward: Bool

  package init(_ kind: Kind, isBackward: Bool = false) {
    self.kind = kind
    self.isBackward = isBackward
  }

  /// The command that makes the move.
  package var input: String {
    switch kind {
    case .steps(let count):
      (isBackward ? ":back" : ":next") + (count == 1 ? "" : " \(count)")
    case .over: isBackward ? ":back over" : ":over"
    case .out: isBackward ? ":back out" : ":out"
    case .run: isBackward ? ":back continue" : ":continue"
    case .overflow: isBackward ? ":back overflow" : ":continue overflow"
    case .step(let number): ":goto " + (number == .max ? "end" : String(number))
    }
  }
}

extension WalkMove {
  /// Reads what stands behind a command that moves; nil where it means nothing.
  ///
  /// Words: `:next [N]`, `:over`, `:out`, `:continue [overflow]`, `:goto N|start|end`, and
  /// `:back [N|over|out|continue|overflow]`.
  init?(_ command: Command, _ words: [String]) {
    guard words.count <= 1 else { return nil }
    let word = words.first
    switch (command, word) {
    case (.next, nil): self.init(.steps(1))
    case (.back, nil): self.init(.steps(1), isBackward: true)
    case (.over, nil), (.back, "over"): self.init(.over, isBackward: command == .back)
    case (.out, nil), (.back, "out"): self.init(.out, isBackward: command == .back)
    case (.continue, nil), (.back, "continue"): self.init(.run, isBackward: command == .back)
    case (.continue, "overflow"), (.back, "overflow"): self.init(.overflow, isBackward: command == .back)
    case (.goto, "start"): self.init(.step(0))
    case (.goto, "end"): self.init(.step(.max))
    case (.goto, let word?):
      guard let number = Self.number(word) else { return nil }
      self.init(.step(number))
    case (.next, let word?), (.back, let word?):
      guard let count = Self.number(word), count > 0 else { return nil }
      self.init(.steps(count), isBackward: command == .back)
    default: return nil
    }
  }

  /// A count such as `1000000` or `1_000_000`.
  private static func number(_ word: String) -> UInt64? {
    let digits = word.filter { $0 != "_" }
    return digits.utf8.allSatisfy { (48...57).contains($0) } ? UInt64(digits) : nil
  }
}
