/// Assembles a component's bytes by hand.
struct ComponentBytes {
  private(set) var bytes: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00]

  /// Appends a section of a number whose contents are given.
  mutating func section(_ number: UInt8, _ contents: [UInt8]) {
    bytes += [number] + Self.number(contents.count) + contents
  }

  /// Appends a section that holds a vector.
  mutating func section(_ number: UInt8, items: [[UInt8]]) {
    section(number, Self.number(items.count) + items.flatMap { $0 })
  }

  mutating func types(_ types: [UInt8]...) { section(7, items: types) }
  mutating func imports(_ imports: [UInt8]...) { section(10, items: imports) }

  /// An unsigned LEB128 integer.
  static func number(_ value: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var value = value
    repeat {
      let low = UInt8(value & 0x7F)
      value >>= 7
      bytes.append(value == 0 ? low : low | 0x80)
    } while value != 0
    return bytes
  }

  /// A name with its length.
  static func name(_ text: String) -> [UInt8] { number(text.utf8.count) + Array(text.utf8) }

  /// An import or export name without attributes.
  static func extern(_ text: String) -> [UInt8] { [0x00] + name(text) }
}
