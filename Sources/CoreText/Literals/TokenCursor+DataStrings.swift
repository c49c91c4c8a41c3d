import Diagnostics

// The contents of data segments: strings, and numbers in the order of their bytes in memory.
extension TokenCursor {
  /// How the numbers of a list in a data segment are written.
  private enum NumberList: String {
    case i8, i16, i32, i64, f32, f64, v128

    /// A number's size in bits.
    var bits: Int {
      switch self {
      case .i8: 8
      case .i16: 16
      case .i32, .f32: 32
      case .i64, .f64: 64
      case .v128: 128
      }
    }

    var isFloat: Bool { self == .f32 || self == .f64 }
  }

  /// Which list of numbers comes next; nil if none does.
  private var numberList: NumberList? {
    guard let current, current.kind == .open, let word = token(ahead: 1), word.kind == .keyword,
      word.end - word.start <= 4
    else { return nil }
    return NumberList(rawValue: String(decoding: text.spelling(word), as: UTF8.self))
  }

  /// Whether a list of numbers comes next.
  var isAtNumberList: Bool { numberList != nil }

  /// Reads strings and lists of numbers, such as `"abc" (i16 1 -1) (v128 i32x4 0 1 2 3)`, as long as they come: their bytes.
  ///
  /// Source: core specification, "Data Segments" (text format), and the proposal "Numeric Values in Data Segments".
  mutating func readDataString() throws(CoreTextError) -> [UInt8] {
    var contents: [UInt8] = []
    while true {
      if let bytes = try takeString() {
        contents += bytes
      } else if let list = numberList {
        advance()
        advance()
        while !isAt(.close) { try readNumber(of: list, into: &contents) }
        advance()
      } else {
        return contents
      }
    }
  }

  private mutating func readNumber(of list: NumberList, into contents: inout [UInt8]) throws(CoreTextError) {
    guard list == .v128 else {
      let number = list.isFloat ? try readFloat(bits: list.bits) : try readInteger(bits: list.bits)
      append(number, bits: list.bits, to: &contents)
      return
    }
    let shape = try readVectorShape()
    for _ in 0..<shape.laneCount { append(try readLane(shape), bits: shape.laneBits, to: &contents) }
  }

  private func append(_ number: UInt64, bits: Int, to contents: inout [UInt8]) {
    for shift in stride(from: 0, to: bits, by: 8) {
      contents.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}
