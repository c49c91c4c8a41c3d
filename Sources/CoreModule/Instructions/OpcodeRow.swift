/// What follows an opcode in the binary format.
///
/// The comment gives where ``Instruction`` holds it.
package enum ImmediateKind: UInt8, Hashable, Sendable {
  case none
  /// `blockType`
  case blockType
  /// `immediate`: the depth of the label
  case label
  /// `immediate`: the count of targets without the default; `targets(in:)`
  case branchTable
  /// `immediate`
  case function
  /// `immediate`: the type; `second`: the table
  case typeAndTable
  /// `immediate`
  case local
  /// `immediate`
  case global
  /// `immediate`
  case table
  /// `immediate`: the destination; `second`: the source
  case twoTables
  /// `immediate`
  case element
  /// `immediate`: the segment; `second`: the table
  case elementAndTable
  /// `immediate`
  case memory
  /// `immediate`: the destination; `second`: the source
  case twoMemories
  /// `immediate`
  case data
  /// `immediate`: the segment; `second`: the memory
  case dataAndMemory
  /// `immediate`: the offset in bytes; `second`: the memory; `alignment`
  case memoryArgument
  /// `immediate`: the 32 bits
  case i32
  /// `immediate`: the 64 bits
  case i64
  /// `immediate`: the 32 bits
  case f32
  /// `immediate`: the 64 bits
  case f64
  /// `immediate`: the nullable reference type, packed
  case heapType
  /// `second`: how many; `immediate`: the first type, packed
  case resultTypes
}

/// An instruction's operand and result types, where they are fixed.
package struct InstructionSignature: Hashable, Sendable {
  /// How the validator and the translator treat it.
  package enum Shape: UInt8, Hashable, Sendable {
    /// Its types depend on the module or on the operand stack: a case of its own.
    case special
    /// A constant: no operands, one result.
    case constant
    /// A plain numeric instruction: `operandCount` operands, one result.
    case numeric
    /// An address of the memory's address type to `result`.
    case load
    /// An address of the memory's address type and a `first` to nothing.
    case store
  }

  package let shape: Shape
  /// Operands without a load's or store's address.
  package let operandCount: UInt8
  /// For a load or store, the logarithm to base 2 of its width in bytes.
  package let naturalAlignment: UInt8
  /// The deepest operand's type.
  package let first: PackedValueType
  package let second: PackedValueType
  package let third: PackedValueType
  /// The result's type; bottom where there is none.
  package let result: PackedValueType

  private init(
    _ shape: Shape, count: UInt8, alignment: UInt8 = 0, first: PackedValueType = .bottom,
    second: PackedValueType = .bottom, third: PackedValueType = .bottom, result: PackedValueType = .bottom
  ) {
    self.shape = shape
    operandCount = count
    naturalAlignment = alignment
    self.first = first
    self.second = second
    self.third = third
    self.result = result
  }

  static let special = InstructionSignature(.special, count: 0)

  static func constant(_ type: PackedValueType) -> Self { Self(.constant, count: 0, result: type) }

  static func unary(_ type: PackedValueType, to result: PackedValueType) -> Self {
    Self(.numeric, count: 1, first: type, result: result)
  }

  static func binary(_ type: PackedValueType, to result: PackedValueType) -> Self {
    Self(.numeric, count: 2, first: type, second: type, result: result)
  }

  static func load(_ type: PackedValueType, _ naturalAlignment: UInt8) -> Self {
    Self(.load, count: 0, alignment: naturalAlignment, result: type)
  }

  static func store(_ type: PackedValueType, _ naturalAlignment: UInt8) -> Self {
    Self(.store, count: 1, alignment: naturalAlignment, first: type)
  }
}

/// All that is known of one opcode: a row of the table that the reader, the validator, the translator and the
/// disassembler share.
package struct OpcodeRow: Sendable {
  package let opcode: Opcode
  /// The specification's name, such as `i32.add`.
  package let mnemonic: String
  package let immediates: ImmediateKind
  package let signature: InstructionSignature
  /// The proposal that it came with.
  package let feature: CoreFeature

  init(
    _ opcode: Opcode, _ mnemonic: String, immediates: ImmediateKind = .none,
    signature: InstructionSignature = .special, feature: CoreFeature = .wasm1
  ) {
    self.opcode = opcode
    self.mnemonic = mnemonic
    self.immediates = immediates
    self.signature = signature
    self.feature = feature
  }
}

extension Opcode {
  /// Its row of the table.
  package var row: OpcodeRow { OpcodeRow.byCase[OpcodeRow.index(of: self)] }

  /// The specification's name, such as `i32.add`.
  package var mnemonic: String { row.mnemonic }

  /// What follows it in the binary format.
  package var immediates: ImmediateKind { OpcodeLookup.places[OpcodeRow.index(of: self)].immediates }

  /// Its operand and result types, where they are fixed.
  package var signature: InstructionSignature { OpcodeRow.signatures[OpcodeRow.index(of: self)] }
}

extension OpcodeRow {
  /// A place for each byte, then 64 for each prefix.
  ///
  ///     0x000 ... 0x0FF   one-byte opcodes
  ///     0x100 ... 0x13F   0xFC n
  static let placeCount = 0x140

  /// The rows by ``index(of:)``; places without an opcode hold `unreachable`'s and are never looked at.
  static let byCase: [OpcodeRow] = {
    var places = [OpcodeRow](repeating: OpcodeRow(.unreachable, "unreachable"), count: placeCount)
    for row in all { places[index(of: row.opcode)] = row }
    return places
  }()

  /// The signatures alone by ``index(of:)``, which copy without counting references.
  static let signatures = byCase.map(\.signature)

  /// Where an opcode's row stands.
  static func index(of opcode: Opcode) -> Int {
    let raw = Int(opcode.rawValue)
    return raw < 0x100 ? raw : 0x100 | (raw & 0x3F)
  }
}
