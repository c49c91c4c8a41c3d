package import CoreTypes

/// Anything a core instance can import or export.
///
/// Source: core specification, "External Addresses".
package enum CoreExtern {
  case function(CoreFunction)
  case table(CoreTable)
  case memory(CoreMemory)
  case global(CoreGlobal)
  case tag(CoreTag)

  /// Its type as it is now: a memory's or table's minimum is its present size. Type references are numbers of the store.
  package var type: CoreExternType {
    switch self {
    case .function(let function): return .function(function.type)
    case .table(let table):
      var type = table.type
      type.limits.minimum = UInt64(table.count)
      return .table(type)
    case .memory(let memory):
      var type = memory.type
      type.limits.minimum = UInt64(memory.pageCount)
      return .memory(type)
    case .global(let global): return .global(global.type)
    case .tag(let tag): return .tag(tag.type)
    }
  }
}
