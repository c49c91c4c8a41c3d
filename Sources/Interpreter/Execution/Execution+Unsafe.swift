import CInterpreter
import CoreModule
package import CoreTypes

/// Running code: frames, slots and a place in the code, all of it data. It pauses for host calls and when its slice is used
/// up, and calls can be entered on top of whatever is paused.
package final class Execution {
  package let store: Store
  /// Wasm operators run so far. Block structure (block, loop, else, end) is not counted; an instruction that moves many
  /// bytes or elements counts one more for each 32 of them.
  package internal(set) var instructionsRun: UInt64 = 0
  /// The trap that ended it.
  package internal(set) var trap: Trap?
  /// Whether a stop at a loss says what is about to be lost, which takes a while to find out.
  var tellsLosses = true
  /// Runs by the portable loop instead of the fast one.
  package var runsPortably = false

  let context: Cell<wi_context>
  private let stack: ExecutionStack
  var slots: UnsafeMutablePointer<UInt64> { stack.slots }
  var frames: UnsafeMutablePointer<wi_frame> { stack.frames }
  /// The mark that the last run stopped at, whose operator the next one runs first.
  var markToPass: UnsafePointer<UInt64>?
  /// Where runs stop that are asked to meet breakpoints.
  package var breakpoints: Set<CodePlace> = [] {
    didSet { findMarks() }
  }
  /// Where losses stop no run.
  package var quietPlaces: Set<CodePlace> = [] {
    didSet { findMarks() }
  }
  let breakpointMarks = PlaceMarks()
  let quietMarks = PlaceMarks()
  var watch: OpaquePointer?
  var entries: [Entry] = []
  /// How it waits, or waited and was not told so yet.
  private var waiter: Waiter?
  /// A host function entered directly runs no code that could touch a memory; this instance has none.
  private let idleInstance: Cell<wi_instance>

  /// A call from the host, with what it was entered on top of.
  struct Entry {
    let function: CoreFunction
    let pc: UnsafePointer<UInt64>?
    let slots: UnsafeMutablePointer<UInt64>
    let instance: UnsafeMutablePointer<wi_instance>?
  }

  /// - Parameter isFresh: whether its stack is new, so that what it holds depends on this run only; otherwise it may be one
  ///   that an execution before it has left.
  package convenience init(store: Store, isFresh: Bool = true) {
    guard let stack = store.takeStack(isFresh: isFresh) else { preconditionFailure("no memory for a stack") }
    self.init(store, stack)
  }

  /// One of many, whose stack may be one that another has left.
  ///
  /// - Returns: nil where there is no memory for it.
  package convenience init?(besideOthersIn store: Store) {
    guard let stack = store.takeStack(isFresh: false) else { return nil }
    self.init(store, stack)
  }

  private init(_ store: Store, _ stack: ExecutionStack) {
    self.store = store
    self.stack = stack
    let (slots, frames) = (stack.slots, stack.frames)
    idleInstance = Cell(wi_instance(memory0: store.emptyMemory.cell.pointer))
    context = Cell(
      wi_context(
        pc: nil, slots: slots, instance: nil, frame: frames, frames_end: frames + stack.frameCount,
        slots_end: slots + stack.slotCount, budget: 0, functions: store.functionTable.pointers,
        types: store.types.pointers, objects: store.heap.objects, watch: nil,
        active_watch: store.spareStacks.active.pointer, end_of_budget: 0,
        bulk: 0, stops: 0,
        breakpoints: wi_marks(), quiet_marks: wi_marks(), stop_frame: nil, trap: wi_trap_unreachable,
        reason: wi_reason_returned))
    store.register(self)
  }

  deinit {
    store.spareStacks.give(stack)
    store.spareStacks.give(watch)
  }

  /// Whether integer instructions are compared with their exact results.
  package var isWatching: Bool {
    get { context.pointer.pointee.watch != nil }
    set {
      if newValue, watch == nil { watch = store.spareStacks.takeWatch() ?? wi_watch_make() }
      context.pointer.pointee.watch = newValue ? watch : nil
    }
  }

  /// Whether it waits at an address of a shared memory, and neither was woken nor gave up yet.
  package var isWaiting: Bool { waiter?.state == .waiting }

  /// Goes on counting from what another execution has counted, in whose place it runs now.
  package func takeCounts(of other: Execution) {
    guard other !== self else { return }
    instructionsRun = other.instructionsRun
    context.pointer.pointee.bulk = other.context.pointer.pointee.bulk
  }

  /// Forgets what the watch saw.
  package func forgetObserved() {
    if let watch { wi_watch_forget(watch, store.spareStacks.active.pointer) }
  }

  /// Whether no call is in flight.
  package var isIdle: Bool { entries.isEmpty }

  // MARK: Entering

  /// Enters a function on top of whatever is paused; `resume` runs it. The arguments must be of its parameter types.
  package func call(_ function: CoreFunction, _ arguments: [CoreValue]) {
    let state = context.pointer
    let base = firstFreeSlot()
    entries.append(
      Entry(
        function: function, pc: state.pointee.pc, slots: state.pointee.slots, instance: state.pointee.instance))
    let room = state.pointee.slots_end - base
    guard state.pointee.frame < state.pointee.frames_end,
      room > max(ValueShape(function.type.parameters).slotCount, ValueShape(function.type.results).slotCount)
    else {
      fail(.stackExhausted)
      return
    }
    write(arguments, to: base)
    state.pointee.frame.pointee = wi_frame(
      return_pc: wi_exit_code(), caller_slots: base, callee: function.cell.pointer, entered: stepsTaken)
    state.pointee.frame += 1
    state.pointee.pc = function.cell.pointer.pointee.code
    state.pointee.slots = base
    state.pointee.instance = function.cell.pointer.pointee.instance ?? idleInstance.pointer
    // A run that goes back finds the code translated, so it should look the same the first time.
    if store.codeMode == .faithful, state.pointee.pc == wi_translate_code(), let trap = translateInnermost() {
      fail(trap.code)
    }
  }

  /// Behind the arguments and results of the host call that is paused; the stack's start if none is.
  private func firstFreeSlot() -> UnsafeMutablePointer<UInt64> {
    guard !entries.isEmpty, let callee = innermostFunction() else { return slots }
    let used = max(ValueShape(callee.type.parameters).slotCount, ValueShape(callee.type.results).slotCount)
    return context.pointer.pointee.slots + used
  }

  // MARK: Running

  /// Runs for about `budget` wasm operators, or until there is another reason to stop.
  ///
  /// - Parameter conditions: where else to stop. Optimised code has no places for that: it heeds `steps` only, and stops
  ///   where it next can.
  package func resume(budget: UInt64, until conditions: StopConditions = StopConditions()) -> ExecutionStop {
    if let trap { return .trapped(trap) }
    guard !entries.isEmpty else { return .returned([]) }
    let state = context.pointer
    let goal = conditions.steps
    var slice = grant(allowance(budget, until: goal))
    arm(conditions)
    passMark()
    var isAtEntry = false
    while true {
      state.pointee.functions = store.functionTable.pointers
      state.pointee.types = UnsafePointer(store.types.pointers)
      state.pointee.objects = store.heap.objects
      let reason = runsPortably ? wi_run_portably(state) : wi_run(state)
      settle(&slice)
      switch reason {
      case wi_reason_mark:
        guard isAtEntry || hasReached(goal) else { return pauseOrExhaust() }
        keepMark()
        return isAtEntry ? .breakpoint : .stepped
      case wi_reason_depth:
        keepMark()
        return .stepped
      case wi_reason_loss:
        keepMark()
        return (tellsLosses ? lossAhead : nil).map(ExecutionStop.watched) ?? .stepped
      case wi_reason_breakpoint:
        guard enterBehindEntryMark() else {
          keepMark()
          return .breakpoint
        }
        isAtEntry = true
        slice = grant(0)
      case wi_reason_returned: return finishEntry()
      case wi_reason_budget:
        guard hasReached(goal), isInFaithfulCode else { return pauseOrExhaust() }
        // Work in bulk has used up the slice; the next mark is the place to stop.
        slice = grant(0)
      case wi_reason_translate:
        if let trap = translateInnermost() { return fail(trap.code) }
      case wi_reason_host_call:
        guard let function = innermostFunction(), case .host(let tag) = function.body else {
          return fail(.implementationLimit("a host call without a host function"))
        }
        return .hostCall(tag: tag, arguments: values(of: function.type.parameters))
      case wi_reason_host_operation:
        do { try performHostOperation() } catch { return fail(error.code) }
        if isWaiting { return .outOfBudget }
        settle(&slice)
        if slice < 0, !(hasReached(goal) && isInFaithfulCode) { return pauseOrExhaust() }
      default: return fail(trapCode(state.pointee.trap))
      }
    }
  }

  /// The slice is used up, and with it perhaps the fuel.
  func pauseOrExhaust() -> ExecutionStop {
    if let fuel = store.limits.fuel, instructionsRun >= fuel { return fail(.fuelExhausted) }
    return .outOfBudget
  }

  /// The slice, cut to the fuel that is left and to the operators before a stop.
  private func allowance(_ budget: UInt64, until steps: UInt64?) -> Int64 {
    var slice = max(1, budget)
    if let fuel = store.limits.fuel { slice = min(slice, fuel - min(fuel, instructionsRun)) }
    if let steps { slice = min(slice, steps - min(steps, stepsTaken)) }
    return Int64(clamping: slice)
  }

  private func grant(_ slice: Int64) -> Int64 {
    context.pointer.pointee.budget = slice
    context.pointer.pointee.end_of_budget = instructionsRun &+ UInt64(bitPattern: slice)
    return slice
  }

  /// Counts what was spent of a slice, which is what is left from then on.
  private func settle(_ slice: inout Int64) {
    let left = context.pointer.pointee.budget
    instructionsRun += UInt64(max(0, slice - left))
    slice = left
  }

  /// Answers the host call that the execution stopped for.
  package func completeHostCall(_ results: [CoreValue]) {
    let state = context.pointer
    write(results, to: state.pointee.slots)
    // SAFETY: a host function's code is two words; the second returns.
    state.pointee.pc = wi_host_code() + 1
  }

  /// Ends the execution with a trap at the place where it is.
  @discardableResult
  package func fail(_ code: TrapCode) -> ExecutionStop {
    let trap = Trap(code, backtrace: backtrace())
    self.trap = trap
    if let waiter { store.removeWaiter(waiter) }
    waiter = nil
    return .trapped(trap)
  }

  private func finishEntry() -> ExecutionStop {
    guard let entry = entries.popLast() else { return .returned([]) }
    let results = values(of: entry.function.type.results)
    let state = context.pointer
    state.pointee.pc = entry.pc
    state.pointee.slots = entry.slots
    state.pointee.instance = entry.instance
    return .returned(results)
  }

  /// The frame's first slots as values.
  private func values(of types: [CoreValueType]) -> [CoreValue] {
    var next = context.pointer.pointee.slots
    return types.map { type in
      defer { next += type == .v128 ? 2 : 1 }
      return CoreValue(slot: next[0], second: type == .v128 ? next[1] : 0, as: type)
    }
  }

  /// Writes values one after the other.
  private func write(_ values: [CoreValue], to base: UnsafeMutablePointer<UInt64>) {
    var next = base
    for value in values {
      next.pointee = value.slots.first
      next += 1
      if let second = value.slots.second {
        next.pointee = second
        next += 1
      }
    }
  }

  func innermostFunction() -> CoreFunction? {
    let state = context.pointer.pointee
    guard state.frame > frames, let callee = state.frame[-1].callee else { return nil }
    return store.functions[Int(callee.pointee.number)]
  }

  private func translateInnermost() -> Trap? {
    guard let function = innermostFunction(), case .wasm(let instance, let index) = function.body else {
      return Trap(.implementationLimit("a function without code"))
    }
    do {
      let translation = Translation(
        function: function, buffer: try Translator.translate(index, of: instance.object, store.codeMode))
      store.translations.insert(translation)
      function.setCode(UnsafePointer(translation.code), store.codeMode)
      if store.codeMode == .faithful { findMarks() }
      context.pointer.pointee.pc = UnsafePointer(translation.code)
      return nil
    } catch {
      return error
    }
  }

  private func trapCode(_ trap: wi_trap) -> TrapCode {
    switch trap {
    case wi_trap_integer_divide_by_zero: .integerDivideByZero
    case wi_trap_integer_overflow: .integerOverflow
    case wi_trap_invalid_conversion: .invalidConversionToInteger
    case wi_trap_memory_out_of_bounds: .memoryOutOfBounds
    case wi_trap_table_out_of_bounds: .tableOutOfBounds
    case wi_trap_undefined_element: .undefinedElement
    case wi_trap_uninitialized_element: .uninitializedElement
    case wi_trap_indirect_call_type_mismatch: .indirectCallTypeMismatch
    case wi_trap_null_reference: .nullReference
    case wi_trap_cast_failure: .castFailure
    case wi_trap_array_out_of_bounds: .arrayOutOfBounds
    case wi_trap_unaligned_atomic: .unalignedAtomic
    case wi_trap_stack_exhausted: .stackExhausted
    default: .unreachable
    }
  }

  // MARK: Host operations

  /// Carries out the operation at the program counter, and moves past it. Each is three words.
  private func performHostOperation() throws(Trap) {
    let state = context.pointer
    guard let pc = state.pointee.pc, let function = innermostFunction(),
      case .wasm(let owner, _) = function.body
    else { throw Trap(.implementationLimit("an operation outside a function")) }
    let operation = HostOperation(
      word: OperationWord(pc[0]), further: pc[1], indices: pc[2], slots: state.pointee.slots, instance: owner.object)
    switch operation.word.operation {
    case wi_op_atomic_notify:
      AtomicNotify(words: pc, slots: state.pointee.slots).perform(in: store)
      // SAFETY: behind the operation's words there is at least the function's return.
      state.pointee.pc = pc + AtomicNotify.wordCount
    case wi_op_atomic_wait32, wi_op_atomic_wait64:
      let wait = AtomicWait(words: pc, slots: state.pointee.slots, instance: owner.object)
      if let waiter {
        guard !isWaiting else { return }
        wait.finish(waiter)
        self.waiter = nil
      } else {
        waiter = try wait.begin(in: store)
        guard waiter == nil else { return }
      }
      state.pointee.pc = pc + AtomicWait.wordCount
    case wi_op_throw:
      let exception = try store.makeException(
        owner.object.tags[operation.first], state.pointee.slots + operation.furtherSlot)
      try unwind(exception)
    case wi_op_throw_ref: try unwind(operation.d)
    default:
      let work = try operation.perform()
      state.pointee.bulk += work >> UInt64(WI_BULK_SHIFT)
      state.pointee.budget -= Int64(clamping: work >> UInt64(WI_BULK_SHIFT))
      // SAFETY: the operation's three words are within the function's code, which ends in a return.
      state.pointee.pc = pc + 3
    }
  }

  // MARK: Places

  /// The innermost frames' places, at most 32.
  package func backtrace() -> [CodeLocation] {
    let state = context.pointer.pointee
    var places: [CodeLocation] = []
    var address = state.pc.map { UInt(bitPattern: $0) }
    var frame = state.frame
    while places.count < 32 {
      if let known = address, let place = location(of: known) { places.append(place) }
      guard frame > frames else { break }
      frame -= 1
      // A return address is just past the call.
      address = UInt(bitPattern: frame.pointee.return_pc) - 1
    }
    return places
  }

  func location(of address: UInt) -> CodeLocation? {
    guard let translation = store.translations.translation(at: address),
      let offset = translation.sourceOffset(at: address),
      case .wasm(let instance, _) = translation.function.body
    else { return nil }
    return instance.object.module.location(ofByteOffset: offset)
  }
}
