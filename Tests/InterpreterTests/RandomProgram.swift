import CoreModule
import CoreTypes

/// Programs by a seed that always end: functions that call later ones only, loops that count down, and arithmetic in
/// which much overflows. Function 0 takes an i32 and an i64.
struct RandomProgram {
  private typealias Code = ModuleAssembler.Code

  private static let functionCount = 4
  /// Locals of each function: the parameters x and y, i32 a and b, i64 c, and the counters of nested loops.
  private static let locals: [CoreValueType] = [.i32, .i32, .i64, .i32, .i32, .i32]
  private static let narrow = [0, 2, 3]
  private static let wide = [1, 4]
  private static let firstCounter = 5
  private static let type = CoreFunctionType([.i32, .i64], [.i64])

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  var module: ModuleAssembler {
    mutating get {
      let functions = (0..<Self.functionCount).map { index in
        ModuleAssembler.Function(
          name: "f\(index)", type: Self.type, locals: Self.locals, code: body(index))
      }
      return ModuleAssembler(functions: functions, memory: (1, 2))
    }
  }

  private mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(bound))
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  // MARK: Statements

  private mutating func body(_ function: Int) -> [Code] {
    statements(3 + below(6), function, depth: 0) + expression(.i64, depth: 3, function)
  }

  private mutating func statements(_ count: Int, _ function: Int, depth: Int) -> [Code] {
    (0..<count).flatMap { _ in statement(function, depth: depth) }
  }

  private mutating func statement(_ function: Int, depth: Int) -> [Code] {
    switch below(depth < 2 ? 12 : 8) {
    case 0, 1: return expression(.i32, depth: 3, function) + [.set(pick(Self.narrow))]
    case 2, 3: return expression(.i64, depth: 3, function) + [.set(pick(Self.wide))]
    case 4:
      // An address within the page.
      return address(function) + expression(.i32, depth: 2, function)
        + [.store(pick([.i32Store, .i32Store8, .i32Store16]), offset: below(9))]
    case 5:
      return address(function) + expression(.i64, depth: 2, function)
        + [.store(pick([.i64Store, .i64Store8, .i64Store32]), offset: below(9))]
    case 6:
      return address(function) + [.i32(Int32(below(256)))] + [.i32(Int32(below(300))), .indexed(.memoryFill, [0])]
    case 7: return expression(.i32, depth: 2, function) + [.op(.drop)]
    case 8:
      return expression(.i32, depth: 2, function) + [.ifThen()] + statements(2, function, depth: depth + 1)
        + (below(2) == 0 ? [.op(.else)] + statements(1, function, depth: depth + 1) : []) + [.op(.end)]
    case 9:
      return [.block()] + statements(1, function, depth: depth + 1) + expression(.i32, depth: 1, function) + [.brIf(0)]
        + statements(2, function, depth: depth + 1) + [.op(.end)]
    case 10:
      let selector = expression(.i32, depth: 1, function) + [.i32(3), .op(.i32And), .brTable([0, 1], 1)]
      return [.block(), .block()] + selector + [.op(.end)] + statements(1, function, depth: depth + 1) + [.op(.end)]
    default:
      let counter = Self.firstCounter + depth
      return [.i32(Int32(1 + below(4))), .set(counter), .loop()] + statements(2, function, depth: depth + 1)
        + [.get(counter), .i32(1), .op(.i32Sub), .tee(counter), .brIf(0), .op(.end)]
    }
  }

  private mutating func address(_ function: Int) -> [Code] {
    expression(.i32, depth: 1, function) + [.i32(0xFFF), .op(.i32And)]
  }

  // MARK: Expressions

  private mutating func expression(_ type: CoreValueType, depth: Int, _ function: Int) -> [Code] {
    guard depth > 0 else { return leaf(type) }
    func operand(_ type: CoreValueType) -> [Code] { expression(type, depth: depth - 1, function) }
    let isNarrow = type == .i32
    switch below(10) {
    case 0: return leaf(type)
    case 1:
      return isNarrow
        ? operand(.i64) + [.op(.i32WrapI64)] : operand(.i32) + [.op(pick([.i64ExtendI32S, .i64ExtendI32U]))]
    case 2:
      return address(function) + [
        .load(pick(isNarrow ? [.i32Load, .i32Load8S] : [.i64Load, .i64Load32U]), offset: below(9))
      ]
    case 3:
      guard !isNarrow, function + 1 < Self.functionCount, below(3) == 0 else { return leaf(type) }
      return operand(.i32) + operand(.i64) + [.call(function + 1 + below(Self.functionCount - function - 1))]
    case 4: return operand(type) + operand(type) + operand(.i32) + [.op(.select)]
    case 5:
      guard isNarrow else { return operand(.i64) + [.op(pick([.i64Extend8S, .i64Extend32S]))] }
      let width: CoreValueType = below(2) == 0 ? .i32 : .i64
      return operand(width) + operand(width) + [.op(width == .i32 ? .i32LtS : .i64GtU)]
    case 6:
      // It may trap.
      guard below(8) == 0 else { return leaf(type) }
      return operand(type) + operand(type) + [.op(isNarrow ? .i32DivS : .i64RemU)]
    default:
      return operand(type) + operand(type)
        + [
          .op(
            pick(
              isNarrow
                ? [.i32Add, .i32Sub, .i32Mul, .i32Shl, .i32Xor, .i32And]
                : [.i64Add, .i64Sub, .i64Mul, .i64Shl, .i64Xor, .i64Or]))
        ]
    }
  }

  private mutating func leaf(_ type: CoreValueType) -> [Code] {
    let constants = [0, 1, -1, 31, 32_768, 2_147_483_647, -2_147_483_648]
    let isConstant = below(2) == 0
    if type == .i32 { return isConstant ? [.i32(Int32(pick(constants)))] : [.get(pick(Self.narrow))] }
    return isConstant ? [.i64(Int64(pick(constants)) &* Int64(1 + below(3)))] : [.get(pick(Self.wide))]
  }
}
