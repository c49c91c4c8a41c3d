/// A linear memory during one step, read with bounds checks.
struct UnsafeGuestBytes {
  private let buffer: UnsafeRawBufferPointer

  init(_ buffer: UnsafeRawBufferPointer) {
    self.buffer = buffer
  }

  var count: Int { buffer.count }

  /// A little-endian integer of 1, 2, 4 or 8 bytes, zero-extended; nil out of bounds.
  func integer(at address: UInt64, byteCount: Int) -> UInt64? {
    guard let start = start(of: address, byteCount) else { return nil }
    // SAFETY: `start` proved that `byteCount` bytes from here lie in the buffer, which lives as long as the closure
    // that this struct was made in; loadUnaligned has no alignment to break.
    switch byteCount {
    case 1: return UInt64(buffer[start])
    case 2: return UInt64(UInt16(littleEndian: buffer.loadUnaligned(fromByteOffset: start, as: UInt16.self)))
    case 4: return UInt64(UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    default: return UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
  }

  /// A copy of some bytes; nil out of bounds.
  func bytes(at address: UInt64, count: Int) -> [UInt8]? {
    guard let start = start(of: address, count) else { return nil }
    // SAFETY: the range was proved to lie in the buffer.
    return Array(buffer[start..<start + count])
  }

  /// The text in some bytes; nil where they are out of bounds or not valid.
  func text(at address: UInt64, byteCount: Int, as form: TextForm) -> String? {
    guard let start = start(of: address, byteCount) else { return nil }
    // SAFETY: the range was proved to lie in the buffer; the string is a copy.
    let slice = UnsafeRawBufferPointer(rebasing: buffer[start..<start + byteCount])
    switch form {
    case .utf8: return String(validating: slice, as: UTF8.self)
    case .latin1: return String(decoding: slice.lazy.map { UInt16($0) }, as: UTF16.self)
    case .utf16:
      let units = (0..<byteCount / 2).lazy.map {
        UInt16(littleEndian: slice.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self))
      }
      return String(validating: units, as: UTF16.self)
    }
  }

  private func start(of address: UInt64, _ byteCount: Int) -> Int? {
    guard let start = Int(exactly: address), start <= buffer.count, byteCount <= buffer.count - start else {
      return nil
    }
    return start
  }
}

/// How one string's bytes are to be read; `latin1+utf16` is either of the last two.
enum TextForm: Sendable {
  case utf8, utf16, latin1
}

/// A linear memory during one step, written with bounds checks.
struct UnsafeMutableGuestBytes {
  private let buffer: UnsafeMutableRawBufferPointer

  init(_ buffer: UnsafeMutableRawBufferPointer) {
    self.buffer = buffer
  }

  var count: Int { buffer.count }

  /// Writes the low 1, 2, 4 or 8 bytes of an integer; false out of bounds.
  func store(_ value: UInt64, at address: UInt64, byteCount: Int) -> Bool {
    guard let start = start(of: address, byteCount) else { return false }
    // SAFETY: `start` proved that `byteCount` bytes from here lie in the buffer, which lives as long as the closure
    // that this struct was made in; storeBytes has no alignment to break.
    switch byteCount {
    case 1: buffer[start] = UInt8(truncatingIfNeeded: value)
    case 2:
      buffer.storeBytes(of: UInt16(truncatingIfNeeded: value).littleEndian, toByteOffset: start, as: UInt16.self)
    case 4:
      buffer.storeBytes(of: UInt32(truncatingIfNeeded: value).littleEndian, toByteOffset: start, as: UInt32.self)
    default: buffer.storeBytes(of: value.littleEndian, toByteOffset: start, as: UInt64.self)
    }
    return true
  }

  /// Writes bytes; false where they do not fit.
  func store(_ bytes: [UInt8], at address: UInt64) -> Bool {
    guard let start = start(of: address, bytes.count) else { return false }
    // SAFETY: the range was proved to lie in the buffer, and an array does not overlap a linear memory.
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[start...]).copyMemory(from: $0) }
    return true
  }

  /// Makes code units of two bytes from so many of one byte, in place; false out of bounds.
  func widen(at address: UInt64, count: Int) -> Bool {
    guard count <= Int.max / 2, let start = start(of: address, 2 * count) else { return false }
    // SAFETY: the range of the wide units was proved to lie in the buffer; from the last one on, no unit is overwritten
    // before it is read.
    for index in stride(from: count - 1, through: 0, by: -1) {
      let unit = buffer[start + index]
      buffer[start + 2 * index] = unit
      buffer[start + 2 * index + 1] = 0
    }
    return true
  }

  /// Writes text in a form that can hold it, of which `byteCount` was computed; false where it does not fit.
  func store(_ text: String, as form: TextForm, byteCount: Int, at address: UInt64) -> Bool {
    guard let start = start(of: address, byteCount) else { return false }
    // SAFETY: the range was proved to lie in the buffer; each store below is counted against it.
    let target = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<start + byteCount])
    var next = 0
    switch form {
    case .utf8:
      var text = text
      text.withUTF8 { source in
        next = source.count
        if source.count == byteCount { target.copyMemory(from: UnsafeRawBufferPointer(source)) }
      }
    case .utf16:
      for unit in text.utf16 {
        guard next + 2 <= byteCount else { return false }
        target.storeBytes(of: unit.littleEndian, toByteOffset: next, as: UInt16.self)
        next += 2
      }
    case .latin1:
      for scalar in text.unicodeScalars {
        guard next < byteCount, let byte = UInt8(exactly: scalar.value) else { return false }
        target[next] = byte
        next += 1
      }
    }
    return next == byteCount
  }

  private func start(of address: UInt64, _ byteCount: Int) -> Int? {
    guard let start = Int(exactly: address), start <= buffer.count, byteCount <= buffer.count - start else {
      return nil
    }
    return start
  }
}
