/// What guests of one store may use. Every limit is always on.
package struct ExecutionLimits: Hashable, Sendable {
  /// Bytes of linear memory, over all memories of the store.
  package var memoryBytes: UInt64
  /// Elements, over all tables of the store.
  package var tableElements: UInt64
  /// Bytes of structures, arrays and exceptions, over the store.
  package var heapBytes: UInt64
  /// 64-bit slots of one execution's stack.
  package var stackSlots: Int
  /// Calls in flight in one execution.
  package var callDepth: Int
  /// Wasm operators that one execution may run; nil sets no bound.
  package var fuel: UInt64?

  package init(
    memoryBytes: UInt64 = 1 << 30, tableElements: UInt64 = 10_000_000, heapBytes: UInt64 = 1 << 28,
    stackSlots: Int = 1 << 20, callDepth: Int = 50_000, fuel: UInt64? = nil
  ) {
    self.memoryBytes = memoryBytes
    self.tableElements = tableElements
    self.heapBytes = heapBytes
    self.stackSlots = stackSlots
    self.callDepth = callDepth
    self.fuel = fuel
  }
}
