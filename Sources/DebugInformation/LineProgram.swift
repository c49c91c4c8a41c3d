/// A unit's line program while it runs: a byte code that makes a table of addresses and lines.
///
/// Source: DWARF 5, section 6.2.5 ("The Line Number Program").
struct LineProgram {
  /// One row of the table. Addresses count from the first byte of the code section's contents.
  struct Row: Sendable {
    var address: UInt32
    /// The file's number, as the program has it.
    var file: UInt32
    /// From 1; 0 for code that belongs to no line.
    var line: UInt32
    var column: UInt32
  }

  /// The rows of code that lies together, by ascending address; `end` is one past its last byte.
  struct Sequence {
    var rows: [Row]
    var end: UInt32
  }

  private let header: LineProgramHeader
  private var address: UInt64 = 0
  private var operation: UInt64 = 0
  private var file: UInt64 = 1
  private var line: UInt64 = 1
  private var column: UInt64 = 0
  private var rows: [Row] = []

  init(_ header: LineProgramHeader) { self.header = header }

  /// Runs the program, handing over each sequence, until it ends, is malformed or `found` answers false.
  mutating func run(_ code: inout DebugSection, _ found: (Sequence) -> Bool) {
    while let opcode = code.byte() {
      if opcode >= header.opcodeBase {
        special(opcode - header.opcodeBase)
      } else if opcode == 0 {
        guard let goesOn = extended(&code, found) else { return }
        if !goesOn { return }
      } else if !standard(opcode, &code) {
        return
      }
    }
  }

  private mutating func special(_ adjusted: UInt8) {
    advance(by: UInt64(adjusted) / header.lineRange)
    moveLine(by: header.lineBase + Int64(UInt64(adjusted) % header.lineRange))
    appendRow()
  }

  private mutating func standard(_ opcode: UInt8, _ code: inout DebugSection) -> Bool {
    switch opcode {
    case 1: appendRow()  // copy
    case 2:  // advance_pc
      guard let distance = code.unsigned() else { return false }
      advance(by: distance)
    case 3:  // advance_line
      guard let distance = code.signed() else { return false }
      moveLine(by: distance)
    case 4:  // set_file
      guard let number = code.unsigned() else { return false }
      file = number
    case 5:  // set_column
      guard let number = code.unsigned() else { return false }
      column = number
    case 6, 7, 10, 11: break  // negate_stmt, set_basic_block, set_prologue_end, set_epilogue_begin
    case 8: advance(by: UInt64(255 - header.opcodeBase) / header.lineRange)  // const_add_pc
    case 9:  // fixed_advance_pc
      guard let distance = code.fixed(2) else { return false }
      address &+= distance
      operation = 0
    default:  // set_isa, and what is not known: so many operands
      let operands = Int(opcode) <= header.operandCounts.count ? header.operandCounts[Int(opcode) - 1] : 0
      for _ in 0..<operands { guard code.unsigned() != nil else { return false } }
    }
    return true
  }

  /// - Returns: whether to go on; nil where the code is malformed.
  private mutating func extended(_ code: inout DebugSection, _ found: (Sequence) -> Bool) -> Bool? {
    guard let length = code.unsigned(), length > 0, var operands = code.slice(length), let opcode = operands.byte()
    else { return nil }
    switch opcode {
    case 1:  // end_sequence
      let sequence = Sequence(rows: rows, end: UInt32(clamping: address))
      self = LineProgram(header)
      return found(sequence)
    case 2:  // set_address
      guard let target = operands.fixed(min(8, operands.remaining)) else { return nil }
      address = target
      operation = 0
    default: break  // define_file, set_discriminator, and what is not known
    }
    return true
  }

  private mutating func advance(by distance: UInt64) {
    let operations = operation &+ distance
    address &+= header.minimumInstructionLength &* (operations / header.maximumOperations)
    operation = operations % header.maximumOperations
  }

  private mutating func moveLine(by distance: Int64) {
    line = line &+ UInt64(bitPattern: distance)
  }

  /// Rows that go backwards are left out: lookups search by halves.
  private mutating func appendRow() {
    guard let address = UInt32(exactly: address), address >= rows.last?.address ?? 0 else { return }
    rows.append(
      Row(
        address: address, file: UInt32(clamping: file), line: UInt32(exactly: line) ?? 0,
        column: UInt32(exactly: column) ?? 0))
  }
}
