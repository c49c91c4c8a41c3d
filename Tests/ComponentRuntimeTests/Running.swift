import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreModule
import CoreTypes
import FoundationEssentials
import Testing

/// The bytes of a file.
func contents(_ path: String) throws -> [UInt8] {
  try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
}

/// A component of ours, built from the text beside it as that folder says.
func fixture(_ name: String, file: String = #filePath) throws -> [UInt8] {
  let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
  return try contents("\(folder)/Fixtures/ComponentRuntime/\(name).wasm")
}

/// A component of ours, instantiated.
func load(
  _ name: String, limits: RuntimeLimits = RuntimeLimits(), imports: (WorldItem) -> ImportProvider? = { _ in nil }
) throws -> InterpretedComponent {
  try InterpretedComponent(try decodeComponent(try fixture(name)), limits: limits, imports: imports)
}

/// The folder of shared components, where the environment names it.
let sharedComponents: String? = ProcessInfo.processInfo.environment["WITSCOPE_SHARED"].map { "\($0)/components" }

/// What a call came to.
enum Outcome: Equatable {
  case returned(ComponentValue?)
  case trapped(TrapCode)
}

/// Runs a call to its end.
func finish(_ call: any ComponentCall, slice: UInt64 = 1_000_000) -> Outcome {
  while true {
    switch call.resume(budget: slice) {
    case .running: continue
    case .returned(let value): return .returned(value)
    case .trapped(let trap): return .trapped(trap.code)
    }
  }
}

/// Calls a function of the world itself, or of one of its interfaces.
func call(
  _ instance: any ComponentInstance, _ function: String, in interface: String? = nil, _ arguments: ComponentValue...,
  slice: UInt64 = 1_000_000
) throws -> Outcome {
  let path = FunctionPath(function, in: interface.map { InterfaceName(parsing: $0) ?? InterfaceName($0) })
  return finish(try instance.startCall(path, arguments, watch: .off), slice: slice)
}

extension Outcome {
  /// Shorthand for a call that returned something.
  static func value(_ value: ComponentValue) -> Outcome { .returned(value) }
  static let nothing = Outcome.returned(nil)

  /// The words of a broken canonical ABI rule.
  var rule: String? {
    guard case .trapped(.canonicalABI(let rule)) = self else { return nil }
    return rule
  }
}
