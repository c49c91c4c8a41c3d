import CoreModule

// What the watch's rules ask of an instruction.

extension Opcode {
  /// In which way an instruction reads an integer.
  enum Reading: Hashable { case signed, unsigned }

  /// Whether it computes in 64 bits, of those that the rules ask this of.
  var isSixtyFour: Bool {
    switch self {
    case .i64Add, .i64Sub, .i64Mul, .i64Shl, .i64And, .i64Or, .i64Xor, .i64ShrS, .i64ShrU, .i64Rotl, .i64Rotr,
      .i32WrapI64, .i64Extend8S, .i64Extend16S, .i64Extend32S, .i64Store8, .i64Store16, .i64Store32:
      true
    default: false
    }
  }

  var isAdd: Bool { self == .i32Add || self == .i64Add }
  var isSub: Bool { self == .i32Sub || self == .i64Sub }
  var isSumLike: Bool { isAdd || isSub }
  var isMul: Bool { self == .i32Mul || self == .i64Mul }
  var isShl: Bool { self == .i32Shl || self == .i64Shl }
  var isProductLike: Bool { isMul || isShl }
  var isAnd: Bool { self == .i32And || self == .i64And }
  var isOr: Bool { self == .i32Or || self == .i64Or }
  var isXor: Bool { self == .i32Xor || self == .i64Xor }

  var isRightShift: Bool { self == .i32ShrS || self == .i32ShrU || self == .i64ShrS || self == .i64ShrU }
  var isRotation: Bool { self == .i32Rotl || self == .i32Rotr || self == .i64Rotl || self == .i64Rotr }

  /// Whether it keeps the low bits of a value.
  var isNarrowing: Bool {
    switch self {
    case .i32WrapI64, .i32Extend8S, .i32Extend16S, .i64Extend8S, .i64Extend16S, .i64Extend32S, .i32Store8, .i32Store16,
      .i64Store8, .i64Store16, .i64Store32:
      true
    default: false
    }
  }

  /// Whether addresses are made with it.
  var addsUpAddresses: Bool { isSumLike || isShl || isAnd || isOr || isMul }

  var isComparison: Bool {
    switch self {
    case .i32Eqz, .i32Eq, .i32Ne, .i64Eqz, .i64Eq, .i64Ne, .brIf, .if: true
    default: isUnsignedComparison || isSignedComparison
    }
  }

  var isUnsignedComparison: Bool {
    switch self {
    case .i32LtU, .i32GtU, .i32LeU, .i32GeU, .i64LtU, .i64GtU, .i64LeU, .i64GeU: true
    default: false
    }
  }

  private var isSignedComparison: Bool {
    switch self {
    case .i32LtS, .i32GtS, .i32LeS, .i32GeS, .i64LtS, .i64GtS, .i64LeS, .i64GeS: true
    default: false
    }
  }

  /// How it reads an input; nil where it does not care.
  func reading(ofInput input: Int) -> Reading? {
    if isUnsignedComparison { return .unsigned }
    if isSignedComparison { return .signed }
    switch self {
    case .i32DivU, .i32RemU, .i64DivU, .i64RemU, .i64ExtendI32U, .f32ConvertI32U, .f32ConvertI64U, .f64ConvertI32U,
      .f64ConvertI64U:
      return .unsigned
    case .i32DivS, .i32RemS, .i64DivS, .i64RemS, .i64ExtendI32S, .f32ConvertI32S, .f32ConvertI64S, .f64ConvertI32S,
      .f64ConvertI64S:
      return .signed
    case .i32ShrU, .i64ShrU: return input == 0 ? .unsigned : nil
    case .i32ShrS, .i64ShrS: return input == 0 ? .signed : nil
    default: return nil
    }
  }
}
