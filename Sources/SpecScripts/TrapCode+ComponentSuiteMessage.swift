import CoreTypes

/// The rules of the canonical ABI that end a run, as far as the suites tell them apart.
///
/// Source: CanonicalABI.md; the words are those of the component model's suite and of wasmtime's.
private enum BrokenRule: CaseIterable {
  case enter, leave, alignment, bounds, text, character, caseIndex, unknownHandle, handleType, lentHandle, keptBorrow

  /// What the suites' messages say of it, of which one is enough.
  var suiteWords: [String] {
    switch self {
    case .enter: ["cannot enter component instance"]
    case .leave: ["cannot leave component instance"]
    case .alignment: ["unaligned pointer", "pointer not aligned"]
    case .bounds: ["out-of-bounds", "out of bounds", "beyond end of memory"]
    case .text: ["invalid utf", "incomplete utf", "unpaired surrogate"]
    case .character: ["`char`", "converted integer out of range for `char`"]
    case .caseIndex: ["discriminant"]
    case .unknownHandle: ["unknown handle index"]
    case .handleType: ["used with the wrong type"]
    case .lentHandle: ["cannot remove owned resource while borrowed", "cannot lift own resource"]
    case .keptBorrow: ["borrow handles still remain"]
    }
  }

  /// What this program's say of it, of which one is enough.
  var ownWords: [String] {
    switch self {
    case .enter: ["cannot enter the component instance"]
    case .leave: ["while the instance may not be left"]
    case .alignment: ["is not aligned to"]
    case .bounds: ["is out of bounds of a memory", "is longer than"]
    case .text: ["is not valid utf", "is not valid latin"]
    case .character: ["is not a Unicode scalar value"]
    case .caseIndex: ["of a type with"]
    case .unknownHandle: ["does not exist"]
    case .handleType: [", not a ", "not owned"]
    case .lentHandle: ["is lent to a call"]
    case .keptBorrow: ["borrowed handles not dropped"]
    }
  }
}

extension TrapCode {
  /// The core suite's words for traps.
  private static let allSuiteMessages: [String] = [
    unreachable, integerDivideByZero, integerOverflow, invalidConversionToInteger, memoryOutOfBounds, tableOutOfBounds,
    undefinedElement, uninitializedElement, indirectCallTypeMismatch, castFailure, arrayOutOfBounds, unalignedAtomic,
    expectedSharedMemory, stackExhausted,
  ].compactMap { (code: TrapCode) in code.suiteMessage }

  /// Whether an assertion's message about a component means this trap.
  func matches(componentSuiteMessage expected: String) -> Bool {
    guard case .canonicalABI(let message) = self else {
      if self == .uncaughtException { return expected.contains("uncaught exception") }
      // The suites may put words around those of the core suite.
      guard let own = suiteMessage else { return false }
      if self == .unreachable { return expected.contains(own) }
      return expected.hasPrefix("wasm trap: ") && matches(suiteMessage: String(expected.dropFirst(11)))
    }
    let meant = BrokenRule.allCases.filter { rule in rule.suiteWords.contains { expected.contains($0) } }
    // Words that tell no rule still tell that one was broken; those of the core suite do not.
    guard !meant.isEmpty else { return !TrapCode.allSuiteMessages.contains { expected.contains($0) } }
    return meant.contains { rule in rule.ownWords.contains { message.contains($0) } }
  }

  /// Whether it is no trap of the specification's but something that this program does not hold.
  var isUnsupported: Bool {
    switch self {
    case .canonicalABI(let message): message.hasSuffix("not supported yet")
    case .implementationLimit, .unlinkedImport, .stubbed: true
    default: false
    }
  }
}
