import BitArithmetic
import ComponentTypes

/// The functions of `witscope:integers`, in Swift's own arithmetic.
///
/// They share nothing with `BitArithmetic` but the names, so that what witscope computes is a check on them.
enum IntegerFamily {
  static let package = PackageName("witscope", "integers")

  /// Every function of the package.
  static var bodies: [FunctionPath: NativeComponent.Body] {
    var bodies: [FunctionPath: NativeComponent.Body] = [:]
    let integers: [any NativeInteger.Type] = [
      Int8.self, UInt8.self, Int16.self, UInt16.self, Int32.self, UInt32.self, Int64.self, UInt64.self,
    ]
    for integer in integers { add(integer, to: &bodies) }
    return bodies
  }

  private static func add<T: NativeInteger>(_: T.Type, to bodies: inout [FunctionPath: NativeComponent.Body]) {
    for answer in OverflowAnswer.allCases {
      for operation in IntegerOperation.allCases where answer.exists(for: operation, T.type) {
        let name = "\(answer.rawValue)-\(operation.rawValue)-\(T.type)"
        bodies[FunctionPath(name, in: InterfaceName(answer.rawValue, in: package))] = { arguments, report in
          call(T.self, operation, answer, arguments, &report)
        }
      }
    }
  }

  private static func call<T: NativeInteger>(
    _: T.Type, _ operation: IntegerOperation, _ answer: OverflowAnswer, _ arguments: [ComponentValue],
    _ report: inout NativeReport
  ) -> ComponentValue? {
    guard arguments.count == operation.operandCount, let x = T(arguments[0]) else { return nil }
    let outcome: Outcome<T>
    switch operation {
    case .shl:
      guard let count = UInt32(arguments[1]) else { return nil }
      outcome = shift(x, by: count, &report)
    case .neg:
      outcome = apply(.neg, x, 0, &report)
    case .add, .sub, .mul:
      guard let y = T(arguments[1]) else { return nil }
      outcome = apply(operation, x, y, &report)
    }
    switch answer {
    case .overflowing: return .tuple([outcome.wrapped.componentValue, .bool(outcome.flag)])
    case .wrapping: return outcome.wrapped.componentValue
    case .checked: return .option(outcome.flag ? nil : outcome.wrapped.componentValue)
    case .saturating: return outcome.nearest.componentValue
    }
  }

  /// An operation's result for every answer.
  struct Outcome<T: NativeInteger> {
    /// The low bits of the exact result.
    var wrapped: T
    /// What `overflowing` and `checked` go by: the exact result does not fit, or a count is too large.
    var flag: Bool
    /// The exact result, or the type's number nearest to it.
    var nearest: T
  }

  /// Addition, subtraction, multiplication, and negation of the first operand.
  static func apply<T: NativeInteger>(_ operation: IntegerOperation, _ x: T, _ y: T, _ report: inout NativeReport)
    -> Outcome<T>
  {
    let result: (partialValue: T, overflow: Bool)
    let isResultNegative: Bool
    switch operation {
    case .sub: (result, isResultNegative) = (x.subtractingReportingOverflow(y), T.isSigned ? x < 0 : true)
    case .mul: (result, isResultNegative) = (x.multipliedReportingOverflow(by: y), (x < 0) != (y < 0))
    case .neg: (result, isResultNegative) = (T.zero.subtractingReportingOverflow(x), x > 0)
    case .add, .shl: (result, isResultNegative) = (x.addingReportingOverflow(y), x < 0)
    }
    report.computed(
      operation, T.type, operands: operation == .neg ? [x.bits] : [x.bits, y.bits], result: result.partialValue.bits,
      fits: !result.overflow)
    let end: T = isResultNegative ? .min : .max
    return Outcome(
      wrapped: result.partialValue, flag: result.overflow, nearest: result.overflow ? end : result.partialValue)
  }

  /// A left shift: its flag is about the count, its nearest number about the multiplication that it is.
  private static func shift<T: NativeInteger>(_ x: T, by count: UInt32, _ report: inout NativeReport) -> Outcome<T> {
    let wrapped = x &<< T(truncatingIfNeeded: count)
    let isTooFar = count >= UInt32(T.bitWidth)
    let losesBits = wrapped &>> T(truncatingIfNeeded: count) != x || (isTooFar && x != 0)
    report.computed(.shl, T.type, operands: [x.bits, UInt64(count)], result: wrapped.bits, fits: !losesBits)
    return Outcome(wrapped: wrapped, flag: isTooFar, nearest: losesBits ? (x < 0 ? .min : .max) : wrapped)
  }
}
