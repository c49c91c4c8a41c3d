import StyledText

extension KeyDecoder {
  /// Reads the key at the beginning of some bytes.
  /// - Parameter isFinal: whether no more bytes will come, so that the answer is never `.incomplete`.
  func step(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    guard let first = bytes.first else { return .incomplete }
    if first == 0x1B { return escape(bytes, isFinal: isFinal) }
    return plain(bytes, isFinal: isFinal)
  }

  /// A key that sends no escape sequence: a control character or a character of text.
  private func plain(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    guard let first = bytes.first else { return .incomplete }
    switch first {
    case 0x09: return .key(.tab, 1)
    case 0x0D: return .key(.enter, 1)
    case 0x7F: return .key(.backspace, 1)
    case 0x01...0x1A: return .key(.control(Character(Unicode.Scalar(first + 0x60))), 1)
    // Control with @, or one of \ ] ^ _.
    case 0x00...0x1F: return .key(.control(Character(Unicode.Scalar(first + 0x40))), 1)
    case 0x20..<0x7F: return .key(.character(Character(Unicode.Scalar(first))), 1)
    default: return text(bytes, isFinal: isFinal)
    }
  }

  /// One scalar of UTF-8 text; bytes that are none become U+FFFD, one for each maximal wrong part.
  private func text(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    var decoder = UTF8()
    let head = bytes.prefix(4)
    var iterator = head.makeIterator()
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar):
      // C1 controls written in UTF-8 are no text either.
      let key = scalar.isTerminalControl && scalar.value < 0xA0 ? Key.unknown : .character(Character(scalar))
      return .key(key, UTF8.width(scalar))
    case .emptyInput: return .incomplete
    case .error:
      let length = wrongPrefixLength(head)
      if length == head.count, head.count < 4, !isFinal, isBeginning(head) { return .incomplete }
      return .key(.character("\u{FFFD}"), length)
    }
  }

  /// The length of the longest prefix that could begin a scalar, at least 1.
  private func wrongPrefixLength(_ head: ArraySlice<UInt8>) -> Int {
    var length = 1
    while length < head.count, isBeginning(head.prefix(length + 1)) { length += 1 }
    return length
  }

  /// Whether more bytes could make some bytes one scalar.
  /// Source: The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
  private func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return false
    }
    guard bytes.count < length else { return false }
    for (offset, byte) in bytes.dropFirst().enumerated() {
      guard (offset == 0 ? second : 0x80...0xBF).contains(byte) else { return false }
    }
    return true
  }

  /// A sequence that begins with Escape.
  private func escape(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    if !sequences.isEmpty {
      for length in (2...Self.maximumSequence).prefix(while: { $0 <= bytes.count }) {
        let head = Array(bytes.prefix(length))
        if let key = sequences[head] { return .key(key, length) }
        if !beginnings.contains(head) { break }
        if length == bytes.count, !isFinal { return .incomplete }
      }
    }
    guard let second = bytes.dropFirst().first else { return isFinal ? .key(.escape, 1) : .incomplete }
    switch second {
    case UInt8(ascii: "["): return controlSequence(bytes, isFinal: isFinal)
    case UInt8(ascii: "O"): return singleShift(bytes, isFinal: isFinal)
    case 0x1B:
      // Some terminals send Alt and an arrow as Escape and the arrow's sequence.
      let third = bytes.dropFirst(2).first
      if third == nil, !isFinal { return .incomplete }
      guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else { return .key(.escape, 1) }
      return addingAlt(escape(bytes.dropFirst(), isFinal: isFinal))
    default: return addingAlt(plain(bytes.dropFirst(), isFinal: isFinal))
    }
  }

  private func addingAlt(_ step: KeyDecoderStep) -> KeyDecoderStep {
    switch step {
    case .key(var key, let length):
      // Alt-Enter, whichever of the two line ends the terminal sends.
      if key == .control("j") { key = .enter }
      key.modifiers.insert(.alt)
      return .key(key, length + 1)
    case .pasteStart(let length): return .pasteStart(length + 1)
    case .incomplete: return .incomplete
    }
  }

  /// `ESC O` and a letter.
  private func singleShift(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    guard let third = bytes.dropFirst(2).first else { return isFinal ? .key(.alt("O"), 2) : .incomplete }
    guard (0x40..<0x7F).contains(third) else { return .key(.alt("O"), 2) }
    switch third {
    case UInt8(ascii: "M"): return .key(.enter, 3)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return .key(lettered(third - 0x20).map { Key($0, .control) } ?? .unknown, 3)
    default: return .key(lettered(third).map { Key($0) } ?? .unknown, 3)
    }
  }

  /// `ESC [`, parameters, and a final byte.
  private func controlSequence(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> KeyDecoderStep {
    let body = bytes.dropFirst(2).prefix(Self.maximumSequence)
    guard let end = body.firstIndex(where: { !(0x20..<0x40).contains($0) }) else {
      if body.count == Self.maximumSequence { return .key(.unknown, body.count + 2) }
      guard isFinal else { return .incomplete }
      return body.isEmpty ? .key(.alt("["), 2) : .key(.unknown, bytes.count)
    }
    let length = end - bytes.startIndex + 1
    let final = body[end]
    // What breaks a sequence off is read anew.
    guard (0x40..<0x7F).contains(final) else { return .key(.unknown, length - 1) }
    if final == UInt8(ascii: "["), length == 3 {
      // The Linux console's F1 to F5: ESC [ [ A.
      guard let letter = bytes.dropFirst(3).first else { return isFinal ? .key(.unknown, 3) : .incomplete }
      let number = Int(letter) - 0x40
      return (1...5).contains(number) ? .key(Key(.function(number)), 4) : .key(.unknown, 3)
    }
    if final == UInt8(ascii: "M"), body.startIndex == end { return clickInBytes(bytes, isFinal: isFinal) }
    if body.first == UInt8(ascii: "<"), final == UInt8(ascii: "M") || final == UInt8(ascii: "m") {
      return .key(mouse(numbers(body[..<end].dropFirst()), isRelease: final == UInt8(ascii: "m")), length)
    }
    // Private sequences are answers to questions that were not asked.
    if let first = body.first, (0x3C...0x3F).contains(first) { return .key(.unknown, length) }
    let parameters = numbers(body[..<end])
    if final == UInt8(ascii: "~"), parameters.first == 200 { return .pasteStart(length) }
    if final == UInt8(ascii: "M"), parameters.count == 3 {
      return .key(click(code: parameters[0] - 32, column: parameters[1], row: parameters[2]), length)
    }
    return .key(key(final: final, parameters), length)
  }

  /// The numbers between semicolons; what is no small number is -1.
  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
      // Behind a colon stand details of the same parameter.
      let digits = field.prefix { $0 != UInt8(ascii: ":") }
      guard digits.count <= 7 else { return -1 }
      return Int(String(decoding: digits, as: UTF8.self)) ?? -1
    }
  }

  private func key(final: UInt8, _ parameters: [Int]) -> Key {
    let first = parameters.first ?? -1
    let modifiers = modifiers(parameters.dropFirst().first ?? 1)
    switch final {
    case UInt8(ascii: "~"):
      if first == 27, parameters.count == 3 { return key(codePoint: parameters[2], modifiers) }
      return numbered(first).map { Key($0, modifiers) } ?? .unknown
    case UInt8(ascii: "^"): return numbered(first).map { Key($0, .control) } ?? .unknown
    case UInt8(ascii: "u"): return key(codePoint: first, modifiers)
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "a")...UInt8(ascii: "d"): return lettered(final - 0x20).map { Key($0, .shift) } ?? .unknown
    default: return lettered(final).map { Key($0, modifiers) } ?? .unknown
    }
  }

  /// The key behind a code point, as terminals send it that report every modifier.
  private func key(codePoint: Int, _ modifiers: Key.Modifiers) -> Key {
    switch codePoint {
    case 9: return Key(.tab, modifiers)
    case 13: return Key(.enter, modifiers)
    case 27: return Key(.escape, modifiers)
    case 8, 127: return Key(.backspace, modifiers)
    default: break
    }
    guard let value = UInt32(exactly: codePoint), let scalar = Unicode.Scalar(value), value >= 0x20,
      !scalar.isTerminalControl, !(0xE000...0xF8FF).contains(value)
    else { return .unknown }
    if modifiers.contains(.control), (0x41...0x5A).contains(value) {
      return Key(.character(Character(Unicode.Scalar(UInt8(value) + 0x20))), modifiers.subtracting(.shift))
    }
    return Key(.character(Character(scalar)), modifiers.subtracting(.shift))
  }

  /// 1 and a bit each for Shift, Alt, Control, Meta.
  private func modifiers(_ parameter: Int) -> Key.Modifiers {
    guard (1...256).contains(parameter) else { return [] }
    let bits = parameter - 1
    var modifiers: Key.Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & (2 | 8) != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private func lettered(_ letter: UInt8) -> Key.Code? {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(letter) - 0x4F)
    default: nil
    }
  }

  private func numbered(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }
}
