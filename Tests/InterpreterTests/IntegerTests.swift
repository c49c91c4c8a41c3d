import CoreModule
import CoreTypes
import Interpreter
import Testing

/// Integer instructions in every form that the translator has for them: operands in slots, a near and a wide constant,
/// and comparisons fused with the branch behind them.
@Suite struct IntegerTests {
  typealias Reference = @Sendable (Int64, Int64) -> Int64?

  /// i32 operands arrive sign-extended; nil means that the instruction traps.
  static let narrow: [(Opcode, Reference)] = [
    (.i32Add, { $0 &+ $1 }), (.i32Sub, { $0 &- $1 }), (.i32Mul, { $0 &* $1 }),
    (.i32DivS, { $1 == 0 || ($0 == Int64(Int32.min) && $1 == -1) ? nil : $0 / $1 }),
    (.i32DivU, { $1 == 0 ? nil : ($0 & 0xFFFF_FFFF) / ($1 & 0xFFFF_FFFF) }),
    (.i32RemS, { $1 == 0 ? nil : $0 % $1 }),
    (.i32RemU, { $1 == 0 ? nil : ($0 & 0xFFFF_FFFF) % ($1 & 0xFFFF_FFFF) }),
    (.i32And, { $0 & $1 }), (.i32Or, { $0 | $1 }), (.i32Xor, { $0 ^ $1 }),
    (.i32Shl, { $0 << ($1 & 31) }), (.i32ShrS, { $0 >> ($1 & 31) }),
    (.i32ShrU, { ($0 & 0xFFFF_FFFF) >> ($1 & 31) }),
    (.i32Rotl, { (($0 & 0xFFFF_FFFF) << ($1 & 31)) | (($0 & 0xFFFF_FFFF) >> ((32 - ($1 & 31)) & 63)) }),
    (.i32Rotr, { (($0 & 0xFFFF_FFFF) >> ($1 & 31)) | (($0 & 0xFFFF_FFFF) << ((32 - ($1 & 31)) & 31)) }),
    (.i32Eq, { $0 == $1 ? 1 : 0 }), (.i32Ne, { $0 != $1 ? 1 : 0 }),
    (.i32LtS, { $0 < $1 ? 1 : 0 }), (.i32LtU, { ($0 & 0xFFFF_FFFF) < ($1 & 0xFFFF_FFFF) ? 1 : 0 }),
    (.i32GtS, { $0 > $1 ? 1 : 0 }), (.i32GtU, { ($0 & 0xFFFF_FFFF) > ($1 & 0xFFFF_FFFF) ? 1 : 0 }),
    (.i32LeS, { $0 <= $1 ? 1 : 0 }), (.i32LeU, { ($0 & 0xFFFF_FFFF) <= ($1 & 0xFFFF_FFFF) ? 1 : 0 }),
    (.i32GeS, { $0 >= $1 ? 1 : 0 }), (.i32GeU, { ($0 & 0xFFFF_FFFF) >= ($1 & 0xFFFF_FFFF) ? 1 : 0 }),
  ]

  private static func bits(_ x: Int64) -> UInt64 { UInt64(bitPattern: x) }

