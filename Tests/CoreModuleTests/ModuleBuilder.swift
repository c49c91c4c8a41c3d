@testable import CoreModule

/// Modules made by hand, byte by byte.
enum ModuleBuilder {
  static let preamble: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]

  static func leb(_ number: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    repeat {
      let low = UInt8(rest & 0x7F)
      rest >>= 7
      bytes.append(rest == 0 ? low : low | 0x80)
    } while rest != 0
    return bytes
  }

  static func section(_ id: UInt8, _ contents: [UInt8]) -> [UInt8] { [id] + leb(contents.count) + contents }

  static func list(_ entries: [[UInt8]]) -> [UInt8] { leb(entries.count) + entries.flatMap { $0 } }

  static func name(_ text: String) -> [UInt8] { leb(text.utf8.count) + Array(text.utf8) }

  static func sized(_ bytes: [UInt8]) -> [UInt8] { leb(bytes.count) + bytes }

  static func custom(_ title: String, _ contents: [UInt8]) -> [UInt8] { section(0, name(title) + contents) }

  /// A module of one function of a type, with what its code may speak of: table 0 of funcref, memory 0, global 0 a mutable
  /// i32, global 1 an immutable i64, element segment 0 and data segment 0 (passive), type 1 `[i32 i32] -> [i32]`, and
  /// type 2 `[i32] -> [i32]`.
  static func function(
    parameters: [UInt8] = [], results: [UInt8] = [], locals: [UInt8] = [0], _ code: [UInt8], end: Bool = true
  ) -> [UInt8] {
    let types = list([
      [0x60] + sized(parameters) + sized(results), [0x60, 2, 0x7F, 0x7F, 1, 0x7F], [0x60, 1, 0x7F, 1, 0x7F],
    ])
    return preamble + section(1, types) + section(3, [1, 0]) + section(4, [1, 0x70, 0, 4]) + section(5, [1, 0, 1])
      + section(6, [2, 0x7F, 1, 0x41, 0, 0x0B, 0x7E, 0, 0x42, 0, 0x0B]) + section(9, [1, 1, 0, 0])
      + section(12, [1]) + section(10, list([sized(locals + code + (end ? [0x0B] : []))])) + section(11, [1, 1, 0])
  }

  /// The kind of fault that decoding and validating finds; nil if the module is valid.
  static func fault(_ bytes: [UInt8], features: CoreFeatures = .supported) -> CoreModuleError.Kind? {
    do {
      _ = try decodeAndValidateModule(bytes, features: features)
      return nil
    } catch {
      return error.kind
    }
  }

  /// The fault of a function's code.
  static func fault(
    parameters: [UInt8] = [], results: [UInt8] = [], locals: [UInt8] = [0], code: [UInt8], end: Bool = true
  ) -> CoreModuleError.Kind? {
    fault(function(parameters: parameters, results: results, locals: locals, code, end: end))
  }
}
