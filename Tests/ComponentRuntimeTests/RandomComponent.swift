import ComponentBinary
import ComponentRuntime
import ComponentTypes
import CoreTypes

/// A random program as a component: it exports `run: func(x: s32, y: s64) -> s64`, and every function of it asks the import
/// `ask: func(x: u32) -> u32` before it does anything else.
struct RandomComponent {
  let bytes: [UInt8]

  init(seed: UInt64) {
    var program = RandomProgram(seed: seed)
    var module = program.module
    module.imports = [("ask", CoreFunctionType([.i32], [.i32]))]
    for index in module.functions.indices {
      let code = module.functions[index].code.map { code -> ModuleAssembler.Code in
        if case .call(let callee) = code { return .call(callee + 1) }
        return code
      }
      module.functions[index].code = [.get(0), .call(0), .set(0)] + code
    }
    let (u32, s32, s64) = (UInt8(0x79), UInt8(0x7A), UInt8(0x78))
    var bytes: [UInt8] = [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0]
    // (type (func (param "x" u32) (result u32))) and the import, lowered.
    bytes += section(7, [1, 0x40, 1] + name("x") + [u32, 0, u32])
    bytes += section(10, [1, 0] + name("ask") + [1, 0])
    bytes += section(8, [1, 1, 0, 0, 0])
    // The module, with an instance of the lowered import for its own.
    bytes += section(1, module.bytes)
    bytes += section(2, [2, 1, 1] + name("ask") + [0, 0] + [0, 0, 1] + name("host") + [0x12, 0])
    // Its first function, lifted and exported.
    bytes += section(6, [1, 0, 0, 1, 1] + name("f0"))
    bytes += section(7, [1, 0x40, 2] + name("x") + [s32] + name("y") + [s64, 0, s64])
    bytes += section(8, [1, 0, 0, 1, 0, 1])
    bytes += section(11, [1, 0] + name("run") + [1, 1, 0])
    self.bytes = bytes
  }

  /// Instantiates it with a host that counts the questions and answers by arithmetic.
  ///
  /// - Parameter asksThrough: whether an interpreted instance stands between, which asks the host twice.
  func instantiate(_ counter: QuestionCounter, asksThrough: Bool = false) throws -> InterpretedComponent {
    let ask = Function("ask", FunctionType(parameters: [.init("x", .u32)], result: .u32))
    let host = Host([WorldItem(.plain("ask"), .function(ask))]) { _, arguments in
      counter.count += 1
      guard case .u32(let x)? = arguments.first else { return .trapped(Trap(.unreachable)) }
      return .returned(.u32(x &* 2_654_435_761 &+ UInt32(truncatingIfNeeded: counter.count)))
    }
    guard asksThrough else {
      return try InterpretedComponent(try decodeComponent(bytes)) { _ in ImportProvider(host) }
    }
    let between = try load("imports") { item in
      item.name == .plain("double") ? ImportProvider(host, as: .plain("ask")) : nil
    }
    return try InterpretedComponent(try decodeComponent(bytes)) { _ in
      ImportProvider(between, as: .plain("quadruple"))
    }
  }
}

/// How often a host was asked. Its answers depend on it, so that a question asked twice would be noticed.
final class QuestionCounter {
  var count = 0
}

private func name(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

private func section(_ number: UInt8, _ contents: [UInt8]) -> [UInt8] {
  [number] + unsigned(contents.count) + contents
}

private func unsigned(_ value: Int) -> [UInt8] {
  value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + unsigned(value >> 7)
}
