import CoreModule
import CoreTypes
package import Interpreter

/// What a view of a stepped call shows where it stands.
package struct SteppedState {
  package let position: StepPosition
  /// The moment that it is at; nil before an operator and at the start.
  package let moment: CallMoment?
  /// The frames in flight, the innermost first.
  package let frames: [SteppedFrame]
  /// What the operator that is next will lose.
  package let loss: WatchedEvent?
  /// The memory that the operator that is next will read or write.
  package let access: MemoryAccess?
  package let end: CallProgress
}

/// A frame, and the component that it runs in.
package struct SteppedFrame {
  package let code: CodeFrame
  /// The component instance's number in the order in which they were begun: 0 is the outermost; nil for a bare module.
  package let component: Int?
  /// The component instance and core instance by their names; empty for the outermost.
  package let holder: String
  /// The linked instance that it is in; nil for the one whose call is walked through.
  package let instance: (any ComponentInstance)?
}

/// A part of a linear memory that an operator reads or writes.
package struct MemoryAccess {
  package let memory: CoreMemory
  /// The memory's index in its module.
  package let index: Int
  /// The first byte's address.
  package let address: UInt64
  package let byteCount: Int
  package let isWrite: Bool
  /// The bytes that are there, before the operator; fewer than `byteCount` where it is going to trap.
  package let bytes: [UInt8]
}

extension SteppedCall {
  /// What a view shows.
  ///
  /// - Parameter frameLimit: how many frames to give.
  package func state(frameLimit: Int = 64) -> SteppedState {
    let isAtOperator = machine.isAtOperator
    var frames: [SteppedFrame] = []
    for machine in machine.chain.reversed() where frames.count < frameLimit {
      frames += self.frames(of: machine, limit: frameLimit - frames.count)
    }
    return SteppedState(
      position: position, moment: moment, frames: frames,
      loss: isAtOperator ? machine.running.execution.lossAhead : nil,
      access: isAtOperator ? frames.first.flatMap { MemoryAccess(of: $0.code) } : nil, end: end)
  }

  /// What the operator that is next will lose; nil where it loses nothing, or none is next.
  package var lossAhead: WatchedEvent? { machine.isAtOperator ? machine.running.execution.lossAhead : nil }

  /// Frames in flight. Entering another core instance takes two.
  package var depth: Int { machine.frameDepth }
}

extension MemoryAccess {
  /// What the next operator of a frame does to memory; nil where that is not one access of a fixed width.
  fileprivate init?(of frame: CodeFrame) {
    let instruction = frame.instruction
    let signature = instruction.opcode.signature
    // The address is below the other operands.
    let addressPlace = frame.operands.count - Int(signature.operandCount) - 1
    guard signature.isAccess, addressPlace >= 0, Int(instruction.second) < frame.instance.memories.count else {
      return nil
    }
    let base = frame.operands[addressPlace].slots.first
    let (address, overflow) = base.addingReportingOverflow(instruction.immediate)
    guard !overflow else { return nil }
    memory = frame.instance.memories[Int(instruction.second)]
    index = Int(instruction.second)
    self.address = address
    let count = 1 << Int(signature.naturalAlignment)
    byteCount = count
    isWrite = signature.writes(instruction.opcode)
    bytes = memory.withBytes { bytes in
      guard let start = Int(exactly: address), start < bytes.count else { return [] }
      return Array(bytes[start..<min(start + count, bytes.count)])
    }
  }
}

extension InstructionSignature {
  /// Whether it is an access of a fixed width, as wide as it is aligned by nature.
  fileprivate var isAccess: Bool {
    switch shape {
    case .load, .store, .loadLane, .storeLane, .atomic: true
    case .special, .constant, .numeric: false
    }
  }

  fileprivate func writes(_ opcode: Opcode) -> Bool {
    switch shape {
    case .store, .storeLane: true
    case .atomic:
      operandCount > 0 && ![.memoryAtomicNotify, .memoryAtomicWait32, .memoryAtomicWait64].contains(opcode)
    default: false
    }
  }
}

extension RuntimeStore {
  /// The numbers of the component instances by the core instances that they made.
  func componentNumbers() -> [ObjectIdentifier: Int] {
    var numbers: [ObjectIdentifier: Int] = [:]
    for scope in scopes {
      for case .instance(let instance) in scope.coreInstances {
        numbers[ObjectIdentifier(instance)] = numbers[ObjectIdentifier(instance)] ?? scope.number
      }
    }
    return numbers
  }
}
