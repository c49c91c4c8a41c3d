import CInterpreter
package import CoreTypes

/// All that one component's core instances own and share: functions, memories, tables, globals, and the limits on them.
///
/// A store and what it holds are used from one thread at a time. Everything in it lives as long as the store.
///
/// Source: core specification, "Store".
package final class Store {
  package let limits: ExecutionLimits
  /// Bytes of linear memory in use.
  package internal(set) var memoryBytesInUse: UInt64 = 0
  /// Table elements in use.
  package internal(set) var tableElementsInUse: UInt64 = 0

  /// By their numbers in the store.
  var functions: [CoreFunction] = []
  let functionTable = FunctionTable()
  /// Translated code by address, for finding the place of a program counter.
  var translations = TranslationIndex()
  private var instances: [CoreInstance] = []
  private var typeNumbers: [CoreFunctionType: UInt32] = [:]
  /// What stands in for the first memory of instances that have none.
  let emptyMemory = MemoryCell()

  package init(limits: ExecutionLimits = ExecutionLimits()) {
    self.limits = limits
  }

  /// A function that leaves the interpreter: calling it stops the execution with `.hostCall` and this tag.
  package func makeHostFunction(type: CoreFunctionType, tag: Int) -> CoreFunction {
    addFunction(type: type, body: .host(tag: tag))
  }

  func addFunction(type: CoreFunctionType, body: CoreFunction.Body) -> CoreFunction {
    let cell = functionTable.append(typeNumber: number(of: type))
    let function = CoreFunction(number: functions.count, type: type, body: body, cell: cell)
    functions.append(function)
    return function
  }

  /// An instance lives as long as its store, since references to its functions may be anywhere.
  func keep(_ instance: CoreInstance) {
    instances.append(instance)
  }

  /// Equal types have equal numbers.
  func number(of type: CoreFunctionType) -> UInt32 {
    if let known = typeNumbers[type] { return known }
    let number = UInt32(truncatingIfNeeded: typeNumbers.count)
    typeNumbers[type] = number
    return number
  }

  /// The function that a reference in a slot means; nil for null.
  package func function(forReference slot: UInt64) -> CoreFunction? {
    guard slot > 0, slot <= UInt64(functions.count) else { return nil }
    return functions[Int(slot - 1)]
  }
}
