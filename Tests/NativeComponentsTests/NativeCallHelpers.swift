import ComponentRuntime
import ComponentTypes
import CoreTypes
import NativeComponents

extension ComponentInstance {
  /// Calls a function to its end; nil where it traps.
  func call(_ path: FunctionPath, _ arguments: [ComponentValue], watch: WatchMode = .off) throws(CallError)
    -> (result: ComponentValue?, observations: Observations)
  {
    let call = try startCall(path, arguments, watch: watch)
    while true {
      switch call.resume(budget: 1000) {
      case .running: continue
      case .returned(let value): return (value, call.observations)
      case .trapped: return (nil, call.observations)
      }
    }
  }
}

/// The functions of a world's exported interfaces, with their paths.
func exportedFunctions(_ world: World) -> [(path: FunctionPath, function: Function)] {
  world.exports.flatMap { item -> [(path: FunctionPath, function: Function)] in
    guard case .interface(let interface) = item.kind else { return [] }
    return interface.functions.map { (FunctionPath($0.name, in: interface.name), $0) }
  }
}

/// An integer type for the tests, from its name in WIT.
struct TestType {
  let name: String
  let width: Int
  let isSigned: Bool

  init?(_ name: Substring) {
    guard let width = Int(name.dropFirst()), name.hasPrefix("s") || name.hasPrefix("u") else { return nil }
    (self.name, self.width, isSigned) = (String(name), width, name.hasPrefix("s"))
  }

  var minimum: Int128 { isSigned ? -(Int128(1) << Int128(width - 1)) : 0 }
  var maximum: Int128 { (Int128(1) << Int128(isSigned ? width - 1 : width)) - 1 }

  /// The number congruent to this one that the type has.
  func wrap(_ exact: Int128) -> Int128 {
    let modulus = Int128(1) << Int128(width)
    let low = ((exact % modulus) + modulus) % modulus
    return low > maximum ? low - modulus : low
  }

  func value(_ x: Int128) -> ComponentValue {
    switch name {
    case "s8": .s8(Int8(x))
    case "u8": .u8(UInt8(x))
    case "s16": .s16(Int16(x))
    case "u16": .u16(UInt16(x))
    case "s32": .s32(Int32(x))
    case "u32": .u32(UInt32(x))
    case "s64": .s64(Int64(x))
    default: .u64(UInt64(x))
    }
  }

  /// The bits, zero-extended.
  func bits(_ x: Int128) -> UInt64 { UInt64(x < 0 ? x + (Int128(1) << Int128(width)) : x) }

  /// The ends, the middle, and their neighbours.
  var boundaries: [Int128] {
    var values: Set<Int128> = [
      0, 1, 2, 3, 7, 100, minimum, minimum + 1, maximum - 1, maximum, maximum / 2, maximum / 2 + 1,
    ]
    if isSigned { values.formUnion([-1, -2, -3, -100, minimum / 2, minimum / 2 - 1]) }
    return values.filter { minimum <= $0 && $0 <= maximum }.sorted()
  }
}
