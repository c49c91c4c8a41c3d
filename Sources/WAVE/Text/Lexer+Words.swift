import Diagnostics

extension Lexer {
  /// Reads a name: words of letters and digits in one case each, joined by single hyphens.
  ///
  /// The whole run is taken before it is judged, so that the error for `NaN` is about `NaN`.
  func label(at start: Int, isEscaped: Bool) throws(WAVEError) -> Token {
    let nameStart = start + (isEscaped ? 1 : 0)
    if splitsRuns { return Token(.label(isEscaped: isEscaped), SourceSpan(start, nameEnd(from: nameStart))) }
    var position = nameStart
    var isKebab = true
    var hasLower = false
    var hasUpper = false
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "-") {
        guard self.byte(at: position + 1).isASCIIAlphanumeric else { break }
        (hasLower, hasUpper) = (false, false)
      } else if byte == UInt8(ascii: "_") {
        isKebab = false
      } else if byte.isASCIIAlphanumeric {
        if byte.isASCIILetter {
          if byte & 0x20 == 0 { hasUpper = true } else { hasLower = true }
        }
        if hasLower, hasUpper { isKebab = false }
      } else {
        break
      }
      position += 1
    }
    let span = SourceSpan(start, position)
    guard isKebab else { throw error(.malformedName(text(SourceSpan(nameStart, position))), span) }
    return Token(.label(isEscaped: isEscaped), span)
  }

  /// The end of the longest name that begins at a letter.
  func nameEnd(from start: Int) -> Int {
    var position = wordEnd(from: start)
    while byte(at: position) == UInt8(ascii: "-"), byte(at: position + 1).isASCIIAlphanumeric {
      position = wordEnd(from: position + 1)
    }
    return position
  }

  /// The end of the letters of one case, and digits, that stand at an offset.
  private func wordEnd(from start: Int) -> Int {
    var position = start
    var isUpper: Bool?
    while byte(at: position).isASCIIAlphanumeric {
      if byte(at: position).isASCIILetter {
        let isUpperLetter = byte(at: position) & 0x20 == 0
        guard isUpper ?? isUpperLetter == isUpperLetter else { break }
        isUpper = isUpperLetter
      }
      position += 1
    }
    return position
  }

  /// Reads what begins with `-` where a value is expected: a number, `-inf`, or the punctuation alone.
  func negativeNumber(at start: Int) throws(WAVEError) -> Token {
    if byte(at: start + 1).isASCIIDigit { return try number(at: start) }
    let infinityEnd = start + 4
    if infinityEnd <= end, text(SourceSpan(start + 1, infinityEnd)) == "inf",
      splitsRuns || !(byte(at: infinityEnd).isASCIIAlphanumeric || byte(at: infinityEnd) == UInt8(ascii: "-"))
    {
      return Token(.number(isInteger: false), SourceSpan(start, infinityEnd))
    }
    return Token(.symbol(UInt8(ascii: "-")), SourceSpan(start, start + 1))
  }

  /// Reads a number: `-`? then `0x…`, `0b…`, `0o…`, or decimal digits with an optional fraction and exponent.
  func number(at start: Int) throws(WAVEError) -> Token {
    let first = start + (bytes[start] == UInt8(ascii: "-") ? 1 : 0)
    if byte(at: first) == UInt8(ascii: "0"), let radix = Radix(marker: byte(at: first + 1)) {
      let position = runEnd(from: first + 2)
      let span = SourceSpan(start, position)
      guard areDigits(first + 2, position, radix) else {
        if splitsRuns { return Token(.number(isInteger: true), SourceSpan(start, first + 1)) }
        throw error(.malformedNumber(.digits(radix)), span)
      }
      return Token(.number(isInteger: true), span)
    }
    var position = first
    while byte(at: position).isASCIIDigit || byte(at: position) == UInt8(ascii: "_") { position += 1 }
    let integerEnd = position
    var isInteger = true
    if byte(at: position) == UInt8(ascii: "."), byte(at: position + 1).isASCIIDigit {
      isInteger = false
      position += 1
      while byte(at: position).isASCIIDigit { position += 1 }
    }
    if let exponent = exponentEnd(from: position) {
      isInteger = false
      position = exponent
    }
    let run = runEnd(from: position)
    let span = SourceSpan(start, run)
    let hasLeadingZero = byte(at: first) == UInt8(ascii: "0") && integerEnd > first + 1
    guard run == position, areDigits(first, integerEnd, .decimal), !hasLeadingZero else {
      if splitsRuns { return plainNumber(from: start, first) }
      let mistake: NumberMistake = run == position && hasLeadingZero ? .leadingZero : .digits(.decimal)
      throw error(.malformedNumber(mistake), span)
    }
    return Token(.number(isInteger: isInteger), span)
  }

  /// The longest number of WAVE's own grammar, which has neither bases nor `_`; `first` is its first digit.
  private func plainNumber(from start: Int, _ first: Int) -> Token {
    var position = first + 1
    if byte(at: first) != UInt8(ascii: "0") { position = digitsEnd(from: position) }
    let integerEnd = position
    if byte(at: position) == UInt8(ascii: "."), byte(at: position + 1).isASCIIDigit {
      position = digitsEnd(from: position + 1)
    }
    position = exponentEnd(from: position) ?? position
    return Token(.number(isInteger: position == integerEnd), SourceSpan(start, position))
  }

  func digitsEnd(from start: Int) -> Int {
    var position = start
    while byte(at: position).isASCIIDigit { position += 1 }
    return position
  }

  /// The end of `e` or `E`, a sign and digits; nil where they do not stand at `start`.
  private func exponentEnd(from start: Int) -> Int? {
    guard byte(at: start) | 0x20 == UInt8(ascii: "e") else { return nil }
    var position = start + 1
    if byte(at: position) == UInt8(ascii: "+") || byte(at: position) == UInt8(ascii: "-") { position += 1 }
    guard byte(at: position).isASCIIDigit else { return nil }
    while byte(at: position).isASCIIDigit { position += 1 }
    return position
  }

  func runEnd(from start: Int) -> Int {
    var position = start
    while byte(at: position).isASCIIAlphanumeric || byte(at: position) == UInt8(ascii: "_") { position += 1 }
    return position
  }

  /// Whether a range holds digits of a radix, at least one, with `_` only between them.
  private func areDigits(_ start: Int, _ end: Int, _ radix: Radix) -> Bool {
    var previousIsDigit = false
    for offset in start..<max(start, end) {
      if byte(at: offset) == UInt8(ascii: "_") {
        guard previousIsDigit else { return false }
        previousIsDigit = false
      } else {
        guard radix.digit(byte(at: offset)) != nil else { return false }
        previousIsDigit = true
      }
    }
    return previousIsDigit
  }
}

/// The base that an integer is written in.
package enum Radix: UInt8, Hashable, Sendable {
  case binary = 2
  case octal = 8
  case decimal = 10
  case hexadecimal = 16

  /// The base that the letter after a leading 0 stands for.
  init?(marker: UInt8) {
    switch marker {
    case UInt8(ascii: "x"): self = .hexadecimal
    case UInt8(ascii: "b"): self = .binary
    case UInt8(ascii: "o"): self = .octal
    default: return nil
    }
  }

  /// The value of a digit, or nil for what is none in this base.
  func digit(_ byte: UInt8) -> UInt8? {
    let value: UInt8
    switch byte {
    case 0x30...0x39: value = byte - 0x30
    case 0x41...0x46: value = byte - 0x41 + 10
    case 0x61...0x66: value = byte - 0x61 + 10
    default: return nil
    }
    return value < rawValue ? value : nil
  }
}
