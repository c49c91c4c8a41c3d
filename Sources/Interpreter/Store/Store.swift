import CInterpreter
package import CoreTypes

/// All that one component's core instances own and share: functions, memories, tables, globals, a heap, and the limits on
/// them.
///
/// A store and what it holds are used from one thread at a time. Everything in it but the heap's objects lives as long as
/// the store.
///
/// Source: core specification, "Store".
package final class Store {
  package let limits: ExecutionLimits
  /// Bytes of linear memory in use.
  package internal(set) var memoryBytesInUse: UInt64 = 0
  /// Table elements in use.
  package internal(set) var tableElementsInUse: UInt64 = 0

  /// How its functions run that are called from now on. Code is kept for both modes; frames go on in the code they are in.
  package var codeMode = CodeMode.optimised {
    didSet {
      guard codeMode != oldValue else { return }
      for function in functions { function.use(codeMode) }
    }
  }

  /// By their numbers in the store.
  var functions: [CoreFunction] = []
  let functionTable = FunctionTable()
  let types = TypeRegistry()
  let heap: Heap
  let spareStacks = SpareStacks()
  /// Translated code by address, for finding the place of a program counter.
  var translations = TranslationIndex()
  /// In the order in which they were made.
  package private(set) var instances: [CoreInstance] = []
  /// What snapshots are made of, as far as it is known.
  var parts: StoreParts?
  /// What the watch's rules say of functions that lost something: to find it out takes longer than many a call.
  var watchedFunctions: [WatchedFunctionKey: WatchedFunction] = [:]
  /// How many of them are kept.
  static let maxWatchedFunctions = 256
  /// Whether there are other executions that could wake one that waits: `resume` then returns while it waits, as where its
  /// slice is used up, and tries again. Otherwise a wait ends at once.
  package var suspendsWaits = false
  /// In the order in which they came.
  var waiters: [Waiter] = []
  /// In nanoseconds from any beginning.
  var waitingTime: UInt64 = 0
  /// What is known of places where something was followed.
  let operatorPlans = OperatorPlans()
  /// What may hold references while it runs.
  private(set) var executions: [Weak<Execution>] = []
  /// How many executions are kept before those that are gone are looked for.
  private var executionRoom = 16
  /// What stands in for the first memory of instances that have none.
  let emptyMemory = MemoryCell(pageShift: 16)

  package init(limits: ExecutionLimits = ExecutionLimits()) {
    self.limits = limits
    heap = Heap(types: types)
  }

  /// A function that leaves the interpreter: calling it stops the execution with `.hostCall` and this tag.
  package func makeHostFunction(type: CoreFunctionType, tag: Int) -> CoreFunction {
    addFunction(type: type, typeNumber: types.number(of: type), body: .host(tag: tag))
  }

  /// A tag of the host's.
  package func makeTag(_ type: CoreFunctionType) -> CoreTag {
    CoreTag(type, typeNumber: types.number(of: type), in: self)
  }

  func addFunction(type: CoreFunctionType, typeNumber: UInt32, body: CoreFunction.Body) -> CoreFunction {
    let cell = functionTable.append(typeNumber: typeNumber)
    let function = CoreFunction(
      number: functions.count, type: type, typeNumber: typeNumber, body: body, cell: cell)
    functions.append(function)
    return function
  }

  /// An instance lives as long as its store, since references to its functions may be anywhere.
  func keep(_ instance: CoreInstance) {
    instances.append(instance)
  }

  /// The function that a reference in a slot means; nil for null.
  package func function(forReference slot: UInt64) -> CoreFunction? {
    guard slot > 0, slot <= UInt64(functions.count) else { return nil }
    return functions[Int(slot - 1)]
  }

  /// Knows an execution as long as it lives.
  func register(_ execution: Execution) {
    if executions.count >= executionRoom {
      executions.removeAll { $0.object == nil }
      executionRoom = max(16, 2 * executions.count)
    }
    executions.append(Weak(execution))
  }

  // MARK: The heap

  /// Makes room for an object, which may free every object that nothing refers to.
  ///
  /// - Throws: a trap where what is left is beyond the limit.
  func reserveHeap(_ size: UInt64) throws(Trap) {
    let size = size + Heap.headerBytes
    if heap.wantsCollection(before: size) || heap.byteCount + size > limits.heapBytes { collectGarbage() }
    guard size <= limits.heapBytes, heap.byteCount <= limits.heapBytes - size else {
      throw Trap(.resourceLimit("an object of \(size) bytes is beyond the heap limit"))
    }
  }

  /// Frees the objects that nothing refers to.
  package func collectGarbage() {
    heap.beginCollection()
    for instance in instances { instance.markReferences(in: heap) }
    executions.removeAll { $0.object == nil }
    for execution in executions { execution.object?.markReferences(in: heap) }
    heap.finishCollection()
  }

  /// Bytes of the heap's objects, dead ones that were not collected yet among them.
  package var heapBytesInUse: UInt64 { heap.byteCount }
}

/// Knows an object without keeping it alive.
struct Weak<Object: AnyObject> {
  weak var object: Object?

  init(_ object: Object) { self.object = object }
}
