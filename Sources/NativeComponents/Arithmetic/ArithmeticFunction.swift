package import BitArithmetic
package import ComponentTypes

/// A function whose operation is known from its name: that of `arithmetic:overflow` and those of `witscope:integers`.
///
/// It says what any implementation, native or not, should return for given arguments, so that what a component declares
/// can be held against what witscope computes.
package struct ArithmeticFunction: Hashable, Sendable {
  package let operation: IntegerOperation
  package let type: IntegerType
  package let answer: OverflowAnswer
  /// Whether the operands are the fields of one record rather than parameters.
  package let takesRecord: Bool

  /// Nil for a function that is not one of these. A package's version does not matter.
  package init?(_ path: FunctionPath) {
    guard let interface = path.interface, let package = interface.package else { return nil }
    let unversioned = PackageName(package.namespace, package.name)
    if unversioned == ReferenceExample.package {
      guard interface.name == "overflowing-add", path.function == "overflowing-add" else { return nil }
      (operation, type, answer, takesRecord) = (.add, .s32, .overflowing, true)
      return
    }
    let words = path.function.split(separator: "-", omittingEmptySubsequences: false)
    guard unversioned == IntegerFamily.package, words.count == 3, words[0] == interface.name,
      let answer = OverflowAnswer(rawValue: String(words[0])),
      let operation = IntegerOperation(rawValue: String(words[1])), let type = IntegerType(named: words[2]),
      answer.exists(for: operation, type)
    else { return nil }
    (self.operation, self.type, self.answer, takesRecord) = (operation, type, answer, false)
  }

  /// The operation on a call's arguments; nil where they are not of the function's types.
  package func facts(_ arguments: [ComponentValue]) -> OperationFacts? {
    var operands = arguments
    if takesRecord {
      guard arguments.count == 1, case .record(let fields) = arguments[0] else { return nil }
      operands = fields
    }
    guard operands.count == operation.operandCount else { return nil }
    var bits: [UInt64] = []
    for (index, operand) in operands.enumerated() {
      let expected: IntegerType = operation == .shl && index == 1 ? .u32 : type
      guard let (value, type) = operand.integer, type == expected else { return nil }
      bits.append(value)
    }
    return OperationFacts(operation, type, operands: bits)
  }

  /// Whether an implementation should declare that the operation did not fit: for a shift, that its count is too large.
  package func shouldDeclare(_ facts: OperationFacts) -> Bool {
    operation == .shl ? facts.countWasReduced : facts.overflowed
  }

  /// What a result declares: the flag of `overflowing`, or the absence of `checked`; nil for the others, which declare nothing.
  package func declared(in result: ComponentValue) -> Bool? {
    switch (answer, result) {
    case (.overflowing, .tuple(let elements)):
      guard elements.count == 2, case .bool(let flag) = elements[1] else { return nil }
      return flag
    case (.checked, .option(let value)): return value == nil
    default: return nil
    }
  }

  /// The bits that a result holds; nil where a checked operation refused, or where the result is not of the function's type.
  package func bits(in result: ComponentValue) -> UInt64? {
    let value: ComponentValue? =
      switch (answer, result) {
      case (.overflowing, .tuple(let elements)): elements.first
      case (.checked, .option(let value)): value
      default: result
      }
    guard let (bits, type) = value?.integer, type == self.type else { return nil }
    return bits
  }

  /// What an implementation should return.
  package func expected(_ facts: OperationFacts) -> ComponentValue {
    let wrapped = ComponentValue(facts.result, type)
    let flag = shouldDeclare(facts)
    switch answer {
    case .overflowing: return .tuple([wrapped, .bool(flag)])
    case .wrapping: return wrapped
    case .checked: return .option(flag ? nil : wrapped)
    case .saturating:
      guard facts.overflowed || (facts.countWasReduced && facts.x != 0) else { return wrapped }
      let isNegative = operation == .shl ? type.value(of: facts.x).isNegative : facts.exact.isNegative
      return ComponentValue(isNegative ? type.minimumBits : type.maximumBits, type)
    }
  }
}
