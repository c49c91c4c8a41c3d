import CInterpreter
package import CoreTypes

/// A function of a store.
package final class CoreFunction {
  /// Where its code is.
  enum Body {
    /// A function of a module: the instance and the index in its module.
    case wasm(Unowned<CoreInstance>, index: UInt32)
    case host(tag: Int)
  }

  /// Its number in the store; a reference to it is this plus 1.
  package let number: Int
  package let type: CoreFunctionType
  let body: Body
  let cell: FunctionCell

  init(number: Int, type: CoreFunctionType, body: Body, cell: FunctionCell) {
    self.number = number
    self.type = type
    self.body = body
    self.cell = cell
  }

  /// What a slot holds that refers to it.
  package var reference: UInt64 { UInt64(number) + 1 }
}

/// Breaks the circle between instances and their functions; the store keeps both alive.
struct Unowned<Object: AnyObject> {
  unowned let object: Object

  init(_ object: Object) { self.object = object }
}

/// Anything a core instance can import or export.
package enum CoreExtern {
  case function(CoreFunction)
  case table(CoreTable)
  case memory(CoreMemory)
  case global(CoreGlobal)

  /// Its type as it is now: a memory's or table's minimum is its present size.
  package var type: CoreExternType {
    switch self {
    case .function(let function): .function(function.type)
    case .table(let table):
      .table(
        CoreTableType(
          element: table.type.element,
          limits: CoreLimits(minimum: UInt64(table.count), maximum: table.type.limits.maximum)))
    case .memory(let memory):
      .memory(
        CoreMemoryType(
          limits: CoreLimits(minimum: UInt64(memory.pageCount), maximum: memory.type.limits.maximum),
          isShared: memory.type.isShared))
    case .global(let global): .global(global.type)
    }
  }
}
