import BitArithmetic
package import CoreModule
package import Interpreter

extension Observations {
  /// What the engine's watch saw, as operations.
  init(_ watched: [WatchedEvent], total: UInt64) {
    self.init(events: watched.compactMap { ObservedEvent($0) }, total: total)
  }
}

extension ObservedEvent {
  /// Nil for an instruction that is no operation known here.
  package init?(_ event: WatchedEvent) {
    guard let operation = Operation(event.opcode) else { return nil }
    self.init(
      operation: operation, instruction: event.opcode.mnemonic, operands: event.operands,
      result: operation.result(of: event.operands), location: event.location, count: event.count,
      exemptions: event.exemptions)
  }
}

extension ObservedEvent {
  /// The same place with the operands of another time.
  package func told(withOperands operands: [UInt64]) -> ObservedEvent {
    var event = self
    event.operands = operands
    event.result = operation.result(of: operands)
    return event
  }
}

extension ObservedEvent.Operation {
  /// The operation of an instruction that the engine watches.
  package init?(_ opcode: Opcode) {
    switch opcode {
    case .i32Add: self = .arithmetic(.add, width: 32)
    case .i32Sub: self = .arithmetic(.sub, width: 32)
    case .i32Mul: self = .arithmetic(.mul, width: 32)
    case .i32Shl: self = .arithmetic(.shl, width: 32)
    case .i64Add: self = .arithmetic(.add, width: 64)
    case .i64Sub: self = .arithmetic(.sub, width: 64)
    case .i64Mul: self = .arithmetic(.mul, width: 64)
    case .i64Shl: self = .arithmetic(.shl, width: 64)
    case .i64Add128: self = .wideSum(isDifference: false)
    case .i64Sub128: self = .wideSum(isDifference: true)
    case .i8x16Add: self = .lanes(.add, width: 8)
    case .i8x16Sub: self = .lanes(.sub, width: 8)
    case .i8x16Shl: self = .lanes(.shl, width: 8)
    case .i16x8Add: self = .lanes(.add, width: 16)
    case .i16x8Sub: self = .lanes(.sub, width: 16)
    case .i16x8Shl: self = .lanes(.shl, width: 16)
    case .i16x8Mul: self = .lanes(.mul, width: 16)
    case .i32x4Add: self = .lanes(.add, width: 32)
    case .i32x4Sub: self = .lanes(.sub, width: 32)
    case .i32x4Shl: self = .lanes(.shl, width: 32)
    case .i32x4Mul: self = .lanes(.mul, width: 32)
    case .i64x2Add: self = .lanes(.add, width: 64)
    case .i64x2Sub: self = .lanes(.sub, width: 64)
    case .i64x2Shl: self = .lanes(.shl, width: 64)
    case .i64x2Mul: self = .lanes(.mul, width: 64)
    case .i32WrapI64: self = .wrap
    case .i32Extend8S: self = .narrowing(.signExtension, from: 32, to: 8)
    case .i32Extend16S: self = .narrowing(.signExtension, from: 32, to: 16)
    case .i64Extend8S: self = .narrowing(.signExtension, from: 64, to: 8)
    case .i64Extend16S: self = .narrowing(.signExtension, from: 64, to: 16)
    case .i64Extend32S: self = .narrowing(.signExtension, from: 64, to: 32)
    case .i32Store8: self = .narrowing(.store, from: 32, to: 8)
    case .i32Store16: self = .narrowing(.store, from: 32, to: 16)
    case .i64Store8: self = .narrowing(.store, from: 64, to: 8)
    case .i64Store16: self = .narrowing(.store, from: 64, to: 16)
    case .i64Store32: self = .narrowing(.store, from: 64, to: 32)
    case .i32DivS: self = .division(width: 32)
    case .i64DivS: self = .division(width: 64)
    case .i32RemS: self = .remainder(width: 32)
    case .i64RemS: self = .remainder(width: 64)
    case .i32TruncF32S, .i32TruncSatF32S: self = .truncation(from: 32, to: .s32, isSaturating: opcode.isSaturating)
    case .i32TruncF32U, .i32TruncSatF32U: self = .truncation(from: 32, to: .u32, isSaturating: opcode.isSaturating)
    case .i32TruncF64S, .i32TruncSatF64S: self = .truncation(from: 64, to: .s32, isSaturating: opcode.isSaturating)
    case .i32TruncF64U, .i32TruncSatF64U: self = .truncation(from: 64, to: .u32, isSaturating: opcode.isSaturating)
    case .i64TruncF32S, .i64TruncSatF32S: self = .truncation(from: 32, to: .s64, isSaturating: opcode.isSaturating)
    case .i64TruncF32U, .i64TruncSatF32U: self = .truncation(from: 32, to: .u64, isSaturating: opcode.isSaturating)
    case .i64TruncF64S, .i64TruncSatF64S: self = .truncation(from: 64, to: .s64, isSaturating: opcode.isSaturating)
    case .i64TruncF64U, .i64TruncSatF64U: self = .truncation(from: 64, to: .u64, isSaturating: opcode.isSaturating)
    default: return nil
    }
  }

  /// What was left, zero-extended; a narrowing's at its narrow width.
  fileprivate func result(of operands: [UInt64]) -> UInt64 {
    switch self {
    case .arithmetic(let operation, let width):
      IntegerType(width: width, isSigned: true)
        .flatMap { OperationFacts(operation, $0, operands: operands)?.result } ?? 0
    case .wideSum(let isDifference):
      WideSumFacts(halves: operands, isDifference: isDifference).map { UInt64(truncatingIfNeeded: $0.result) } ?? 0
    case .lanes(let operation, let width):
      LaneFacts(operation, laneWidth: width, words: operands)?.lowWord ?? 0
    case .narrowing(_, let from, let to):
      operands.first.flatMap { NarrowingFacts($0, from: from, to: to)?.result } ?? 0
    case .division(let width): QuotientFacts(width: width, isRemainder: false)?.result ?? 0
    case .remainder: 0
    case .truncation(let from, let target, let isSaturating):
      operands.first.flatMap { TruncationFacts($0, from: from, to: target, isSaturating: isSaturating)?.saturated } ?? 0
    }
  }
}

extension Opcode {
  /// Whether a conversion gives the nearest value where another traps.
  fileprivate var isSaturating: Bool {
    switch self {
    case .i32TruncSatF32S, .i32TruncSatF32U, .i32TruncSatF64S, .i32TruncSatF64U, .i64TruncSatF32S, .i64TruncSatF32U,
      .i64TruncSatF64S, .i64TruncSatF64U:
      true
    default: false
    }
  }
}
