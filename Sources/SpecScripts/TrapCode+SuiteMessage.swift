import CoreTypes

extension TrapCode {
  /// The words by which the specification's suite knows a trap; nil for one that the specification does not have.
  var suiteMessage: String? {
    switch self {
    case .unreachable: "unreachable"
    case .integerDivideByZero: "integer divide by zero"
    case .integerOverflow: "integer overflow"
    case .invalidConversionToInteger: "invalid conversion to integer"
    case .memoryOutOfBounds: "out of bounds memory access"
    case .tableOutOfBounds: "out of bounds table access"
    case .undefinedElement: "undefined element"
    case .uninitializedElement: "uninitialized element"
    case .indirectCallTypeMismatch: "indirect call type mismatch"
    case .nullReference: "null"
    case .castFailure: "cast failure"
    case .arrayOutOfBounds: "out of bounds array access"
    case .unalignedAtomic: "unaligned atomic"
    case .expectedSharedMemory: "expected shared memory"
    case .stackExhausted: "call stack exhausted"
    case .uncaughtException, .fuelExhausted, .timedOut, .interrupted, .resourceLimit, .unlinkedImport, .stubbed,
      .canonicalABI, .watchedLoss, .implementationLimit, .invalidFunction:
      nil
    }
  }

  /// Whether an assertion's message means this trap. A message may say more, such as which element.
  func matches(suiteMessage expected: String) -> Bool {
    guard let message = suiteMessage else { return false }
    if self == .nullReference { return expected.hasPrefix("null ") && expected.hasSuffix("reference") }
    return expected.hasPrefix(message) || message.hasPrefix(expected)
  }
}
