import CoreModule
import Diagnostics

/// Where a branch is, in bytes from the beginning of its function's body, and whether it is likely taken.
struct BranchHint {
  var offset: Int
  var value: UInt8
}

/// What the instructions that are read next stand in. Nesting is data: no text is too deep for the machine's stack.
private enum Nesting {
  /// `(i32.add …)`: operands, then the instruction, whose bytes wait.
  case folded(pending: Int, SourceSpan, hint: UInt8?)
  /// `(block …)`
  case foldedBlock
  /// `(if …` up to `(then`; the bytes of `if` wait.
  case condition(pending: Int, SourceSpan, hint: UInt8?, label: Identifier?)
  case thenArm, behindThen, elseArm, behindElse
  /// `block … end`
  case block(Identifier?)
  /// `if … else` or `end`
  case ifArm(Identifier?)
}

// Sequences of instructions, plain and folded.
//
// Source: core specification, "Instructions" (text format).
extension ModuleEncoder {
  /// Encodes a constant expression, up to the bracket that closes what it stands in.
  mutating func encodeExpression(to bytes: inout EncodedBytes) throws(CoreTextError) {
    labels = LabelStack()
    _ = try encodeInstructions(to: &bytes)
    bytes.append(0x0B)
  }

  /// Encodes a constant expression that is one folded instruction.
  mutating func encodeFoldedExpression(to bytes: inout EncodedBytes) throws(CoreTextError) {
    guard cursor.isAt(.open) else { throw cursor.unexpected("an instruction in brackets") }
    labels = LabelStack()
    _ = try encodeInstructions(to: &bytes, onlyOne: true)
    bytes.append(0x0B)
  }

  /// Encodes instructions up to the bracket that closes what they stand in, or one folded instruction only.
  ///
  /// - Returns: the hints at branches, in order.
  mutating func encodeInstructions(
    to bytes: inout EncodedBytes, onlyOne: Bool = false
  ) throws(CoreTextError) -> [BranchHint] {
    var run = InstructionRun()
    while true {
      guard let token = cursor.current else {
        if run.isOutside { break }
        throw cursor.unexpected("`)`")
      }
      switch token.kind {
      case .close:
        if run.isOutside { break }
        try close(&run, to: &bytes)
        if onlyOne, run.isOutside { return run.hints }
        continue
      case .open:
        try openFolded(&run, to: &bytes)
        continue
      case .keyword:
        try encodePlain(&run, to: &bytes)
        continue
      case .annotation where cursor.isAt(annotation: .branchHint):
        try readHint(&run)
        continue
      default: throw cursor.unexpected("an instruction")
      }
      break
    }
    if run.hint != nil { throw CoreTextError(.branchHintTarget, at: cursor.span) }
    return run.hints
  }

  /// The state of one sequence.
  fileprivate struct InstructionRun {
    fileprivate var nesting: [Nesting] = []
    /// The bytes of instructions whose operands come first.
    var pending = EncodedBytes()
    var hints: [BranchHint] = []
    /// A hint for the next instruction.
    var hint: UInt8?

    var isOutside: Bool { nesting.isEmpty }
  }

  // MARK: Folded

  private mutating func close(_ run: inout InstructionRun, to bytes: inout EncodedBytes) throws(CoreTextError) {
    guard let top = run.nesting.popLast() else { return }
    if run.hint != nil { throw CoreTextError(.branchHintTarget, at: cursor.span) }
    switch top {
    case .folded(let pending, let span, let hint):
      emit(&run, pending, span, hint, to: &bytes)
    case .condition: throw cursor.unexpected("`(then`")
    case .foldedBlock, .behindThen, .behindElse:
      bytes.mark(cursor.span)
      bytes.append(0x0B)
      labels.pop()
    case .thenArm: run.nesting.append(.behindThen)
    case .elseArm: run.nesting.append(.behindElse)
    case .block, .ifArm: throw CoreTextError(.missingEnd, at: cursor.span)
    }
    cursor.advance()
  }

  private func emit(
    _ run: inout InstructionRun, _ pending: Int, _ span: SourceSpan, _ hint: UInt8?, to bytes: inout EncodedBytes
  ) {
    if let hint { run.hints.append(BranchHint(offset: bytes.count, value: hint)) }
    bytes.mark(span)
    bytes.append(contentsOf: run.pending.removeTail(from: pending))
  }

