import CoreTypes

extension Instruction {
  /// The instruction as the text format writes it, in its plain form: `i32.store8 offset=1028`, `br_if 0`.
  ///
  /// - Parameter bytes: the file that it was read from, for a `br_table`'s labels.
  package func text(in bytes: [UInt8]) -> String {
    let name = opcode.mnemonic
    switch opcode.immediates {
    case .none: return name
    case .blockType: return name + blockTypeText
    case .label, .function, .local, .global, .element, .data, .tag, .type: return "\(name) \(index)"
    case .branchTable: return name + targets(in: bytes).map { " \($0)" }.joined()
    case .typeAndTable: return name + (second == 0 ? "" : " \(second)") + " (type \(index))"
    case .table, .memory: return opcode.isTableAccess || index != 0 ? "\(name) \(index)" : name
    case .twoTables: return "\(name) \(index) \(second)"
    case .twoMemories: return index == 0 && second == 0 ? name : "\(name) \(index) \(second)"
    case .elementAndTable: return "\(name) \(second) \(index)"
    case .dataAndMemory: return name + (second == 0 ? "" : " \(second)") + " \(index)"
    case .memoryArgument: return name + memoryArgumentText
    case .i32: return "\(name) \(Int32(truncatingIfNeeded: immediate))"
    case .i64: return "\(name) \(Int64(bitPattern: immediate))"
    case .f32:
      let bits = UInt32(truncatingIfNeeded: immediate)
      return name + " " + floatText(Float(bitPattern: bits), payload: UInt64(bits & 0x7F_FFFF), canonical: 0x40_0000)
    case .f64:
      let payload = immediate & 0xF_FFFF_FFFF_FFFF
      return name + " " + floatText(Double(bitPattern: immediate), payload: payload, canonical: 0x8_0000_0000_0000)
    case .heapType: return name + " " + heapText(packedType)
    case .typeAndField, .typeAndCount, .typeAndData, .typeAndElement, .twoTypes: return "\(name) \(index) \(second)"
    case .castType: return "\(name) \(referenceText(packedType))"
    case .branchCast: return "\(name) \(second) \(referenceText(castSource)) \(referenceText(castTarget))"
    case .tryTable: return name + blockTypeText + catchClauses(in: bytes).map { " \($0.text)" }.joined()
    case .memoryArgumentAndLane: return name + memoryArgumentText + " \(lane)"
    case .lane: return "\(name) \(lane)"
    case .v128:
      let (low, high) = vector(in: bytes)
      let words = [low, low >> 32, high, high >> 32].map { UInt32(truncatingIfNeeded: $0) }
      return name + " i32x4" + words.map { " 0x" + padded($0) }.joined()
    case .lanes:
      let (low, high) = vector(in: bytes)
      return name
        + (0..<16).map { " \(UInt8(truncatingIfNeeded: ($0 < 8 ? low : high) >> UInt64($0 % 8 * 8)))" }.joined()
    case .zeroByte: return name
    case .resultTypes: return "\(name) (result \(packedType))"
    }
  }

  private var blockTypeText: String {
    switch blockType {
    case .empty: ""
    case .value(let type): " (result \(type))"
    case .type(let index): " (type \(index))"
    }
  }

  private func heapText(_ type: PackedValueType) -> String {
    type.definedType.map { "\($0)" } ?? type.referenceType?.heap.keyword ?? ""
  }

  private func referenceText(_ type: PackedValueType) -> String {
    "(ref \(type.isNullable ? "null " : "")\(heapText(type)))"
  }

  private func padded(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The offset where it is not 0, the alignment in bytes where it is not the natural one.
  private var memoryArgumentText: String {
    var text = second == 0 ? "" : " \(second)"
    if immediate != 0 { text += " offset=\(immediate)" }
    if alignment != opcode.signature.naturalAlignment { text += " align=\(UInt64(1) << UInt64(min(alignment, 63)))" }
    return text
  }

  private func floatText<F: BinaryFloatingPoint & CustomStringConvertible>(
    _ value: F, payload: UInt64, canonical: UInt64
  ) -> String {
    guard value.isNaN else { return value.description }
    let sign = value.sign == .minus ? "-" : ""
    return payload == canonical ? sign + "nan" : sign + "nan:0x" + String(payload, radix: 16)
  }
}

extension Opcode {
  fileprivate var isTableAccess: Bool { immediates == .table }
}

extension CatchClause {
  fileprivate var text: String {
    let name = (tag == nil ? "catch_all" : "catch") + (givesReference ? "_ref" : "")
    return "(\(name)\(tag.map { " \($0)" } ?? "") \(label))"
  }
}
