package import BitArithmetic
import ComponentTypes

/// A function that witscope knows: which operation it performs, on which arguments, and where its result stands.
package struct KnownOperation: Hashable, Sendable {
  /// What the function does when the exact result does not fit.
  package enum Behaviour: Hashable, Sendable {
    /// Returns the wrapped result and a flag.
    case overflowing
    /// Returns the wrapped result alone.
    case wrapping
    /// Returns nothing in its place: `none`, or an error.
    case checked
    /// Returns the nearest value of the type.
    case saturating
  }

  package var operation: IntegerOperation
  package var type: IntegerType
  package var behaviour: Behaviour

  package init(_ operation: IntegerOperation, _ type: IntegerType, _ behaviour: Behaviour) {
    self.operation = operation
    self.type = type
    self.behaviour = behaviour
  }

  /// The article's function.
  static let overflowingAdd = FunctionPath(
    "overflowing-add", in: InterfaceName("overflowing-add", in: PackageName("arithmetic", "overflow")))

  /// The operation of a function, where it is known. Names alone are not trusted: the type must fit too.
  static func of(_ path: FunctionPath, _ type: FunctionType) -> KnownOperation? {
    guard let interface = path.interface, let package = interface.package, package.namespace == "arithmetic" else {
      return nil
    }
    if path == overflowingAdd {
      let known = KnownOperation(.add, .s32, .overflowing)
      return known.matches(type) ? known : nil
    }
    guard let known = family(path), known.matches(type) else { return nil }
    return known
  }

  /// The operands' bits, zero-extended; nil where the arguments are not of the expected shape.
  func operands(_ arguments: [ComponentValue]) -> [UInt64]? {
    var values = arguments
    if values.count == 1, case .record(let fields) = values[0] { values = fields }
    guard values.count == operation.operandCount else { return nil }
    let bits = values.compactMap { IntegerBits.bits(of: $0)?.bits }
    return bits.count == values.count ? bits : nil
  }

  /// The result's integer and flag.
  func reading(_ result: ComponentValue) -> (value: UInt64?, flag: Bool?) {
    switch (behaviour, result) {
    case (.overflowing, .tuple(let parts)):
      guard parts.count == 2, case .bool(let flag) = parts[1] else { return (nil, nil) }
      return (IntegerBits.bits(of: parts[0])?.bits, flag)
    case (.overflowing, .record(let parts)):
      return reading(.tuple(parts))
    case (.checked, .option(let payload)), (.checked, .ok(let payload)):
      return (payload.flatMap { IntegerBits.bits(of: $0)?.bits }, nil)
    default: return (IntegerBits.bits(of: result)?.bits, nil)
    }
  }
}

extension KnownOperation {
  /// Whether a function's type is one that this operation can have.
  func matches(_ function: FunctionType) -> Bool {
    var parameters = function.parameters.map(\.type)
    if parameters.count == 1, case .record(let fields) = parameters[0].shape { parameters = fields.map(\.type) }
    guard parameters.count == operation.operandCount, IntegerBits.type(parameters[0]) == type,
      parameters.allSatisfy({ IntegerBits.type($0) != nil }), let result = function.result
    else { return false }
    switch (behaviour, result.shape) {
    case (.overflowing, .tuple(let parts)):
      return parts.count == 2 && IntegerBits.type(parts[0]) == type && parts[1] == .bool
    case (.overflowing, .record(let fields)):
      return fields.count == 2 && IntegerBits.type(fields[0].type) == type && fields[1].type == .bool
    case (.checked, .option(let payload)): return IntegerBits.type(payload) == type
    case (.checked, .result(let payload?, _)): return IntegerBits.type(payload) == type
    case (.wrapping, _), (.saturating, _): return IntegerBits.type(result) == type
    default: return false
    }
  }

  /// The flag that a right implementation returns.
  func expectedFlag(_ facts: OperationFacts) -> Bool {
    facts.overflowed
  }

  /// Whether a result is what a right implementation returns.
  func isResult(_ value: ComponentValue, of facts: OperationFacts) -> Bool {
    let bits = reading(value).value
    switch behaviour {
    case .overflowing, .wrapping: return bits == facts.result
    case .checked: return bits == (facts.overflowed ? nil : facts.result)
    case .saturating:
      guard facts.overflowed else { return bits == facts.result }
      return bits == (facts.exact < facts.type.minimum ? facts.type.minimumBits : facts.type.maximumBits)
    }
  }

  /// The operation of one of our family's functions, read from its names; nil for any other.
  static func family(_ path: FunctionPath) -> KnownOperation? {
    nil
  }
}
