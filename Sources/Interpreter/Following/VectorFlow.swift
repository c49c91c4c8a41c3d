import CoreModule

/// How an operator on vectors moves bytes: the sixteen of a vector stand in two words.
enum VectorFlow {
  /// The lowest bytes of a word, again and again.
  case splat(bytes: Int)
  /// Bytes of a vector at a place, with those above filled up to `width`.
  case extract(first: Int, bytes: Int, width: Int, isSigned: Bool)
  /// A word's lowest bytes in place of a vector's at a place.
  case replace(first: Int, bytes: Int)
  /// Bytes of two vectors by their numbers, 0 to 31.
  case shuffle([Int])

  /// Nil for an operator that computes.
  init?(_ instruction: Instruction, in bytes: [UInt8]) {
    let lane = Int(instruction.lane)
    func extract(_ bytes: Int, _ width: Int, _ isSigned: Bool = false) -> VectorFlow {
      .extract(first: lane * bytes, bytes: bytes, width: width, isSigned: isSigned)
    }
    func replace(_ bytes: Int) -> VectorFlow { .replace(first: lane * bytes, bytes: bytes) }
    switch instruction.opcode {
    case .i8x16Splat: self = .splat(bytes: 1)
    case .i16x8Splat: self = .splat(bytes: 2)
    case .i32x4Splat, .f32x4Splat: self = .splat(bytes: 4)
    case .i64x2Splat, .f64x2Splat: self = .splat(bytes: 8)
    case .i8x16ExtractLaneS: self = extract(1, 4, true)
    case .i8x16ExtractLaneU: self = extract(1, 4)
    case .i16x8ExtractLaneS: self = extract(2, 4, true)
    case .i16x8ExtractLaneU: self = extract(2, 4)
    case .i32x4ExtractLane, .f32x4ExtractLane: self = extract(4, 4)
    case .i64x2ExtractLane, .f64x2ExtractLane: self = extract(8, 8)
    case .i8x16ReplaceLane: self = replace(1)
    case .i16x8ReplaceLane: self = replace(2)
    case .i32x4ReplaceLane, .f32x4ReplaceLane: self = replace(4)
    case .i64x2ReplaceLane, .f64x2ReplaceLane: self = replace(8)
    case .i8x16Shuffle:
      let lanes = instruction.vector(in: bytes)
      self = .shuffle(
        (0..<16).map { Int(truncatingIfNeeded: ($0 < 8 ? lanes.low : lanes.high) >> UInt64($0 % 8 * 8)) & 31 })
    default: return nil
    }
  }

  /// Slots that it takes.
  var operandSlots: Int {
    switch self {
    case .splat: 1
    case .extract: 2
    case .replace: 3
    case .shuffle: 4
    }
  }

  /// The results' words.
  ///
  /// - Parameter operands: the words that it takes, the deepest first
  func result(_ operands: [WordTags]) -> [WordTags] {
    func byte(_ index: Int) -> ByteTag { operands[index / 8][index % 8] }
    func vector(_ tag: (Int) -> ByteTag) -> [WordTags] {
      var words = [WordTags.none, WordTags.none]
      for index in 0..<16 { words[index / 8][index % 8] = tag(index) }
      return words
    }
    switch self {
    case .splat(let bytes): return vector { byte($0 % bytes) }
    case .extract(let first, let bytes, let width, let isSigned):
      var word = WordTags.none
      for index in 0..<bytes { word[index] = byte(first + index) }
      return [word.extended(from: bytes, to: width, isSigned: isSigned)]
    case .replace(let first, let bytes):
      return vector { $0 >= first && $0 < first + bytes ? byte(16 + $0 - first) : byte($0) }
    case .shuffle(let lanes): return vector { byte(lanes[$0]) }
    }
  }
}
