package import CoreTypes

/// The implementation limits that engines agree on, so that verdicts agree across the ecosystem.
///
/// Source: the WebAssembly JavaScript interface, "Implementation-defined Limits", and the values that wasmparser publishes.
package enum CoreLimit {
  package static let moduleBytes = 1 << 30
  package static let types = 1_000_000
  package static let functions = 1_000_000
  package static let imports = 1_000_000
  package static let exports = 1_000_000
  package static let globals = 1_000_000
  package static let tables = 100
  package static let memories = 100
  package static let elementSegments = 100_000
  package static let dataSegments = 100_000
  /// Elements in one segment.
  package static let segmentElements = 10_000_000
  package static let tags = 1_000_000
  /// Parameters, results and entries of all imports and exports together, and one more.
  package static let typeSize = 1_000_000
  package static let structFields = 10_000
  package static let catchClauses = 10_000
  package static let nameBytes = 100_000
  package static let functionBytes = 7_654_321
  /// Parameters included.
  package static let functionLocals = 50_000
  package static let functionParameters = 1_000
  package static let functionResults = 1_000
  package static let selectResults = 10
  /// Pages of 64 KiB of a memory with 32-bit addresses.
  package static let memoryPages: UInt64 = 65_536

  /// The most pages that a memory's addresses can reach.
  package static func memoryPages(of memory: CoreMemoryType) -> UInt64 {
    switch (memory.addressType, memory.pageSizeLog2) {
    case (.i32, 16): memoryPages
    case (.i32, _): UInt64(UInt32.max)
    case (.i64, 16): 1 << 48
    case (.i64, _): UInt64.max
    }
  }

  /// Values on the operand stack of one function while it is validated: our own bound, which holds 1,000 calls that each
  /// return 1,000 values.
  package static let operandStack = 4_000_000
}
