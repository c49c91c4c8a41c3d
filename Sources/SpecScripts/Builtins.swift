import CoreTypes
import Interpreter

/// What modules of wasmtime's suite import from `wasmtime`.
///
/// Source: wasmtime's command `wast`, `--wasmtime-builtins`.
enum Builtins {
  /// The host function that collects garbage; those of `spectest` have the tags below.
  static let collectGarbageTag = 100

  /// By name: `gc` collects garbage.
  static func exports(in store: Store) -> [String: CoreExtern] {
    ["gc": .function(store.makeHostFunction(type: CoreFunctionType([], []), tag: collectGarbageTag))]
  }
}
