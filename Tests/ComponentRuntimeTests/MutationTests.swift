import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreTypes
import FoundationEssentials
import Interpreter
import Testing

/// Damaged components run or are refused: nothing crashes or hangs.
///
/// `WITSCOPE_MUTATIONS` sets how many of each component there are.
struct MutationTests {
  private static let count =
    ProcessInfo.processInfo.environment["WITSCOPE_MUTATIONS"].flatMap { Int($0) } ?? 100

  private static let fixtures = ["echo", "imports", "nested", "leaving", "reenter", "resources", "tasks"]
  private static let shared = ["overflow-c", "overflow-wat", "overflow-rust", "consumer-c", "zoo-c", "composed-c-rust"]

  @Test(arguments: fixtures)
  func survivesDamagedFixtures(_ name: String) throws {
    try damage(try fixture(name), seed: 1, count: Self.count)
  }

  @Test(.enabled(if: sharedComponents != nil, "WITSCOPE_SHARED is not set"), arguments: shared)
  func survivesDamagedComponents(_ name: String) throws {
    try damage(try contents("\(sharedComponents ?? "")/\(name).wasm"), seed: 2, count: Self.count / 10)
  }

  private func damage(_ bytes: [UInt8], seed: UInt64, count: Int) throws {
    var random = Generator(state: seed)
    var runs = 0
    // Undamaged first, so that the harness itself is seen to work.
    for round in 0...count {
      var damaged = bytes
      for _ in 0..<min(round, 1 + Int(random.next() % 3)) {
        damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      if exercise(damaged) { runs += 1 }
    }
    #expect(runs > 0)
  }

  /// Calls every function once; false where the component was refused.
  private func exercise(_ bytes: [UInt8]) -> Bool {
    var limits = RuntimeLimits()
    limits.execution.fuel = 100_000
    limits.execution.memoryBytes = 64 << 20
    limits.liftedBytes = 1 << 20
    guard let component = try? decodeComponent(bytes, features: .all) else { return false }
    guard let instance = try? InterpretedComponent(component, limits: limits) else { return false }
    for (path, type) in functions(of: instance.world) {
      let arguments = type.parameters.map { $0.type.example }
      guard let fresh = try? InterpretedComponent(component, limits: limits),
        let call = try? fresh.startCall(path, arguments, watch: .observe)
      else { continue }
      for _ in 0..<1_000 {
        guard case .running = call.resume(budget: 1_000) else { break }
      }
    }
    return true
  }

  private func functions(of world: World) -> [(FunctionPath, FunctionType)] {
    world.exports.flatMap { item -> [(FunctionPath, FunctionType)] in
      switch (item.kind, item.name) {
      case (.function(let function), _): [(FunctionPath(function.name), function.type)]
      case (.interface(let interface), .interface(let name)):
        interface.functions.prefix(12).map { (FunctionPath($0.name, in: name), $0.type) }
      case (.interface(let interface), .plain(let name)):
        interface.functions.prefix(12).map { (FunctionPath($0.name, in: InterfaceName(name)), $0.type) }
      default: []
      }
    }
  }
}

/// Seeded random numbers: SplitMix64.
private struct Generator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension ValueType {
  /// Some value of the type.
  fileprivate var example: ComponentValue {
    switch shape {
    case .bool: .bool(true)
    case .s8: .s8(-1)
    case .u8: .u8(1)
    case .s16: .s16(-1)
    case .u16: .u16(1)
    case .s32: .s32(-1)
    case .u32: .u32(1)
    case .s64: .s64(-1)
    case .u64: .u64(1)
    case .f32: .f32(1)
    case .f64: .f64(1)
    case .char: .char("é")
    case .string: .string("é€")
    case .list(let element): .list([element.example, element.example])
    case .fixedLengthList(let element, let length): .list((0..<min(length, 1_000)).map { _ in element.example })
    case .map(let key, let value): .map([.init(key: key.example, value: value.example)])
    case .record(let fields): .record(fields.map(\.type.example))
    case .tuple(let types): .tuple(types.map(\.example))
    case .variant(let cases): .variant(0, cases.first?.payload?.example)
    case .enumeration: .enumeration(0)
    case .flags(let labels): .flags(labels.map { _ in true })
    case .option(let payload): .option(payload.example)
    case .result(let ok, _): .ok(ok?.example)
    case .own, .borrow, .stream, .future, .errorContext: .handle(1)
    }
  }
}
