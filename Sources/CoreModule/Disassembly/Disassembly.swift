import CoreTypes

/// A function's instructions as text with their places.
package struct Disassembly: Sendable {
  /// One instruction.
  package struct Line: Hashable, Sendable {
    /// The file offset of its first byte.
    package let offset: Int
    /// How many blocks it stands in; a block's own line and its `end` stand outside.
    package let depth: Int
    /// The instruction, without indentation.
    package let text: String
  }

  /// The function's index, name and type, such as `func 3 "add" (param i32 i32) (result i32)`.
  package let heading: String
  /// The declared locals, parameters not among them.
  package let locals: [LocalRun]
  package let lines: [Line]
  /// What stopped the reading where the code is malformed.
  package let error: CoreModuleError?
}

extension Module {
  /// A defined function's instructions; nil for an imported function or if there is none.
  ///
  /// Malformed code gives the lines up to the fault, and the fault.
  package func disassembly(ofFunction index: UInt32) -> Disassembly? {
    guard let body = body(ofFunction: index) else { return nil }
    var reader = InstructionReader(bytes, in: body.code, features: features)
    var lines: [Disassembly.Line] = []
    var depth = 0
    var fault: CoreModuleError?
    while !reader.isAtEnd {
      do {
        let instruction = try reader.next()
        if instruction.opcode == .end || instruction.opcode == .else { depth = max(0, depth - 1) }
        lines.append(Disassembly.Line(offset: instruction.offset, depth: depth, text: instruction.text(in: bytes)))
        switch instruction.opcode {
        case .block, .loop, .if, .else, .tryTable: depth += 1
        default: break
        }
      } catch {
        fault = error
        break
      }
    }
    return Disassembly(heading: heading(ofFunction: index), locals: body.locals, lines: lines, error: fault)
  }

  /// What stands above a function's instructions.
  func heading(ofFunction index: UInt32) -> String {
    var text = "func \(index)"
    if let name = functionName(index) { text += " " + quotedName(name) }
    guard let type = type(ofFunction: index) else { return text }
    for (word, list) in [("param", type.parameters), ("result", type.results)] where !list.isEmpty {
      text += " (\(word)" + list.map { " \(PackedValueType($0))" }.joined() + ")"
    }
    return text
  }
}
