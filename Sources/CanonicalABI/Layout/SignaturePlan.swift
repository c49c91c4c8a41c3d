package import ComponentTypes
package import CoreTypes

/// How a component-level function is called: the plans of its parameters and result, and its core types.
///
/// Source: CanonicalABI.md, "Flattening" (`flatten_functype`), for functions that are not async.
package struct SignaturePlan: Sendable {
  /// The root is a tuple of the parameters.
  package let parameters: TransferPlan
  /// The root is a tuple of the result, or of nothing.
  package let result: TransferPlan
  package let hasResult: Bool

  /// - Parameter pointerType: the type of the addresses of the memory that the values lie in.
  /// - Throws: `CanonicalABIError` for a type that is too large or that no binary can declare.
  package init(_ type: FunctionType, pointerType: CoreAddressType = .i32) throws(CanonicalABIError) {
    parameters = try TransferPlan(type.parameters.map(\.type), pointerType: pointerType)
    result = try TransferPlan(type.result.map { [$0] } ?? [], pointerType: pointerType)
    hasResult = type.result != nil
  }

  /// Whether the parameters are passed through memory, as a pointer.
  package var parametersSpill: Bool { parameters.flat.count > maxFlatParameters }
  /// Whether the result is passed through memory, as a pointer.
  package var resultSpills: Bool { result.flat.count > maxFlatResults }

  /// The type of the core function that `canon lift` takes.
  package var liftedCoreType: CoreFunctionType {
    CoreFunctionType(flatParameters, resultSpills ? [pointer] : result.flat.types)
  }

  /// The type of the core function that `canon lower` makes; a spilled result's address comes last among its parameters.
  package var loweredCoreType: CoreFunctionType {
    resultSpills
      ? CoreFunctionType(flatParameters + [pointer], []) : CoreFunctionType(flatParameters, result.flat.types)
  }

  private var flatParameters: [CoreValueType] { parametersSpill ? [pointer] : parameters.flat.types }
  private var pointer: CoreValueType { parameters.pointerType.valueType }
}
