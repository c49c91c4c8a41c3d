package import ComponentRuntime
package import CoreModule
package import CoreTypes

/// One stop of a call that is walked through: an operator with what it took and gave, or a moment of the canonical ABI.
package struct TraceEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case operation(Operation)
    case moment(CallMoment)
  }

  /// A wasm operator.
  package struct Operation: Hashable, Sendable {
    package var location: CodeLocation
    /// As the text format writes it.
    package var text: String
    package var opcode: Opcode
    /// What it took from the operand stack, the deepest first; none where that is not known.
    package var operands: [CoreValue]
    /// What it left on the stack, where that is one value and its function went on.
    package var result: CoreValue?
    /// Whether the exact result did not fit: read as signed, or only as unsigned; nil where it lost nothing.
    package var lostSigned: Bool?
    /// Whether the watch would tell what it lost: in the readings that count, and by no rule set apart.
    package var isAlarm = false
    /// The address of the memory that it read or wrote.
    package var address: UInt64?
    /// How many bytes.
    package var byteCount = 0
    /// Whether it wrote them.
    package var isWrite = false
    /// The memory's index in its module.
    package var memory = 0
  }

  /// The operator's number in the call, from 1; that of the one before for a moment.
  package var number: UInt64
  /// Frames in flight.
  package var depth: Int
  package var kind: Kind

  package var operation: Operation? {
    if case .operation(let operation) = kind { operation } else { nil }
  }

  /// Whether both did the same with the same values, wherever their code is.
  func isLike(_ other: TraceEntry) -> Bool {
    switch (kind, other.kind) {
    case (.operation(let a), .operation(let b)): a.text == b.text && a.operands == b.operands && a.result == b.result
    case (.moment(let a), .moment(let b)): a == b
    default: false
    }
  }
}

extension CoreValue {
  /// The value for people: integers signed, vectors as their bits.
  package var plainText: String {
    switch self {
    case .i32(let bits): "\(Int32(bitPattern: bits))"
    case .i64(let bits): "\(Int64(bitPattern: bits))"
    case .f32(let bits): "\(Float(bitPattern: bits))"
    case .f64(let bits): "\(Double(bitPattern: bits))"
    case .v128(let low, let high): "v128 0x\(String(high, radix: 16)):0x\(String(low, radix: 16))"
    case .reference(let slot): slot == 0 ? "null" : "ref \(slot)"
    }
  }
}
