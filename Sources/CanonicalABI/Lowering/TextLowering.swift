/// The lowering of one string: what is allocated, in which steps, and what is written when.
///
/// How many steps there are follows from the encoding that the string had where it was lifted, since its size there is
/// all that is known before it is transcoded. A string that the host made is taken to have the encoding it gets: one
/// allocation of the exact size.
///
/// Source: CanonicalABI.md, "Storing" (`store_string_into_range`).
struct TextLowering: Sendable {
  /// What `realloc` is asked for next, in bytes.
  struct Request: Hashable, Sendable {
    var old: UInt64 = 0
    var oldSize: UInt32 = 0
    var alignment: UInt32
    var newSize: UInt32
  }

  /// What a pointer leads to.
  enum Outcome {
    case request(Request)
    /// The string lies at the pointer; its length is in code units, with the tag where the encoding has one.
    case done(pointer: UInt64, length: UInt64)
  }

  private let text: String
  private let utf16Tag: UInt64
  private var phase: Phase

  private enum Phase: Sendable {
    /// Write the whole text, of which everything is known.
    case copy(TextForm, byteCount: UInt32, length: UInt64, alignment: UInt32)
    /// Write ASCII as long as it lasts.
    case narrowUTF8(units: UInt32, worstCase: UInt32)
    /// Write the rest of the UTF-8, from a byte on.
    case restOfUTF8(from: Int, worstCase: UInt32)
    /// Write UTF-16 into room for the worst case.
    case wideUTF16(worstCase: UInt32)
    /// Write Latin-1 as long as it lasts.
    case narrowLatin1(units: UInt32)
    /// Write UTF-16 that may turn out to fit Latin-1.
    case probablyUTF16(units: UInt32)
    /// Widen so many bytes of Latin-1, and write the rest as UTF-16.
    case restOfUTF16(from: Int, worstCase: UInt32)
    /// Everything is written and was moved to memory of its exact size.
    case shrunk(byteCount: UInt32, length: UInt64, alignment: UInt32)
  }

  /// - Parameters:
  ///   - source: the encoding that the string had; nil for the host's.
  ///   - isNeedlesslyWide: whether it was tagged as UTF-16 and fits Latin-1.
  ///   - utf16Tag: what marks UTF-16 in the length of a `latin1+utf16` string.
  /// - Throws: `CanonicalABIError` for a string that is too long for any guest.
  init(
    _ text: String, from source: StringEncoding?, isNeedlesslyWide: Bool = false, to destination: StringEncoding,
    utf16Tag: UInt64
  ) throws(CanonicalABIError) {
    self.text = text
    self.utf16Tag = utf16Tag
    let sourceForm = isNeedlesslyWide ? .utf16 : Self.form(of: text, in: source ?? destination)
    let units = Self.count(text, sourceForm)
    let sourceBytes = UInt64(units) * (sourceForm == .utf16 ? 2 : 1)
    guard sourceBytes <= maxListByteLength else { throw .tooLong(byteCount: sourceBytes, what: .string) }
    // At most three times `maxListByteLength`, so that nothing below overflows.
    let length = UInt32(units)
    switch (destination, sourceForm) {
    case (.utf8, .utf8): phase = .copy(.utf8, byteCount: length, length: UInt64(length), alignment: 1)
    case (.utf8, .utf16): phase = .narrowUTF8(units: length, worstCase: 3 * length)
    case (.utf8, .latin1): phase = .narrowUTF8(units: length, worstCase: 2 * length)
    case (.utf16, .utf8): phase = .wideUTF16(worstCase: 2 * length)
    case (.utf16, .utf16), (.utf16, .latin1):
      phase = .copy(.utf16, byteCount: 2 * length, length: UInt64(length), alignment: 2)
    case (.latin1OrUTF16, .latin1): phase = .copy(.latin1, byteCount: length, length: UInt64(length), alignment: 2)
    case (.latin1OrUTF16, .utf16) where isNeedlesslyWide: phase = .probablyUTF16(units: length)
    case (.latin1OrUTF16, .utf16) where source != .utf16:
      phase = .copy(.utf16, byteCount: 2 * length, length: UInt64(length) | utf16Tag, alignment: 2)
    case (.latin1OrUTF16, .utf8), (.latin1OrUTF16, .utf16): phase = .narrowLatin1(units: length)
    }
  }

  /// What has to be allocated first.
  var firstRequest: Request {
    switch phase {
    case .copy(_, let byteCount, _, let alignment): Request(alignment: alignment, newSize: byteCount)
    case .narrowUTF8(let units, _): Request(alignment: 1, newSize: units)
    case .wideUTF16(let worstCase): Request(alignment: 2, newSize: worstCase)
    case .narrowLatin1(let units): Request(alignment: 2, newSize: units)
    case .probablyUTF16(let units): Request(alignment: 2, newSize: 2 * units)
    case .restOfUTF8, .restOfUTF16, .shrunk: preconditionFailure("the first request comes first")
    }
  }

