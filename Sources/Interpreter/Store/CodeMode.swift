/// How a store's functions are translated.
package enum CodeMode: Hashable, Sendable {
  /// Operators are fused, folded and charged by block: for running.
  case optimised
  /// One wasm operator after the other, every operand in a slot of its own: for looking. Runs can stop before each operator.
  case faithful
}
