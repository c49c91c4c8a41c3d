extension BinaryFloatingPoint where Self: CustomStringConvertible {
  /// The shortest decimal number that reads back as this value, without an exponent; `nan`, `inf` and `-inf`.
  package var waveText: String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    if self == 0 { return sign == .minus ? "-0" : "0" }
    // The standard library gives the shortest digits, with an exponent where the number is far from 1.
    var digits: [UInt8] = []
    var exponent = 0
    var isBehindPoint = false
    var rest = magnitude.description.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"):
        exponent += Int(String(decoding: rest, as: UTF8.self)) ?? 0
        rest = rest[rest.endIndex...]
      default:
        digits.append(byte)
        if isBehindPoint { exponent -= 1 }
      }
    }
    return (sign == .minus ? "-" : "") + Self.expanded(digits, exponent)
  }

  /// The number `digits` × 10^`exponent` with all its places.
  private static func expanded(_ digits: [UInt8], _ exponent: Int) -> String {
    var digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    var exponent = exponent
    while exponent < 0, digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    let zero = UInt8(ascii: "0")
    if exponent >= 0 {
      return String(decoding: digits + [UInt8](repeating: zero, count: exponent), as: UTF8.self)
    }
    let places = -exponent
    if digits.count <= places { digits = [UInt8](repeating: zero, count: places - digits.count + 1) + digits }
    digits.insert(UInt8(ascii: "."), at: digits.count - places)
    return String(decoding: digits, as: UTF8.self)
  }
}
