package import CoreModule
package import CoreTypes

/// A frame of faithful code as it stands before an operator, or inside a call.
package struct CodeFrame {
  package let function: CoreFunction
  package let instance: CoreInstance
  package let location: CodeLocation
  /// The operator that is next; in the frames below the innermost one, the call that they wait for.
  package let instruction: Instruction
  /// Parameters, then the declared locals.
  package let locals: [CoreValue]
  /// Types beside ``locals``.
  package let localTypes: [CoreValueType]
  /// The operand stack, its topmost value last. In a frame that waits for a call, what it took is gone.
  package let operands: [CoreValue]
  /// Types beside ``operands``.
  package let operandTypes: [CoreValueType]
}
