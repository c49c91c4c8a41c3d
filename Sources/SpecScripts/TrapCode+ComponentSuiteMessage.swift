import CoreTypes

/// The rules of the canonical ABI that end a run, as far as the suites tell them apart.
///
/// Source: CanonicalABI.md; the words are those of the component model's suite and of wasmtime's.
private enum BrokenRule: CaseIterable {
  case enter, leave, alignment, bounds, text, character, caseIndex, unknownHandle, handleType, lentHandle, keptBorrow
  case block, result, callbackCode, waitableSet, atEnd, busy, backpressure, futureDrop, sameInstance, setWaiters
  case subtaskDrop, copyLength, suspension

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
    // That a function may not wait the suites call out before they look at what it would wait for.
    case .block: ["deadlock detected", "cannot make further progress"]
    case .result: ["failed to produce a result"]
    case .callbackCode: ["unsupported callback code"]
    case .waitableSet: ["while added to a waitable set", "in a waitable set"]
    case .atEnd: ["after being notified that", "after previous"]
    case .busy: ["concurrent operations active", "cannot drop busy", "cannot remove busy"]
    case .backpressure: ["backpressure counter"]
    case .futureDrop: ["without first writing a value"]
    case .sameInstance: ["intra-component future"]
    case .setWaiters: ["cannot drop waitable set with waiters"]
    case .subtaskDrop: ["which has not yet resolved"]
    case .copyLength: ["count too large"]
    case .suspension: ["which is not suspended"]
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
    case .block: ["cannot block a synchronous task", "deadlock"]
    case .result: ["before it returned a result"]
    case .callbackCode: ["callback code"]
    case .waitableSet: ["while added to a waitable set", "in a waitable set", "waits for it alone"]
    case .atEnd: ["after being notified that", "after previous", "at its end"]
    case .busy: ["concurrent operations active", "is under way", "is being read from"]
    case .backpressure: ["backpressure counter"]
    case .futureDrop: ["without first writing a value"]
    case .sameInstance: ["intra-component future"]
    case .setWaiters: ["that a thread waits for"]
    case .subtaskDrop: ["that has not come to its end"]
    case .copyLength: ["count too large"]
    case .suspension: ["which is not suspended"]
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
      if self == .uncaughtException {
        return ["uncaught exception", "thrown Wasm exception"].contains { expected.contains($0) }
      }
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