  private mutating func openFolded(_ run: inout InstructionRun, to bytes: inout EncodedBytes) throws(CoreTextError) {
    switch run.nesting.last {
    case .condition(let pending, let span, let hint, let label) where cursor.isAt(opening: "then"):
      cursor.advance()
      cursor.advance()
      emit(&run, pending, span, hint, to: &bytes)
      labels.push(label)
      run.nesting[run.nesting.count - 1] = .thenArm
      return
    case .behindThen:
      guard cursor.isAt(opening: "else") else { throw cursor.unexpected("`(else` or `)`") }
      bytes.mark(cursor.span)
      bytes.append(0x05)
      cursor.advance()
      cursor.advance()
      run.nesting[run.nesting.count - 1] = .elseArm
      return
    case .behindElse: throw cursor.unexpected("`)`")
    default: break
    }
    cursor.advance()
    let start = cursor.index
    let instruction = try readOperator()
    let hint = try takeHint(&run, for: instruction.opcode)
    switch instruction.opcode {
    case .block, .loop, .tryTable:
      let label = try takeLabel()
      bytes.append(instruction.opcode)
      try encodeBlockHead(instruction.opcode, to: &bytes)
      labels.push(label)
      run.nesting.append(.foldedBlock)
    case .if:
      let label = try takeLabel()
      let pending = run.pending.count
      run.pending.append(instruction.opcode)
      try encodeBlockType(to: &run.pending)
      run.nesting.append(.condition(pending: pending, cursor.span(from: start), hint: hint, label: label))
    case .else, .end: throw cursor.unexpected("an instruction")
    default:
      let pending = run.pending.count
      try encode(instruction, to: &run.pending)
      run.nesting.append(.folded(pending: pending, cursor.span(from: start), hint: hint))
    }
  }

  // MARK: Plain

  private mutating func encodePlain(_ run: inout InstructionRun, to bytes: inout EncodedBytes) throws(CoreTextError) {
    switch run.nesting.last {
    // Among operands the specification has none either, but other tools read them and scripts have come to rely on it.
    case .condition, .behindThen, .behindElse: throw cursor.unexpected("an instruction in brackets or `)`")
    default: break
    }
    let start = cursor.index
    let instruction = try readOperator()
    let hint = try takeHint(&run, for: instruction.opcode)
    if let hint { run.hints.append(BranchHint(offset: bytes.count, value: hint)) }
    let span = cursor.text.span(of: start..<start + 1)
    bytes.mark(span)
    switch instruction.opcode {
    case .block, .loop, .tryTable, .if:
      let label = try takeLabel()
      bytes.append(instruction.opcode)
      try encodeBlockHead(instruction.opcode, to: &bytes)
      labels.push(label)
      run.nesting.append(instruction.opcode == .if ? .ifArm(label) : .block(label))
    case .else:
      guard case .ifArm(let label) = run.nesting.last else {
        cursor.move(to: start)
        throw cursor.unexpected("an instruction")
      }
      try checkRepeatedLabel(label)
      bytes.append(0x05)
      run.nesting[run.nesting.count - 1] = .block(label)
    case .end:
      switch run.nesting.last {
      case .block(let label), .ifArm(let label): try checkRepeatedLabel(label)
      default:
        cursor.move(to: start)
        throw cursor.unexpected("an instruction")
      }
      bytes.append(0x0B)
      labels.pop()
      run.nesting.removeLast()
    default: try encode(instruction, to: &bytes)
    }
  }

  private mutating func encodeBlockHead(_ opcode: Opcode, to bytes: inout EncodedBytes) throws(CoreTextError) {
    try encodeBlockType(to: &bytes)
    if opcode == .tryTable { try encodeCatches(to: &bytes) }
  }

  /// Reads a block's label; a name for people beside it has no place in the binary format that is written here.
  private mutating func takeLabel() throws(CoreTextError) -> Identifier? {
    let label = try cursor.takeIdentifier()
    _ = try takeNameAnnotation()
    return label
  }

  private mutating func checkRepeatedLabel(_ label: Identifier?) throws(CoreTextError) {
    let span = cursor.span
    guard let repeated = try cursor.takeIdentifier(), repeated != label else { return }
    throw CoreTextError(.mismatchedLabel(repeated.name), at: span)
  }

  private mutating func readOperator() throws(CoreTextError) -> Operator {
    guard let word = cursor.current, word.kind == .keyword else { throw cursor.unexpected("an instruction") }
    let spelling = cursor.text.spelling(word)
    guard let found = Operator.named(spelling) else {
      let name = String(decoding: spelling.prefix(60), as: UTF8.self)
      throw CoreTextError(
        .unknownOperator(name, near: nearNames(to: name, among: Operator.words)), at: cursor.text.span(word))
    }
    cursor.advance()
    return found
  }

  // MARK: Branch hints

  private mutating func readHint(_ run: inout InstructionRun) throws(CoreTextError) {
    let span = cursor.span
    guard run.hint == nil else {
      throw CoreTextError(.repeatedAnnotation(AnnotationName.branchHint.name), at: span)
    }
    _ = cursor.take(annotation: .branchHint)
    let value = try cursor.expectString("`\"\\00\"` or `\"\\01\"`")
    guard value.count == 1, let hint = value.first, hint <= 1 else {
      throw CoreTextError(.malformedBranchHint, at: span)
    }
    try cursor.expectClose()
    run.hint = hint
  }

  private func takeHint(_ run: inout InstructionRun, for opcode: Opcode) throws(CoreTextError) -> UInt8? {
    guard let hint = run.hint else { return nil }
    guard opcode == .if || opcode == .brIf else {
      throw CoreTextError(.branchHintTarget, at: cursor.text.span(of: max(0, cursor.index - 1)..<cursor.index))
    }
    run.hint = nil
    return hint
  }
}
