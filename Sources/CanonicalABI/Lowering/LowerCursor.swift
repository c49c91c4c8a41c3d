package import ComponentTypes
package import CoreTypes

/// Lowers component-level values to core values and linear memory, a slice at a time.
///
/// The stack of unfinished values is data, so a lowering can be paused, copied and dropped anywhere. Where the guest's
/// `realloc` has to run, the step says so, and the cursor is resumed with the pointer.
///
/// Source: CanonicalABI.md, "Storing", "Flat Lowering", "Lifting and Lowering Values".
package struct LowerCursor: Sendable {
  let plan: TransferPlan
  let options: TransferOptions
  /// The core values, each in the low bits of a slot; what no part writes stays zero.
  private(set) var flat: [UInt64]
  private let root: Root
  private let what: CanonicalABIError.Pointee
  /// Where it wrote something since this was emptied; nil where nobody wants to know.
  package var trace: [TransferTrace]?
  private let textSource: LiftedTexts?
  /// How many strings were begun.
  private var textCount = 0
  private var stack: [Frame] = []
  private var state: State

  /// Where the root goes.
  private enum Root: Sendable {
    case flat
    /// To memory that `realloc` gives; the pointer is the only core value.
    case allocated
    /// To memory that the caller gave; there are no core values.
    case outPointer(UInt64)
  }

  private enum State: Sendable {
    case notStarted
    case part(Int, TransferPlace, ComponentValue)
    /// Something has to be allocated once more.
    case requesting(Allocation, TextLowering.Request)
    /// Something was allocated for, and the pointer has not come yet.
    case awaiting(Allocation)
    /// The innermost unfinished value goes on.
    case proceeding
    case done
  }

  /// A composite value whose parts are being lowered.
  private struct Frame: Sendable {
    var node: Int
    var place: TransferPlace
    var next = 0
    var parts: Parts
  }

  /// The parts of a composite value, as the value holds them.
  private enum Parts: Sendable {
    case values([ComponentValue])
    case entries([ComponentValue.MapEntry])

    var count: Int {
      switch self {
      case .values(let values): values.count
      case .entries(let entries): entries.count
      }
    }

    subscript(index: Int) -> ComponentValue {
      switch self {
      case .values(let values): values[index]
      case .entries(let entries): .tuple([entries[index].key, entries[index].value])
      }
    }
  }

  /// What an allocation is for.
  private enum Allocation: Sendable {
    case root
    case text(TextLowering, TransferPlace)
    case bytes([UInt8], TransferPlace)
    /// The node is the list's own.
    case elements(Int, Parts, TransferPlace)
  }

  /// Begins a lowering of values, one a type of the plan.
  /// - Parameters:
  ///   - maxFlat: `maxFlatParameters` for parameters, `maxFlatResults` for results; past it the values go to memory.
  ///   - outPointer: where they go then; without it memory for them is allocated.
  ///   - textSource: what the strings were where they were lifted; nil where the host made them.
  package init(
    _ plan: TransferPlan, _ values: [ComponentValue], maxFlat: Int, outPointer: UInt64? = nil,
    textSource: LiftedTexts? = nil, options: TransferOptions
  ) {
    self.textSource = textSource
    self.plan = plan
    self.options = options
    what = maxFlat == maxFlatParameters ? .parameters : .results
    if plan.flat.count <= maxFlat {
      root = .flat
      flat = Array(repeating: 0, count: plan.flat.count)
    } else {
      root = outPointer.map { .outPointer($0) } ?? .allocated
      flat = []
    }
    state = .notStarted
    stack = [Frame(node: plan.rootIndex, place: .flat(0), parts: .values(values))]
  }

  /// The core values, once a step returned `.done`.
  package var flatValues: [CoreValue] {
    switch root {
    case .flat: zip(flat, plan.flat.types).compactMap { CoreValue(slot: $0, as: $1) }
    case .allocated: flat.map { CoreValue(slot: $0, as: plan.pointerType.valueType) }
    case .outPointer: []
    }
  }

  /// Lowers for about `budget` values.
  /// - Throws: `CanonicalABIError` where the guest broke a rule or a value is not of its type; the cursor is of no
  ///   further use then.
  package mutating func step(
    budget: Int, memory: (any LinearMemory)?, handles: (any HandleTransfer)? = nil
  ) throws(CanonicalABIError) -> TransferStep {
    try withMemory(memory) { (cursor, bytes) throws(CanonicalABIError) in try cursor.run(budget, bytes, handles) }
  }

  /// Goes on after `.needsRealloc` with the pointer that `realloc` returned; step again afterwards.
  /// - Throws: `CanonicalABIError` where the pointer is not aligned or its range not in the memory.
  package mutating func resume(pointer: UInt64, memory: (any LinearMemory)?) throws(CanonicalABIError) {
    try withMemory(memory) { (cursor, bytes) throws(CanonicalABIError) in try cursor.receive(pointer, bytes) }
  }

  private mutating func withMemory<R>(
    _ memory: (any LinearMemory)?,
    _ body: (inout LowerCursor, UnsafeMutableGuestBytes) throws(CanonicalABIError) -> R
  ) throws(CanonicalABIError) -> R {
    guard let memory else {
      return try body(&self, UnsafeMutableGuestBytes(UnsafeMutableRawBufferPointer(start: nil, count: 0)))
    }
    // Nothing of the guest runs inside a step, so the memory stays where it is.
    let result: Result<R, CanonicalABIError> = memory.withMutableBytes { buffer in
      do throws(CanonicalABIError) {
        return .success(try body(&self, UnsafeMutableGuestBytes(buffer)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private mutating func run(
    _ budget: Int, _ bytes: UnsafeMutableGuestBytes, _ handles: (any HandleTransfer)?
  ) throws(CanonicalABIError) -> TransferStep {
    var budget = budget
    while true {
      switch state {
      case .notStarted:
        guard try start(bytes) else { return try request(.root, plan.root.size, plan.root.alignment) }
      case .proceeding:
        guard let top = stack.indices.last else {
          state = .done
          return .done
        }
        if stack[top].next < stack[top].parts.count {
          state = nextPart(of: stack[top])
          stack[top].next += 1
        } else {
          stack.removeLast()
        }
      case .part(let index, let place, let value):
        guard budget > 0 else { return .outOfBudget }
        budget -= 1
        state = .proceeding
        if let step = try lower(index, place, value, bytes, handles) { return step }
      case .requesting(let allocation, let request):
        return self.request(allocation, request)
      case .awaiting:
        preconditionFailure("a cursor that waits for a pointer is resumed before it is stepped")
      case .done:
        return .done
      }
    }
  }

  /// Finds the root's place; false where it has to be allocated first.
  private mutating func start(_ bytes: UnsafeMutableGuestBytes) throws(CanonicalABIError) -> Bool {
    guard stack[0].parts.count == plan.root.partCount else { throw .valueDoesNotFitType }
    switch root {
    case .flat: break
    case .allocated: return false
    case .outPointer(let pointer):
      try checkRange(pointer, byteCount: plan.root.size, alignment: plan.root.alignment, what, memory: bytes.count)
      stack[0].place = .memory(pointer)
    }
    state = .proceeding
    return true
  }

  private mutating func request(
    _ allocation: Allocation, _ byteCount: UInt64, _ alignment: UInt32
  ) throws(CanonicalABIError) -> TransferStep {
    guard byteCount <= UInt32.max else { throw .tooLong(byteCount: byteCount, what: .value) }
    state = .awaiting(allocation)
    return .needsRealloc(old: 0, oldSize: 0, alignment: UInt64(alignment), newSize: byteCount)
  }

  private mutating func receive(_ pointer: UInt64, _ bytes: UnsafeMutableGuestBytes) throws(CanonicalABIError) {
    guard case .awaiting(let allocation) = state else {
      preconditionFailure("only a cursor that waits for a pointer is resumed")
    }
    state = .proceeding
    switch allocation {
    case .root:
      try checkRange(pointer, byteCount: plan.root.size, alignment: plan.root.alignment, what, memory: bytes.count)
      flat = [pointer]
      stack[0].place = .memory(pointer)
    case .text(var lowering, let place):
      note(.structure, .memory(pointer), byteCount: Int(lowering.requestedSize.byteCount))
      switch try lowering.receive(pointer, bytes) {
      case .request(let request): state = .requesting(.text(lowering, place), request)
      case .done(let pointer, let length):
        try storePointer(pointer, length: length, place, bytes)
        note(.other, place, byteCount: Int(2 * plan.pointerSize))
      }
    case .bytes(let array, let place):
      try checkRange(pointer, byteCount: UInt64(array.count), alignment: 1, .list, memory: bytes.count)
      try storePointer(pointer, length: UInt64(array.count), place, bytes)
      guard bytes.store(array, at: pointer) else { throw .valueDoesNotFitType }
      note(.bytes, .memory(pointer), byteCount: array.count)
    case .elements(let index, let parts, let place):
      let element = elementNode(of: index)
      let byteCount = UInt64(parts.count) * element.size
      try checkRange(pointer, byteCount: byteCount, alignment: element.alignment, .list, memory: bytes.count)
      try storePointer(pointer, length: UInt64(parts.count), place, bytes)
      stack.append(Frame(node: index, place: .memory(pointer), parts: parts))
    }
  }

  private func elementNode(of index: Int) -> LayoutNode {
    switch plan.nodes[index].kind {
    case .list(let element), .map(let element), .fixedLengthList(let element, _): plan.nodes[element]
    default: preconditionFailure("only lists and maps have elements")
    }
  }

  private func nextPart(of frame: Frame) -> State {
    let value = frame.parts[frame.next]
    switch plan.nodes[frame.node].kind {
    case .record(let fields), .tuple(let fields):
      let child = plan.children[fields.lowerBound + frame.next]
      return .part(child.node, frame.place.part(child), value)
    case .list(let element), .map(let element), .fixedLengthList(let element, _):
      return .part(element, frame.place.element(frame.next, plan.nodes[element]), value)
    default:
      preconditionFailure("only records, tuples, lists and maps have frames")
    }
  }

  /// Lowers one value, or begins it; returns what must be allocated first, if anything.
  private mutating func lower(
    _ index: Int, _ place: TransferPlace, _ value: ComponentValue, _ bytes: UnsafeMutableGuestBytes,
    _ handles: (any HandleTransfer)?
  ) throws(CanonicalABIError) -> TransferStep? {
    let node = plan.nodes[index]
    switch (node.kind, value) {
    case (.record(let fields), .record(let values)), (.tuple(let fields), .tuple(let values)):
      guard values.count == fields.count else { throw .valueDoesNotFitType }
      stack.append(Frame(node: index, place: place, parts: .values(values)))
    case (.fixedLengthList(_, let count), .list(let values)):
      guard values.count == count else { throw .valueDoesNotFitType }
      stack.append(Frame(node: index, place: place, parts: .values(values)))
    case (.fixedLengthList(_, let count), .bytes(let array)):
      guard array.count == count else { throw .valueDoesNotFitType }
      stack.append(Frame(node: index, place: place, parts: .values(array.map { .u8($0) })))
    case (.string, .string(let text)):
      return try requestText(text, place)
    case (.bytes, _):
      let array = try byteArray(value)
      guard UInt64(array.count) <= maxListByteLength else {
        throw .tooLong(byteCount: UInt64(array.count), what: .list)
      }
      return try request(.bytes(array, place), UInt64(array.count), 1)
    case (.list, .list(let values)):
      return try requestElements(index, .values(values), place)
    case (.map, .map(let entries)):
      return try requestElements(index, .entries(entries), place)
    case (.variant(let layout), .variant(let caseIndex, let payload)):
      try lowerCase(caseIndex, payload, layout, place, bytes)
    case (.option(let layout), .option(let payload)):
      try lowerCase(payload == nil ? 0 : 1, payload, layout, place, bytes)
    case (.result(let layout), .ok(let payload)):
      try lowerCase(0, payload, layout, place, bytes)
    case (.result(let layout), .err(let payload)):
      try lowerCase(1, payload, layout, place, bytes)
    case (.handle(let type), .handle(let handle)):
      guard let handles else { throw .unsupportedHandle(type.word) }
      try storeInteger(UInt64(handles.lower(handle, type)), place, byteCount: 4, bytes)
      note(.other, place, byteCount: 4)
    default:
      let (bits, byteCount) = try leafBits(node, value)
      try storeInteger(bits, place, byteCount: byteCount, bytes)
      note(node.tracedContent, place, byteCount: byteCount)
    }
    return nil
  }

  private mutating func lowerCase(
    _ caseIndex: UInt32, _ payload: ComponentValue?, _ layout: VariantLayout, _ place: TransferPlace,
    _ bytes: UnsafeMutableGuestBytes
  ) throws(CanonicalABIError) {
    guard caseIndex < layout.cases.count else { throw .valueDoesNotFitType }
    try storeInteger(UInt64(caseIndex), place, byteCount: layout.discriminantSize, bytes)
    note(.structure, place, byteCount: layout.discriminantSize)
    let child = plan.children[layout.cases.lowerBound + Int(caseIndex)]
    switch (child.node, payload) {
    case (LayoutChild.none, nil): break
    case (LayoutChild.none, _), (_, nil): throw .valueDoesNotFitType
    case (let node, let payload?): state = .part(node, place.part(child), payload)
    }
  }

  private mutating func requestElements(
    _ index: Int, _ parts: Parts, _ place: TransferPlace
  ) throws(CanonicalABIError) -> TransferStep {
    let element = elementNode(of: index)
    let (byteCount, overflow) = element.size.multipliedReportingOverflow(by: UInt64(parts.count))
    guard !overflow, byteCount <= maxListByteLength, parts.count <= UInt32.max else {
      throw .tooLong(byteCount: overflow ? .max : byteCount, what: .list)
    }
    return try request(.elements(index, parts, place), byteCount, element.alignment)
  }

  private mutating func requestText(_ text: String, _ place: TransferPlace) throws(CanonicalABIError) -> TransferStep {
    let isNeedlesslyWide = textSource?.isNeedlesslyWide(textCount) ?? false
    textCount += 1
    let lowering = try TextLowering(
      text, from: textSource?.encoding, isNeedlesslyWide: isNeedlesslyWide, to: options.encoding,
      utf16Tag: plan.utf16Tag)
    return request(.text(lowering, place), lowering.firstRequest)
  }

  private mutating func request(_ allocation: Allocation, _ request: TextLowering.Request) -> TransferStep {
    state = .awaiting(allocation)
    return .needsRealloc(
      old: request.old, oldSize: UInt64(request.oldSize), alignment: UInt64(request.alignment),
      newSize: UInt64(request.newSize))
  }

  private mutating func storePointer(
    _ pointer: UInt64, length: UInt64, _ place: TransferPlace, _ bytes: UnsafeMutableGuestBytes
  ) throws(CanonicalABIError) {
    let size = Int(plan.pointerSize)
    let second = LayoutChild(node: LayoutChild.none, offset: UInt64(size), flatOffset: 1)
    try storeInteger(pointer, place, byteCount: size, bytes)
    try storeInteger(length, place.part(second), byteCount: size, bytes)
    note(.structure, place, byteCount: size)
    note(.structure, place.part(second), byteCount: size)
  }

  private mutating func note(_ content: TransferTrace.Content, _ place: TransferPlace, byteCount: Int) {
    trace?.append(TransferTrace(content, place, byteCount: byteCount))
  }

  private mutating func storeInteger(
    _ bits: UInt64, _ place: TransferPlace, byteCount: Int, _ bytes: UnsafeMutableGuestBytes
  ) throws(CanonicalABIError) {
    switch place {
    case .memory(let address):
      guard bytes.store(bits, at: address, byteCount: byteCount) else {
        throw .outOfBounds(pointer: address, byteCount: UInt64(byteCount), memory: bytes.count, what: .value)
      }
    case .flat(let index):
      guard flat.indices.contains(index) else { throw .valueDoesNotFitType }
      flat[index] = bits
    }
  }
}
