import CoreModule
import CoreTypes

/// How many slots each branch of a function carries to its label, by the branch's file offset.
struct BranchArities {
  private var slots: [Int: Int] = [:]

  /// Reads a validated function once.
  init(_ module: Module, function: UInt32) {
    guard let body = module.body(ofFunction: function), let type = module.type(ofFunction: function) else { return }
    var labels = [ValueShape(type.results).slotCount]
    var reader = InstructionReader(module.bytes, in: body.code, features: module.features)
    while !reader.isAtEnd, let instruction = try? reader.next() {
      switch instruction.opcode {
      case .block, .if, .tryTable: labels.append(Self.shape(instruction.blockType, module).results)
      case .loop: labels.append(Self.shape(instruction.blockType, module).parameters)
      case .end: _ = labels.popLast()
      case .br, .brIf: note(instruction.offset, instruction.index, labels)
      case .brTable:
        // All targets take as much.
        if let depth = instruction.targets(in: module.bytes).first(where: { _ in true }) {
          note(instruction.offset, depth, labels)
        }
      default: break
      }
    }
  }

  subscript(offset: Int) -> Int { slots[offset] ?? 0 }

  private mutating func note(_ offset: Int, _ depth: UInt32, _ labels: [Int]) {
    guard Int(depth) < labels.count, case let count = labels[labels.count - 1 - Int(depth)], count > 0 else { return }
    slots[offset] = count
  }

  private static func shape(_ type: BlockType, _ module: Module) -> (parameters: Int, results: Int) {
    switch type {
    case .empty: return (0, 0)
    case .value(let type): return (0, type == .v128 ? 2 : 1)
    case .type(let index):
      guard let type = module.functionType(at: index) else { return (0, 0) }
      return (ValueShape(type.parameters).slotCount, ValueShape(type.results).slotCount)
    }
  }
}
