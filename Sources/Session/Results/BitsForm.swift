package import BitArithmetic

/// Something whose bits can be looked at and changed.
package enum BitsForm: Hashable, Sendable {
  case operation(OperationFacts)
  /// Bits, zero-extended, and the type that they are read with.
  case integer(UInt64, IntegerType)
  case float(FloatFields)

  /// In bits.
  package var width: Int {
    switch self {
    case .operation(let facts): facts.type.width
    case .integer(_, let type): type.width
    case .float(let fields): fields.width
    }
  }

  /// The operation, where it is one.
  package var facts: OperationFacts? {
    if case .operation(let facts) = self { facts } else { nil }
  }

  /// How many of its numbers are rows of bits: a shift's count is none.
  package var operandCount: Int {
    switch self {
    case .operation(let facts): facts.operation == .shl ? 1 : facts.operation.operandCount
    case .integer, .float: 1
    }
  }

  /// The bits of one of its numbers.
  package func bits(ofOperand operand: Int) -> UInt64 {
    switch self {
    case .operation(let facts): operand == 0 ? facts.x : facts.y
    case .integer(let bits, _): bits
    case .float(let fields): fields.bits
    }
  }

  /// The type its numbers are read with; nil for a float.
  package var integerType: IntegerType? {
    switch self {
    case .operation(let facts): facts.type
    case .integer(_, let type): type
    case .float: nil
    }
  }

  // MARK: - Changes

  /// The same with one bit the other way.
  package func flipping(bit index: Int, ofOperand operand: Int = 0) -> BitsForm {
    guard (0..<width).contains(index), (0..<operandCount).contains(operand) else { return self }
    let bit: UInt64 = 1 << UInt64(index)
    switch self {
    case .operation(let facts):
      let (x, y) = (operand == 0 ? facts.x ^ bit : facts.x, operand == 1 ? facts.y ^ bit : facts.y)
      return .operation(OperationFacts(facts.operation, facts.type, x, y))
    case .integer(let bits, let type): return .integer(bits ^ bit, type)
    case .float(let fields): return .float(fields.flipping(bit: index))
    }
  }

  /// The same bits read with the other sign; nil for a float, which has but one reading.
  package var withOtherSign: BitsForm? {
    switch self {
    case .operation(let facts): .operation(facts.counterpart)
    case .integer(let bits, let type): .integer(bits, type.counterpart)
    case .float: nil
    }
  }

  /// The same numbers in another width; of those that do not fit, the low bits, with a sentence that says so.
  ///
  /// Nil for a float, and where there is no such width.
  package func inWidth(_ width: Int) -> (form: BitsForm, lost: String?)? {
    guard let type = integerType, let target = IntegerType(width: width, isSigned: type.isSigned) else { return nil }
    var lost: [String] = []
    func convert(_ bits: UInt64, _ name: String) -> UInt64 {
      let value = type.value(of: bits)
      let low = target.lowBits(of: value)
      if !target.contains(value) { lost.append("\(name)\(value) is now \(target.decimal(low))") }
      return low
    }
    let form: BitsForm
    switch self {
    case .operation(let facts):
      let x = convert(facts.x, "x ")
      // A count is not of the type: it stays what it is.
      let y = facts.operation == .shl || facts.operation == .neg ? facts.y : convert(facts.y, "y ")
      form = .operation(OperationFacts(facts.operation, target, x, y))
    case .integer(let bits, _): form = .integer(convert(bits, ""), target)
    case .float: return nil
    }
    return (form, lost.isEmpty ? nil : "only the low \(width) bits fit \(target): " + lost.joined(separator: ", "))
  }
}
