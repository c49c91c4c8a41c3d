import ComponentRuntime
import CoreModule
import CoreTypes
import Interpreter

/// What a frame of the engine shows of itself.
extension CodeFrame {
  /// The instructions around the one that is next.
  func listing(lines: Int) -> InstructionListing? {
    guard
      let found = instance.module.disassembly(
        ofFunction: location.function, around: location.offset, lineCount: lines)
    else { return nil }
    return InstructionListing(
      heading: found.heading,
      lines: found.lines.map {
        .init(offset: $0.offset, depth: $0.depth, text: $0.text, isEvent: $0.offset == location.offset)
      })
  }

  /// The locals, parameters first; those that another moment of the same frame had otherwise are marked.
  func variables(limit: Int, comparedWith earlier: CodeFrame? = nil) -> [StepVariable] {
    let names = instance.module.names.locals(ofFunction: location.function)
    return zip(locals, localTypes).prefix(limit).enumerated().map { number, local in
      let isChanged = earlier.map { !$0.locals.indices.contains(number) || $0.locals[number] != local.0 } ?? false
      return StepVariable(
        UInt32(truncatingIfNeeded: number), name: names[UInt32(truncatingIfNeeded: number)],
        StepValue(local.0, local.1, isChanged: isChanged))
    }
  }

  /// The instance's globals that can change.
  func globals(limit: Int, comparedWith earlier: [StepVariable] = []) -> [StepVariable] {
    let module = instance.module
    var listed: [StepVariable] = []
    for (number, global) in instance.globals.enumerated() where global.type.isMutable {
      guard listed.count < limit else { break }
      let index = UInt32(truncatingIfNeeded: number)
      let value = global.value
      let isChanged = earlier.first { $0.index == index }.map { $0.value.value != value } ?? false
      listed.append(
        StepVariable(
          index,
          name: module.names.name(.global, index)
            ?? module.exports.first { $0.kind == .global && $0.index == index }?.name,
          StepValue(value, global.type.value, isChanged: isChanged)))
    }
    return listed
  }
}

extension StepStack {
  /// An operand stack of the engine, whose topmost value is last.
  init(_ operands: [CoreValue], _ types: [CoreValueType], limit: Int) {
    self.init(
      zip(operands, types).suffix(limit).reversed().map { StepValue($0, $1) },
      unlisted: max(0, operands.count - limit))
  }

  /// The same with the values marked that an instruction left.
  func marking(changesFrom before: CodeFrame, to after: CodeFrame) -> StepStack {
    var kept = zip(before.operands, after.operands).prefix { $0 == $1 }.count
    if let taken = before.takenOperands { kept = min(kept, max(0, before.operands.count - taken)) }
    var marked = self
    let changed = max(0, after.operands.count - kept)
    for index in marked.values.indices.prefix(changed) { marked.values[index].isChanged = true }
    return marked
  }
}

extension CodeFrame {
  /// How many operands its instruction takes off the stack to leave something else; nil where its signature does not say.
  fileprivate var takenOperands: Int? {
    let signature = instruction.opcode.signature
    switch signature.shape {
    case .special: return instruction.opcode.isReturningCall ? instance.module.operandCount(ofCall: instruction) : nil
    case .constant: return 0
    case .numeric: return Int(signature.operandCount)
    case .load, .store, .loadLane, .storeLane, .atomic: return Int(signature.operandCount) + 1
    }
  }
}

extension Opcode {
  /// Whether it calls a function that comes back to the one it is in.
  var isReturningCall: Bool {
    switch self {
    case .call, .callIndirect, .callRef: true
    default: false
    }
  }

  /// Whether it calls a function that takes the place of the one it is in.
  var isTailCall: Bool {
    switch self {
    case .returnCall, .returnCallIndirect, .returnCallRef: true
    default: false
    }
  }
}
