package import ComponentTypes
package import CoreTypes

/// Lifts core values and linear memory to component-level values, a slice at a time.
///
/// The stack of unfinished values is data, so a lift can be paused, copied and dropped anywhere.
///
/// Source: CanonicalABI.md, "Loading", "Flat Lifting", "Lifting and Lowering Values".
package struct LiftCursor: Sendable {
  let plan: TransferPlan
  let options: TransferOptions
  /// The core values, each in the low bits of a slot: a variant's joined types need no conversion then.
  let flat: [UInt64]
  private var stack: [Frame] = []
  private var state: State = .notStarted
  private let spills: Bool
  private let what: CanonicalABIError.Pointee
  /// What may still be lifted, in bytes.
  var remainingBytes: UInt64
  /// Where the values without parts were, those that were lifted so far; nil where nobody wants to know.
  package var trace: [TransferTrace]?
  /// The strings so far.
  package internal(set) var texts: LiftedTexts

  private enum State: Sendable {
    case notStarted
    /// A node to lift next, and where it stands.
    case part(Int, TransferPlace)
    /// A value that was completed.
    case value(ComponentValue)
    case done(ComponentValue)
  }

  /// A composite value whose parts are being lifted.
  private struct Frame: Sendable {
    var node: Int
    var place: TransferPlace
    var count: Int
    /// The case, where it is a variant.
    var caseIndex: UInt32 = 0
    var parts: [ComponentValue] = []
  }

  /// Begins a lift of the plan's types.
  /// - Parameters:
  ///   - flat: the core values; a single pointer where they are more than `maxFlat`.
  ///   - maxFlat: `maxFlatParameters` for parameters, `maxFlatResults` for results.
  package init(_ plan: TransferPlan, flat: [CoreValue], maxFlat: Int, options: TransferOptions) {
    self.plan = plan
    self.options = options
    self.flat = flat.map(\.slots.first)
    spills = plan.flat.count > maxFlat
    what = maxFlat == maxFlatParameters ? .parameters : .results
    remainingBytes = options.maxLiftedBytes
    texts = LiftedTexts(options.encoding)
  }

  /// The lifted values, one a type of the plan, once a step returned `.done`; empty before.
  package var values: [ComponentValue] {
    guard case .done(.tuple(let values)) = state else { return [] }
    return values
  }

  /// Lifts for about `budget` values. Returns `.done` or `.outOfBudget`.
  /// - Throws: `CanonicalABIError` where the guest broke a rule; the cursor is of no further use then.
  package mutating func step(
    budget: Int, memory: (any LinearMemory)?, handles: (any HandleTransfer)? = nil
  ) throws(CanonicalABIError) -> TransferStep {
    guard let memory else {
      return try run(budget, UnsafeGuestBytes(UnsafeRawBufferPointer(start: nil, count: 0)), handles)
    }
    // Nothing of the guest runs inside a step, so the memory stays where it is.
    let result: Result<TransferStep, CanonicalABIError> = memory.withBytes { buffer in
      do throws(CanonicalABIError) {
        return .success(try run(budget, UnsafeGuestBytes(buffer), handles))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func run(
    _ budget: Int, _ bytes: UnsafeGuestBytes, _ handles: (any HandleTransfer)?
  ) throws(CanonicalABIError) -> TransferStep {
    var budget = budget
    while true {
      switch state {
      case .notStarted:
        state = .part(plan.rootIndex, try rootPlace(bytes))
      case .part(let index, let place):
        guard budget > 0 else { return .outOfBudget }
        budget -= 1
        try charge(TransferOptions.bytesPerValue)
        try begin(index, place, bytes, handles)
      case .value(let value):
        guard !stack.isEmpty else {
          state = .done(value)
          return .done
        }
        stack[stack.count - 1].parts.append(value)
        proceed()
      case .done:
        return .done
      }
    }
  }

  private func rootPlace(_ bytes: UnsafeGuestBytes) throws(CanonicalABIError) -> TransferPlace {
    guard spills else { return .flat(0) }
    guard let slot = flat.first else { throw .missingFlatValue }
    let pointer = plan.pointerType == .i64 ? slot : slot & 0xffff_ffff
    try checkRange(pointer, byteCount: plan.root.size, alignment: plan.root.alignment, what, memory: bytes.count)
    return .memory(pointer)
  }

  /// Counts towards what may be lifted.
  mutating func charge(_ byteCount: UInt64) throws(CanonicalABIError) {
    guard byteCount <= remainingBytes else { throw .liftedTooMuch(limit: options.maxLiftedBytes) }
    remainingBytes -= byteCount
  }

  /// Lifts a part that has no parts of its own, or begins one that has.
  private mutating func begin(
    _ index: Int, _ place: TransferPlace, _ bytes: UnsafeGuestBytes, _ handles: (any HandleTransfer)?
  ) throws(CanonicalABIError) {
    let node = plan.nodes[index]
    switch node.kind {
    case .record(let fields), .tuple(let fields):
      try push(index, place, count: fields.count)
    case .fixedLengthList(_, let count):
      try push(index, place, count: count)
    case .list(let element), .map(let element):
      let (pointer, length) = try pointerAndLength(place, bytes)
      try checkList(pointer, length, plan.nodes[element], memory: bytes.count)
      guard let count = Int(exactly: length) else { throw .tooLong(byteCount: .max, what: .list) }
      try push(index, .memory(pointer), count: count)
    case .variant(let layout), .option(let layout), .result(let layout):
      let caseIndex = try discriminant(place, byteCount: layout.discriminantSize, bytes)
      guard caseIndex < layout.cases.count else { throw .invalidCase(caseIndex, count: layout.cases.count) }
      let child = plan.children[layout.cases.lowerBound + Int(caseIndex)]
      let count = child.node == LayoutChild.none ? 0 : 1
      stack.append(Frame(node: index, place: place, count: count, caseIndex: caseIndex))
      proceed()
    default:
      state = .value(try leaf(node, place, bytes, handles))
    }
  }

  private mutating func push(_ index: Int, _ place: TransferPlace, count: Int) throws(CanonicalABIError) {
    // The parts are charged one by one, too; this keeps room from being made for what could never be lifted.
    guard UInt64(count) <= remainingBytes / TransferOptions.bytesPerValue else {
      throw .liftedTooMuch(limit: options.maxLiftedBytes)
    }
    var frame = Frame(node: index, place: place, count: count)
    frame.parts.reserveCapacity(count)
    stack.append(frame)
    proceed()
  }

  /// Goes on with the innermost unfinished value: its next part, or its end.
  private mutating func proceed() {
    let top = stack.count - 1
    guard stack[top].parts.count == stack[top].count else {
      state = nextPart(of: stack[top])
      return
    }
    let frame = stack.removeLast()
    state = .value(finish(frame))
  }

  private func nextPart(of frame: Frame) -> State {
    let number = frame.parts.count
    switch plan.nodes[frame.node].kind {
    case .record(let fields), .tuple(let fields):
      let child = plan.children[fields.lowerBound + number]
      return .part(child.node, frame.place.part(child))
    case .variant(let layout), .option(let layout), .result(let layout):
      let child = plan.children[layout.cases.lowerBound + Int(frame.caseIndex)]
      return .part(child.node, frame.place.part(child))
    case .list(let element), .map(let element), .fixedLengthList(let element, _):
      return .part(element, frame.place.element(number, plan.nodes[element]))
    default:
      preconditionFailure("only composite values have parts")
    }
  }

  private func finish(_ frame: Frame) -> ComponentValue {
    switch plan.nodes[frame.node].kind {
    case .record: .record(frame.parts)
    case .tuple: .tuple(frame.parts)
    case .list: .list(frame.parts)
    case .fixedLengthList: .list(frame.parts)
    case .map:
      .map(
        frame.parts.map { entry in
          guard case .tuple(let pair) = entry, pair.count == 2 else {
            preconditionFailure("an entry is lifted as a pair")
          }
          return .init(key: pair[0], value: pair[1])
        })
    case .variant: .variant(frame.caseIndex, frame.parts.first)
    case .option: .option(frame.parts.first)
    case .result: frame.caseIndex == 0 ? .ok(frame.parts.first) : .err(frame.parts.first)
    default: preconditionFailure("only composite values have parts")
    }
  }
}
