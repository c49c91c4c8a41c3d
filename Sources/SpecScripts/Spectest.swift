import CoreTypes
import Interpreter

/// The module that the suite's scripts import: functions that print (here: do nothing), and one of everything else.
///
/// Source: the specification's test suite, "imports" and the reference interpreter's `spectest`.
struct Spectest {
  private var exports: [String: CoreExtern] = [:]

  /// - Returns: nil where the store's limits leave no room.
  init?(store: Store) {
    let functions: [(String, [CoreValueType])] = [
      ("print", []), ("print_i32", [.i32]), ("print_i64", [.i64]), ("print_f32", [.f32]), ("print_f64", [.f64]),
      ("print_i32_f32", [.i32, .f32]), ("print_f64_f64", [.f64, .f64]),
    ]
    for (tag, (name, parameters)) in functions.enumerated() {
      exports[name] = .function(store.makeHostFunction(type: CoreFunctionType(parameters, []), tag: tag))
    }
    let globals: [(String, CoreValue, CoreValueType)] = [
      ("global_i32", .i32(666), .i32), ("global_i64", .i64(666), .i64),
      ("global_f32", .f32(Float(666.6).bitPattern), .f32), ("global_f64", .f64(666.6.bitPattern), .f64),
    ]
    for (name, value, type) in globals {
      exports[name] = .global(CoreGlobal(CoreGlobalType(type, isMutable: false), value))
    }
    let elements = CoreLimits(minimum: 10, maximum: 20)
    let pages = CoreLimits(minimum: 1, maximum: 2)
    do throws(Trap) {
      exports["table"] = .table(try CoreTable(CoreTableType(element: .funcref, limits: elements), in: store))
      exports["table64"] = .table(
        try CoreTable(CoreTableType(element: .funcref, limits: elements, addressType: .i64), in: store))
      exports["memory"] = .memory(try CoreMemory(CoreMemoryType(limits: pages), in: store))
      exports["shared_memory"] = .memory(try CoreMemory(CoreMemoryType(limits: pages, isShared: true), in: store))
    } catch {
      return nil
    }
  }

  func export(named name: String) -> CoreExtern? { exports[name] }
}
