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

  /// Other words for a trap that the specification's reference interpreter or wasmtime has, of which a message may be a
  /// part.
  private var otherMessages: [String] {
    switch self {
    case .nullReference:
      [
        "null reference", "null function reference", "null structure reference", "null array reference",
        "null i31 reference", "null exception reference",
      ]
    // wasmtime has one trap for both.
    case .tableOutOfBounds, .undefinedElement: ["undefined element: out of bounds table access"]
    case .unreachable: ["wasm `unreachable` instruction executed"]
    case .expectedSharedMemory: ["atomic wait on non-shared memory"]
    case .resourceLimit: ["allocation size too large", "overflow calculating table allocation size"]
    default: suiteMessage.map { [$0] } ?? []
    }
  }

  /// Whether an assertion's message means this trap. A message may say more, such as which element, or be a part of the
  /// words.
  func matches(suiteMessage expected: String) -> Bool {
    if self == .nullReference {
      return expected.hasPrefix("null ")
        && (expected.hasSuffix("reference") || otherMessages.contains { $0.hasPrefix(expected) })
    }
    if let message = suiteMessage, expected.hasPrefix(message) || message.hasPrefix(expected) { return true }
    return otherMessages.contains { $0.contains(expected) }
  }
}
