import CoreModule

/// The instructions by their words in the text. The words are the opcode table's; the few that mean more than one opcode
/// are told apart by their immediates.
struct Operator {
  let opcode: Opcode
  let immediates: ImmediateKind
  /// The logarithm to base 2 of the alignment that a memory access has if none is written.
  let naturalAlignment: UInt8

  private static let byWord: [WordKey: Operator] = {
    var words: [WordKey: Operator] = [:]
    for opcode in Opcode.allCases {
      let row = opcode.row
      let entry = Operator(
        opcode: opcode, immediates: row.immediates, naturalAlignment: row.signature.naturalAlignment)
      // Of `select`, `ref.test` and `ref.cast` the first form.
      words[WordKey(row.mnemonic), default: entry] = words[WordKey(row.mnemonic)] ?? entry
    }
    return words
  }()

  /// The instruction of a word; nil if there is none.
  static func named(_ word: ArraySlice<UInt8>) -> Operator? { byWord[WordKey(word)] }

  /// All words, for suggestions.
  static var words: some Sequence<String> { Opcode.allCases.lazy.map(\.mnemonic) }
}

extension EncodedBytes {
  /// An opcode as the binary format has it.
  mutating func append(_ opcode: Opcode) {
    if let prefix = opcode.prefix {
      append(prefix)
      append(unsigned: opcode.number)
    } else {
      append(UInt8(truncatingIfNeeded: opcode.number))
    }
  }
}