  static let wide: [(Opcode, Reference)] = [
    (.i64Add, { $0 &+ $1 }), (.i64Sub, { $0 &- $1 }), (.i64Mul, { $0 &* $1 }),
    (.i64DivS, { $1 == 0 || ($0 == .min && $1 == -1) ? nil : $0 / $1 }),
    (.i64DivU, { $1 == 0 ? nil : Int64(bitPattern: bits($0) / bits($1)) }),
    (.i64RemS, { $1 == 0 ? nil : $1 == -1 ? 0 : $0 % $1 }),
    (.i64RemU, { $1 == 0 ? nil : Int64(bitPattern: bits($0) % bits($1)) }),
    (.i64And, { $0 & $1 }), (.i64Or, { $0 | $1 }), (.i64Xor, { $0 ^ $1 }),
    (.i64Shl, { $0 << ($1 & 63) }), (.i64ShrS, { $0 >> ($1 & 63) }),
    (.i64ShrU, { Int64(bitPattern: bits($0) >> (bits($1) & 63)) }),
    (.i64Rotl, { Int64(bitPattern: bits($0) << (bits($1) & 63) | bits($0) >> (64 - (bits($1) & 63))) }),
    (.i64Rotr, { Int64(bitPattern: bits($0) >> (bits($1) & 63) | bits($0) << (64 - (bits($1) & 63))) }),
    (.i64Eq, { $0 == $1 ? 1 : 0 }), (.i64Ne, { $0 != $1 ? 1 : 0 }),
    (.i64LtS, { $0 < $1 ? 1 : 0 }), (.i64LtU, { bits($0) < bits($1) ? 1 : 0 }),
    (.i64GtS, { $0 > $1 ? 1 : 0 }), (.i64GtU, { bits($0) > bits($1) ? 1 : 0 }),
    (.i64LeS, { $0 <= $1 ? 1 : 0 }), (.i64LeU, { bits($0) <= bits($1) ? 1 : 0 }),
    (.i64GeS, { $0 >= $1 ? 1 : 0 }), (.i64GeU, { bits($0) >= bits($1) ? 1 : 0 }),
  ]

  static let operands: [Int64] = [
    0, 1, -1, 2, 7, -7, 31, 33, 63, 32_767, 32_768, -32_768, -32_769, 65_536, 2_147_483_647, -2_147_483_648,
    1_664_525,
  ]

  @Test(arguments: [false, true])
  func everyFormGivesWhatTheSpecificationSays(isWide: Bool) throws {
    let type: CoreValueType = isWide ? .i64 : .i32
    let wideOnly: [Int64] = [.max, .min, 4_294_967_296, -4_294_967_297]
    let operands = Self.operands + (isWide ? wideOnly : [])
    for (opcode, reference) in isWide ? Self.wide : Self.narrow {
      let isComparison = isWide && opcode.signature.result == .i32
      let result: CoreValueType = isComparison ? .i32 : type
      var functions = [
        ModuleAssembler.Function(
          name: "slots", type: CoreFunctionType([type, type], [result]), code: [.get(0), .get(1), .op(opcode)])
      ]
      for (index, y) in operands.enumerated() {
        let constant: ModuleAssembler.Code = isWide ? .i64(y) : .i32(Int32(y))
        functions.append(
          .init(
            name: "right\(index)", type: CoreFunctionType([type], [result]), code: [.get(0), constant, .op(opcode)]))
        functions.append(
          .init(name: "left\(index)", type: CoreFunctionType([type], [result]), code: [constant, .get(0), .op(opcode)]))
        if result == .i32 {
          functions.append(
            .init(
              name: "branch\(index)", type: CoreFunctionType([type], [.i32]),
              code: [.get(0), constant, .op(opcode), .ifThen([.i32]), .i32(1), .op(.else), .i32(0), .op(.end)]))
        }
      }
      let (instance, store) = try ModuleAssembler(functions: functions).instantiate()
      func value(_ x: Int64) -> CoreValue {
        isWide ? .i64(UInt64(bitPattern: x)) : .i32(UInt32(truncatingIfNeeded: x))
      }
      func check(_ name: String, _ arguments: [Int64], _ expected: Int64?, mode: RunMode) {
        let finished = run(instance, store, name, arguments.map(value), mode)
        if let expected {
          let wanted: CoreValue = result == .i32 ? .i32(UInt32(truncatingIfNeeded: expected)) : value(expected)
          #expect(finished.values == [wanted], "\(opcode.mnemonic) \(name) of \(arguments), \(mode)")
        } else {
          #expect(finished.trap != nil, "\(opcode.mnemonic) \(name) of \(arguments), \(mode)")
        }
      }
      for mode in RunMode.all.prefix(4) {
        for x in operands {
          for (index, y) in operands.enumerated() {
            check("slots", [x, y], reference(x, y), mode: mode)
            check("right\(index)", [x], reference(x, y), mode: mode)
            check("left\(index)", [x], reference(y, x), mode: mode)
            if result == .i32, let truth = reference(x, y) {
              check("branch\(index)", [x], truth & 0xFFFF_FFFF == 0 ? 0 : 1, mode: mode)
            }
          }
        }
      }
    }
  }
}
