import CoreModule
import CoreTypes

/// Programs by a seed that mostly move values about: through locals, blocks, calls and memory, wider and narrower, with
/// sums and products in between that overflow.
struct RandomMoves {
  private typealias Code = ModuleAssembler.Code

  private static let narrow = [2, 3, 4]
  private static let wide = [0, 1, 5, 6]

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  var module: ModuleAssembler {
    mutating get {
      let code = (0..<3).flatMap { _ in statement() } + expression(.i64, 7)
      return ModuleAssembler(
        functions: [
          .init(
            name: "main", type: CoreFunctionType([.i64, .i64], [.i64]), locals: [.i32, .i32, .i32, .i64, .i64],
            code: code),
          .init(name: "narrow", type: CoreFunctionType([.i32], [.i32]), locals: [.i32], code: [.get(0), .tee(1)]),
          .init(name: "wide", type: CoreFunctionType([.i64], [.i64]), code: [.get(0), .indexed(.returnCall, [3])]),
          .init(
            name: "again", type: CoreFunctionType([.i64], [.i64]), locals: [.i64],
            code: [.block([.i64]), .i64(3), .get(0), .br(0), .op(.end)]),
        ], memory: (1, 1))
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

  private mutating func statement() -> [Code] {
    switch below(3) {
    case 0: expression(.i32, 3) + [.set(pick(Self.narrow))]
    case 1: expression(.i64, 3) + [.set(pick(Self.wide))]
    default: [.i32(Int32(below(24)))] + expression(.i64, 3) + [.store(.i64Store, offset: below(8))]
    }
  }

  private mutating func expression(_ type: CoreValueType, _ depth: Int) -> [Code] {
    guard depth > 0 else { return leaf(type) }
    let isNarrow = type == .i32
    let value = expression(type, depth - 1)
    switch below(14) {
    case 0: return value + [.tee(pick(isNarrow ? Self.narrow : Self.wide))]
    case 1: return [.block([type])] + leaf(pick([.i32, .i64])) + value + [.br(0), .op(.end)]
    case 2: return [.block([type])] + value + [.i32(Int32(below(2))), .brIf(0), .op(.end)]
    case 3: return value + [.call(isNarrow ? 1 : 2)]
    case 4:
      let address = Int32(below(24))
      return [.i32(address)] + value + [.store(isNarrow ? .i32Store : .i64Store, offset: 0), .i32(address)]
        + [
          .load(
            isNarrow ? pick([.i32Load, .i32Load16S, .i32Load8U]) : pick([.i64Load, .i64Load32S, .i64Load16U]), offset: 0
          )
        ]
    case 5:
      let address = Int32(below(24))
      return [.i32(address)] + value
        + [
          .store(isNarrow ? pick([.i32Store8, .i32Store16]) : pick([.i64Store32, .i64Store8]), offset: 0),
          .i32(address),
        ]
        + [.load(isNarrow ? .i32Load16U : .i64Load32U, offset: 0)]
    case 6:
      return isNarrow
        ? expression(.i64, depth - 1) + [.op(.i32WrapI64)]
        : expression(.i32, depth - 1) + [.op(pick([.i64ExtendI32S, .i64ExtendI32U]))]
    case 7:
      return value + [.op(isNarrow ? pick([.i32Extend8S, .i32Extend16S]) : pick([.i64Extend16S, .i64Extend32S]))]
    case 8:
      let count = 8 * below(isNarrow ? 4 : 8)
      let operation: Opcode =
        isNarrow ? pick([.i32Shl, .i32ShrS, .i32ShrU, .i32Rotl]) : pick([.i64Shl, .i64ShrS, .i64ShrU, .i64Rotr])
      return value + [isNarrow ? .i32(Int32(count)) : .i64(Int64(count)), .op(operation)]
    case 9:
      let mask = pick([0xFF, 0xFFFF, 0xFF00, -1, 0xFFFF_FF00, 0])
      let operation: Opcode =
        isNarrow ? pick([.i32And, .i32Or, .i32Xor, .i32Add]) : pick([.i64And, .i64Or, .i64Xor, .i64Add])
      return value + [isNarrow ? .i32(Int32(truncatingIfNeeded: mask)) : .i64(Int64(mask)), .op(operation)]
    case 10:
      return value + leaf(type) + [.i32(Int32(below(3))), .op(.select)]
    case 11:
      return [.i32(Int32(below(24)))] + value + [.store(isNarrow ? .i32Store : .i64Store, offset: 0)]
        + [.i32(Int32(below(30))), .i32(Int32(below(30))), .i32(Int32(below(20))), .indexed(.memoryCopy, [0, 0])]
        + [.i32(Int32(below(30))), .load(isNarrow ? .i32Load : .i64Load, offset: 0)]
    default:
      // What may overflow.
      return value + leaf(type) + [
        .op(isNarrow ? pick([.i32Add, .i32Mul, .i32Sub]) : pick([.i64Add, .i64Mul, .i64Sub]))
      ]
    }
  }

  private mutating func leaf(_ type: CoreValueType) -> [Code] {
    let constants: [Int64] = [0, 1, -1, 0x7FFF_FFFF, 0x1234_5678, -0x8000_0000, 0x7766_5544_3322_1100, .max]
    if below(3) == 0 { return type == .i32 ? [.get(pick(Self.narrow))] : [.get(pick(Self.wide))] }
    return type == .i32 ? [.i32(Int32(truncatingIfNeeded: pick(constants)))] : [.i64(pick(constants))]
  }
}