  /// Goes on with the pointer that `realloc` returned.
  mutating func receive(
    _ pointer: UInt64, _ bytes: UnsafeMutableGuestBytes
  ) throws(CanonicalABIError) -> Outcome {
    let size = requestedSize
    try checkRange(
      pointer, byteCount: UInt64(size.byteCount), alignment: size.alignment, .string, memory: bytes.count)
    switch phase {
    case .copy(let form, let byteCount, let length, _):
      guard bytes.store(text, as: form, byteCount: Int(byteCount), at: pointer) else { throw .valueDoesNotFitType }
      return .done(pointer: pointer, length: length)
    case .narrowUTF8(let units, let worstCase):
      let prefix = Array(text.utf8.prefix { $0 < 0x80 })
      try store(prefix, at: pointer, bytes)
      if prefix.count == text.utf8.count { return .done(pointer: pointer, length: UInt64(units)) }
      phase = .restOfUTF8(from: prefix.count, worstCase: worstCase)
      return .request(Request(old: pointer, oldSize: units, alignment: 1, newSize: worstCase))
    case .restOfUTF8(let start, let worstCase):
      try store(Array(text.utf8.dropFirst(start)), at: pointer + UInt64(start), bytes)
      let byteCount = UInt32(text.utf8.count)
      return shrink(pointer, from: worstCase, to: byteCount, length: UInt64(byteCount), alignment: 1)
    case .wideUTF16(let worstCase):
      try store(Self.utf16Bytes(text.utf16), at: pointer, bytes)
      let units = UInt32(text.utf16.count)
      return shrink(pointer, from: worstCase, to: 2 * units, length: UInt64(units), alignment: 2)
    case .narrowLatin1(let units):
      let prefix = text.unicodeScalars.prefix { $0.value <= 0xff }.map { UInt8(truncatingIfNeeded: $0.value) }
      try store(prefix, at: pointer, bytes)
      if prefix.count == text.unicodeScalars.count {
        let byteCount = UInt32(prefix.count)
        return shrink(pointer, from: units, to: byteCount, length: UInt64(byteCount), alignment: 2)
      }
      phase = .restOfUTF16(from: prefix.count, worstCase: 2 * units)
      return .request(Request(old: pointer, oldSize: units, alignment: 2, newSize: 2 * units))
    case .restOfUTF16(let start, let worstCase):
      guard bytes.widen(at: pointer, count: start) else { throw .valueDoesNotFitType }
      // Latin-1 takes one code unit of UTF-16 each, so that both count alike up to here.
      try store(Self.utf16Bytes(text.utf16.dropFirst(start)), at: pointer + 2 * UInt64(start), bytes)
      let units = UInt32(text.utf16.count)
      return shrink(
        pointer, from: worstCase, to: 2 * units, length: UInt64(units) | utf16Tag, alignment: 2)
    case .probablyUTF16(let units):
      // What was written wide is narrowed where it lies.
      let latin1 = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      try store(latin1, at: pointer, bytes)
      phase = .shrunk(byteCount: units, length: UInt64(units), alignment: 1)
      return .request(Request(old: pointer, oldSize: 2 * units, alignment: 1, newSize: units))
    case .shrunk(_, let length, _):
      return .done(pointer: pointer, length: length)
    }
  }

  /// What the pointer that comes next was asked for with.
  var requestedSize: (byteCount: UInt32, alignment: UInt32) {
    switch phase {
    case .copy(_, let byteCount, _, let alignment): (byteCount, alignment)
    case .narrowUTF8(let units, _): (units, 1)
    case .restOfUTF8(_, let worstCase): (worstCase, 1)
    case .wideUTF16(let worstCase), .restOfUTF16(_, let worstCase): (worstCase, 2)
    case .narrowLatin1(let units): (units, 2)
    case .probablyUTF16(let units): (2 * units, 2)
    case .shrunk(let byteCount, _, let alignment): (byteCount, alignment)
    }
  }

  /// Gives back what the worst case did not need.
  private mutating func shrink(
    _ pointer: UInt64, from oldSize: UInt32, to byteCount: UInt32, length: UInt64, alignment: UInt32
  ) -> Outcome {
    if oldSize == byteCount { return .done(pointer: pointer, length: length) }
    phase = .shrunk(byteCount: byteCount, length: length, alignment: alignment)
    return .request(Request(old: pointer, oldSize: oldSize, alignment: alignment, newSize: byteCount))
  }

  private func store(
    _ array: [UInt8], at address: UInt64, _ bytes: UnsafeMutableGuestBytes
  ) throws(CanonicalABIError) {
    guard bytes.store(array, at: address) else { throw .valueDoesNotFitType }
  }

  /// The simple form that a string has in an encoding.
  private static func form(of text: String, in encoding: StringEncoding) -> TextForm {
    switch encoding {
    case .utf8: .utf8
    case .utf16: .utf16
    case .latin1OrUTF16: text.unicodeScalars.allSatisfy { $0.value <= 0xff } ? .latin1 : .utf16
    }
  }

  /// How many code units a string has in a form.
  private static func count(_ text: String, _ form: TextForm) -> Int {
    switch form {
    case .utf8: text.utf8.count
    case .utf16: text.utf16.count
    case .latin1: text.unicodeScalars.count
    }
  }

  private static func utf16Bytes(_ units: some Sequence<UInt16>) -> [UInt8] {
    units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }
}
