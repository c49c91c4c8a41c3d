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
  case tag
  /// `immediate`
  case type
  /// `immediate`: the structure's type; `second`: the field
  case typeAndField
  /// `immediate`: the array's type; `second`: how many elements
  case typeAndCount
  /// `immediate`: the array's type; `second`: the data segment
  case typeAndData
  /// `immediate`: the array's type; `second`: the element segment
  case typeAndElement
  /// `immediate`: the destination's type; `second`: the source's
  case twoTypes
  /// `packedType`: what is tested for or cast to
  case castType
  /// `castSource`, `castTarget`; `second`: the depth of the label
  case branchCast
  /// `blockType`; `second`: the count of catch clauses; `catchClauses(in:)`
  case tryTable
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
  /// As a memory argument; `lane`
  case memoryArgumentAndLane
  /// `lane`
  case lane
  /// `immediate`: the low 64 bits; `vector(in:)`
  case v128
  /// Sixteen lanes, the first in the lowest byte of `vector(in:)`
  case lanes
  /// A byte that must be 0.
  case zeroByte
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
    /// A plain numeric or vector instruction: `operandCount` operands, one result. Some have a lane.
    case numeric
    /// An address of the memory's address type to `result`.
    case load
    /// An address of the memory's address type and a `first` to nothing.
    case store
    /// An address and a v128 to a v128 with one lane loaded.
    case loadLane
    /// An address and a v128 to nothing.
    case storeLane
    /// An address and `operandCount` operands to `result`, if it has one. The alignment must be the natural one.
    case atomic
  }

  package let shape: Shape
  /// Operands without a load's or store's address.
  package let operandCount: UInt8
  /// For a load or store, the logarithm to base 2 of its width in bytes.
  package let naturalAlignment: UInt8
  /// How many lanes its vector has, where it names one of them; else 0.
  package let laneCount: UInt8
  /// The deepest operand's type.
  package let first: PackedValueType
  package let second: PackedValueType
  package let third: PackedValueType
  /// The result's type; bottom where there is none.
  package let result: PackedValueType

  private init(
    _ shape: Shape, count: UInt8, alignment: UInt8 = 0, lanes: UInt8 = 0, first: PackedValueType = .bottom,
    second: PackedValueType = .bottom, third: PackedValueType = .bottom, result: PackedValueType = .bottom
  ) {
    self.shape = shape
    operandCount = count
    naturalAlignment = alignment
    laneCount = lanes
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

  static func ternary(_ type: PackedValueType, to result: PackedValueType) -> Self {
    Self(.numeric, count: 3, first: type, second: type, third: type, result: result)
  }

  /// A vector and a count.
  static let shift = Self(.numeric, count: 2, first: .v128, second: .i32, result: .v128)

  /// Two vectors, whose lanes together are named by 16 bytes.
  static let shuffle = Self(.numeric, count: 2, lanes: 32, first: .v128, second: .v128, result: .v128)

  static func extractLane(_ type: PackedValueType, _ lanes: UInt8) -> Self {
    Self(.numeric, count: 1, lanes: lanes, first: .v128, result: type)
  }

  static func replaceLane(_ type: PackedValueType, _ lanes: UInt8) -> Self {
    Self(.numeric, count: 2, lanes: lanes, first: .v128, second: type, result: .v128)
  }

  static func loadLane(_ naturalAlignment: UInt8) -> Self {
    Self(
      .loadLane, count: 1, alignment: naturalAlignment, lanes: 16 >> naturalAlignment, first: .v128, result: .v128)
  }

  static func storeLane(_ naturalAlignment: UInt8) -> Self {
    Self(.storeLane, count: 1, alignment: naturalAlignment, lanes: 16 >> naturalAlignment, first: .v128)
  }

  static func atomic(_ operands: [PackedValueType], to result: PackedValueType?, _ naturalAlignment: UInt8) -> Self {
    Self(
      .atomic, count: UInt8(operands.count), alignment: naturalAlignment, first: operands.first ?? .bottom,
      second: operands.dropFirst().first ?? .bottom, result: result ?? .bottom)
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

  /// Whether it is about floating-point numbers, which its name then says.
  var isAboutFloats: Bool { mnemonic.contains("f32") || mnemonic.contains("f64") }
}

extension Opcode {
  /// Where its row stands among ``placeCount`` places: the raw value itself.
  @inline(__always)
  package var place: Int { Int(rawValue) }

  /// One past the largest ``place``.
  package static let placeCount = 0xA00

  /// The prefix byte in the binary format; nil for a one-byte opcode.
  package var prefix: UInt8? {
    rawValue < 0x100 ? nil : UInt8(truncatingIfNeeded: 0xFA + rawValue >> 9)
  }

  /// The number that follows the prefix, or the byte itself.
  package var number: UInt32 { UInt32(rawValue < 0x100 ? rawValue : rawValue & 0x1FF) }

  /// Its row of the table.
  package var row: OpcodeRow { OpcodeRow.places[place] }

  /// The specification's name, such as `i32.add`.
  package var mnemonic: String { row.mnemonic }

  /// What follows it in the binary format.
  package var immediates: ImmediateKind { OpcodeLookup.places[place].immediates }

  /// Its operand and result types, where they are fixed.
  package var signature: InstructionSignature { OpcodeRow.signatures[place] }
}

extension OpcodeRow {
  /// The rows by ``Opcode/place``; places without an opcode hold `unreachable`'s and are never looked at.
  static let places: [OpcodeRow] = {
    var places = [OpcodeRow](repeating: OpcodeRow(.unreachable, "unreachable"), count: Opcode.placeCount)
    for row in all { places[row.opcode.place] = row }
    return places
  }()

  /// The signatures alone by ``Opcode/place``, which copy without counting references.
  static let signatures = places.map(\.signature)
}
