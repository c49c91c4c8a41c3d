import CoreModule

/// How an operator on words moves the bytes of its operands into its result.
///
/// It tells bytes that arrive as they were: moved, extended, cut off or put beside each other. What was computed on is not
/// followed, so that a carry, a product or a hash drops the tags.
enum WordFlow: Hashable {
  /// The bits stay.
  case same
  /// The lowest bytes stay, with those above filled, up to the result's width; widths in bytes.
  case extend(from: Int, to: Int, isSigned: Bool)
  /// Two operands of this many bytes.
  case binary(Binary, width: Int)

  enum Binary: Hashable {
    case and, or, xor, add, sub, shl, shrS, shrU, rotl, rotr
  }

  /// Words that the operator takes.
  var operandCount: Int {
    if case .binary = self { 2 } else { 1 }
  }

  /// The result's tags.
  ///
  /// - Parameters:
  ///   - x: the first operand's tags, with its bits
  ///   - y: the second operand's, if there is one
  func result(_ x: WordTags, _ xBits: UInt64, _ y: WordTags, _ yBits: UInt64) -> WordTags {
    if x.isEmpty, y.isEmpty { return .none }
    switch self {
    case .same: return x
    case .extend(let count, let width, let isSigned):
      return x.extended(from: count, to: width, isSigned: isSigned)
    case .binary(let operation, let width):
      let operands = Operands(x: x, xBits: xBits, y: y, yBits: yBits, width: width)
      switch operation {
      case .and: return operands.masked()
      case .or, .xor: return operands.joined()
      case .add: return operands.canCarry ? .none : operands.joined()
      case .sub: return operands.subtractsNothing ? x : .none
      case .shl: return operands.shiftedLeft()
      case .shrS: return operands.shiftedRight(isSigned: true)
      case .shrU: return operands.shiftedRight(isSigned: false)
      case .rotl: return operands.rotated(isLeft: true)
      case .rotr: return operands.rotated(isLeft: false)
      }
    }
  }

  private struct Operands {
    let x: WordTags
    let xBits: UInt64
    let y: WordTags
    let yBits: UInt64
    let width: Int

    private static func byte(_ index: Int, of bits: UInt64) -> UInt8 {
      UInt8(truncatingIfNeeded: bits >> UInt64(8 * index))
    }

    private func xByte(_ index: Int) -> UInt8 { Self.byte(index, of: xBits) }
    private func yByte(_ index: Int) -> UInt8 { Self.byte(index, of: yBits) }

    /// Whether an addition could carry from one byte to the next: both have something in the same byte.
    var canCarry: Bool { (0..<width).contains { xByte($0) != 0 && yByte($0) != 0 } }

    var subtractsNothing: Bool { (0..<width).allSatisfy { Self.isInert(y[$0], yByte($0)) } }

    /// A zero that leaves what it is combined with as it is.
    private static func isInert(_ tag: ByteTag, _ byte: UInt8) -> Bool {
      byte == 0 && !tag.isValue && (tag == .none || tag.isZeroFill)
    }

    /// Each byte of one side where the other has a zero there.
    func joined() -> WordTags {
      var result = WordTags()
      for byte in 0..<width {
        let isXInert = Self.isInert(x[byte], xByte(byte))
        let isYInert = Self.isInert(y[byte], yByte(byte))
        if isXInert, isYInert {
          result[byte] = x[byte] == .none ? y[byte] : x[byte]
        } else if isYInert {
          result[byte] = x[byte]
        } else if isXInert {
          result[byte] = y[byte]
        }
      }
      return result
    }

    /// A mask of whole bytes keeps some and makes others zero.
    func masked() -> WordTags {
      var result = WordTags()
      var dropsAny = false
      for byte in 0..<width {
        for (tag, mask, maskTag) in [(x[byte], yByte(byte), y[byte]), (y[byte], xByte(byte), x[byte])]
        where tag != .none && maskTag == .none {
          if mask == 0xFF { result[byte] = tag }
          if mask == 0 {
            result[byte] = tag.fill(isSigned: false)
            dropsAny = dropsAny || tag.isValue
          }
        }
      }
      return dropsAny ? result.adding(.truncation) : result
    }

    /// How many bytes a shift moves; nil where it moves bits within bytes.
    private var shift: Int? {
      let bits = Int(yBits & UInt64(8 * width - 1))
      return bits % 8 == 0 ? bits / 8 : nil
    }

    func shiftedLeft() -> WordTags {
      guard let shift else { return .none }
      var result = WordTags()
      for byte in shift..<width { result[byte] = x[byte - shift] }
      return x.drops((width - shift)..<width) ? result.adding(.truncation) : result
    }

    func shiftedRight(isSigned: Bool) -> WordTags {
      guard let shift else { return .none }
      var result = WordTags()
      let fill = x[width - 1].fill(isSigned: isSigned)
      for byte in 0..<width { result[byte] = byte + shift < width ? x[byte + shift] : fill }
      return x.drops(0..<shift) ? result.adding(.truncation) : result
    }

    func rotated(isLeft: Bool) -> WordTags {
      guard let shift else { return .none }
      var result = WordTags()
      for byte in 0..<width {
        result[byte] = x[(byte + (isLeft ? width - shift : shift)) % width]
      }
      return result
    }
  }
}

extension WordFlow {
  /// Nil for an operator whose result is not made of its operands' bytes.
  init?(_ opcode: Opcode) {
    switch opcode {
    case .i32ReinterpretF32, .i64ReinterpretF64, .f32ReinterpretI32, .f64ReinterpretI64: self = .same
    case .i32WrapI64: self = .extend(from: 4, to: 4, isSigned: false)
    case .i64ExtendI32S: self = .extend(from: 4, to: 8, isSigned: true)
    case .i64ExtendI32U: self = .extend(from: 4, to: 8, isSigned: false)
    case .i32Extend8S: self = .extend(from: 1, to: 4, isSigned: true)
    case .i32Extend16S: self = .extend(from: 2, to: 4, isSigned: true)
    case .i64Extend8S: self = .extend(from: 1, to: 8, isSigned: true)
    case .i64Extend16S: self = .extend(from: 2, to: 8, isSigned: true)
    case .i64Extend32S: self = .extend(from: 4, to: 8, isSigned: true)
    case .i32And: self = .binary(.and, width: 4)
    case .i64And: self = .binary(.and, width: 8)
    case .i32Or: self = .binary(.or, width: 4)
    case .i64Or: self = .binary(.or, width: 8)
    case .i32Xor: self = .binary(.xor, width: 4)
    case .i64Xor: self = .binary(.xor, width: 8)
    case .i32Add: self = .binary(.add, width: 4)
    case .i64Add: self = .binary(.add, width: 8)
    case .i32Sub: self = .binary(.sub, width: 4)
    case .i64Sub: self = .binary(.sub, width: 8)
    case .i32Shl: self = .binary(.shl, width: 4)
    case .i64Shl: self = .binary(.shl, width: 8)
    case .i32ShrS: self = .binary(.shrS, width: 4)
    case .i64ShrS: self = .binary(.shrS, width: 8)
    case .i32ShrU: self = .binary(.shrU, width: 4)
    case .i64ShrU: self = .binary(.shrU, width: 8)
    case .i32Rotl: self = .binary(.rotl, width: 4)
    case .i64Rotl: self = .binary(.rotl, width: 8)
    case .i32Rotr: self = .binary(.rotr, width: 4)
    case .i64Rotr: self = .binary(.rotr, width: 8)
    default: return nil
    }
  }
}
