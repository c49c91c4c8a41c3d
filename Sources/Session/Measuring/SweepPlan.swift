import BitArithmetic
import ComponentTypes
import NativeComponents
import WAVE

/// Which arguments a sweep tries: the values of each operand, and all their combinations.
///
/// Operands are the parameters, and instead of a record or a tuple its parts.
struct SweepPlan {
  /// In the order of the parameters.
  private(set) var operands: [SweepOperand]
  /// How many calls there are; at most the budget.
  let callCount: Int
  /// How many combinations of the operands' values there are; nil beyond 64 bits.
  let combinations: UInt64?
  private let shapes: [Shape]

  /// Where a parameter's value comes from.
  private indirect enum Shape {
    case operand(Int)
    case record([Shape])
    case tuple([Shape])
  }

  /// The calls that a sweep makes where nobody says otherwise: all pairs of two bytes.
  static let usualBudget = 65_536
  /// The most operands that are swept; a record could have any number of fields.
  private static let operandLimit = 1_024

  /// - Returns: nil where an operand has no values that could be made up, such as a handle.
  init?(_ function: CallableFunction, budget: Int) {
    var operands: [SweepOperand] = []
    func shape(_ type: ValueType, _ name: String) -> Shape {
      switch type.shape {
      case .record(let fields): return .record(fields.map { shape($0.type, "\(name).\($0.name)") })
      case .tuple(let types): return .tuple(zip(0..., types).map { shape($1, "\(name).\($0)") })
      default:
        operands.append(SweepOperand(name: name, type: type, values: []))
        return .operand(operands.count - 1)
      }
    }
    shapes = function.type.parameters.map { shape($0.type, $0.name) }
    guard operands.count <= Self.operandLimit else { return nil }

    // As much detail as the budget holds, the first operands losing theirs last.
    let known = ArithmeticFunction(function.path)
    for index in operands.indices {
      operands[index].values = Self.values(of: operands[index].type, .all, known, index)
      guard !operands[index].values.isEmpty else { return nil }
    }
    for detail in BoundaryValue.Detail.allCases.dropFirst() {
      for index in operands.indices.reversed() where Self.product(operands) > UInt64(budget) {
        operands[index].values = Self.values(of: operands[index].type, detail, known, index)
      }
    }
    // Every value of a narrow type where that fits, too.
    for index in operands.indices {
      guard let every = Self.everyValue(of: operands[index].type) else { continue }
      let others = Self.product(operands) / UInt64(max(1, operands[index].values.count))
      let (product, overflow) = others.multipliedReportingOverflow(by: UInt64(every.count))
      if !overflow, product <= UInt64(budget) {
        operands[index].values = every
        operands[index].isExhaustive = true
      }
    }
    self.operands = operands
    let product = Self.product(operands)
    combinations = product == .max ? nil : product
    callCount = Int(min(UInt64(max(0, budget)), product))
  }

  /// Whether every argument that there is is tried.
  var isExhaustive: Bool { operands.allSatisfy(\.isExhaustive) && combinations == UInt64(callCount) }

  /// The arguments of a call, and the index of each operand's value. The first operand changes fastest.
  func arguments(ofCall index: Int) -> (choice: [Int], arguments: [ComponentValue]) {
    var left = UInt64(max(0, index))
    // Beyond the budget the calls are spread evenly over the combinations.
    if let combinations, combinations > UInt64(callCount) { left *= combinations / UInt64(max(1, callCount)) }
    var choice: [Int] = []
    for operand in operands {
      let count = UInt64(operand.values.count)
      choice.append(Int(left % count))
      left /= count
    }
    return (choice, shapes.map { value(of: $0, choice) })
  }

  private func value(of shape: Shape, _ choice: [Int]) -> ComponentValue {
    switch shape {
    case .operand(let index): operands[index].values[choice[index]]
    case .record(let shapes): .record(shapes.map { value(of: $0, choice) })
    case .tuple(let shapes): .tuple(shapes.map { value(of: $0, choice) })
    }
  }

  /// How many combinations there are; the greatest number where there are more.
  private static func product(_ operands: [SweepOperand]) -> UInt64 {
    operands.reduce(UInt64(1)) { product, operand in
      let (next, overflow) = product.multipliedReportingOverflow(by: UInt64(operand.values.count))
      return overflow ? .max : next
    }
  }

  private static func values(
    of type: ValueType, _ detail: BoundaryValue.Detail, _ known: ArithmeticFunction?, _ index: Int
  ) -> [ComponentValue] {
    // A shift's counts are worth trying around the width.
    if let known, known.operation == .shl, index == 1, detail == .all, type.shape == .u32 {
      return (0...UInt32(2 * known.type.width)).map { .u32($0) } + [.u32(.max)]
    }
    return BoundaryValue.sweepValues(of: type, detail)
  }

  /// Every value of an integer type of 8 or 16 bits, in ascending order, or of a type without numbers; nil for others.
  private static func everyValue(of type: ValueType) -> [ComponentValue]? {
    switch type.shape {
    case .bool: return [.bool(false), .bool(true)]
    case .enumeration(let labels): return labels.indices.map { .enumeration(UInt32($0)) }
    case .s8: return (Int8.min...Int8.max).map { .s8($0) }
    case .u8: return (UInt8.min...UInt8.max).map { .u8($0) }
    case .s16: return (Int16.min...Int16.max).map { .s16($0) }
    case .u16: return (UInt16.min...UInt16.max).map { .u16($0) }
    default: return nil
    }
  }
}
