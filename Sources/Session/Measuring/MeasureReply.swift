package import ComponentRuntime
package import ComponentTypes

/// `:measure`: one call, and what it did.
package struct MeasureReply: Sendable {
  /// The value, with what the watch saw.
  package var value: ValueReply
  package var instance: String
  package var function: FunctionPath
  /// Wasm instructions that ran, in linked instances too.
  package var instructions: UInt64
  /// What the first of them did; nil for native code.
  package var traffic: Traffic?
  /// The instance's linear memories; nil for native code, which has none.
  package var memory: MemoryUse?
  /// The calls that reached an import which nothing inside the component provides, in the order of the first of each.
  package var hostCalls: [ImportCall]

  package init(
    value: ValueReply, instance: String, function: FunctionPath, instructions: UInt64, traffic: Traffic? = nil,
    memory: MemoryUse? = nil, hostCalls: [ImportCall] = []
  ) {
    self.value = value
    self.instance = instance
    self.function = function
    self.instructions = instructions
    self.traffic = traffic
    self.memory = memory
    self.hostCalls = hostCalls
  }

  /// What instructions did, counted one by one.
  package struct Traffic: Hashable, Sendable {
    /// The instructions that were looked at; the others ran without.
    package var instructions: UInt64 = 0
    /// Calls of functions inside the component, and of imports.
    package var calls: UInt64 = 0
    package var loads: UInt64 = 0
    package var stores: UInt64 = 0
    /// Distinct bytes that loads and stores reached.
    package var touchedBytes = 0
    /// Blocks of `MemoryChanges.blockSize` bytes that have such a byte.
    package var touchedBlocks = 0

    /// How many instructions are looked at.
    package static let limit: UInt64 = 100_000

    package init() {}
  }

  /// What a call did to an instance's memories.
  package struct MemoryUse: Hashable, Sendable {
    /// Bytes before and after.
    package var before: UInt64
    package var after: UInt64
    /// What it left changed; nil where the memories are too large to be compared.
    package var changes: MemoryChanges?

    package init(before: UInt64, after: UInt64, changes: MemoryChanges?) {
      self.before = before
      self.after = after
      self.changes = changes
    }
  }

  /// The interfaces of the system that were called: what of it the component used.
  package var capabilities: [InterfaceName] {
    var seen: Set<InterfaceName> = []
    return hostCalls.compactMap(\.path.interface).filter {
      $0.package?.namespace == "wasi" && seen.insert($0).inserted
    }
  }
}

/// How often an import was called that nothing inside a component provides.
package struct ImportCall: Hashable, Sendable {
  package var path: FunctionPath
  /// The instance that it is linked to; nil where a stub answered.
  package var instance: String?
  package var count: UInt64

  package init(path: FunctionPath, instance: String?, count: UInt64) {
    self.path = path
    self.instance = instance
    self.count = count
  }
}
