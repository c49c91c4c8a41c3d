import Glibc

/// Standard input as lines and counted bytes in turn.
struct StandardInput {
  /// What was read and not yet asked for.
  private var buffer: [UInt8] = []
  private var start = 0

  private static let newline = UInt8(ascii: "\n")

  /// The next line, a short one; nil at the end.
  mutating func line() -> String? {
    while true {
      if let end = buffer[start...].firstIndex(of: Self.newline) {
        defer { start = end + 1 }
        return String(decoding: buffer[start..<end], as: UTF8.self)
      }
      guard buffer.count - start < 64, fill() else { return nil }
    }
  }

  /// The next bytes; nil where there are fewer.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard (0...(64 << 20)).contains(count) else { return nil }
    while buffer.count - start < count { guard fill() else { return nil } }
    defer { start += count }
    return Array(buffer[start..<start + count])
  }

  /// Reads more; false at the end.
  private mutating func fill() -> Bool {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    var count = 0
    let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, initialized in
      // SAFETY: `read` writes at most the room's capacity and says how much it wrote.
      count = read(0, room.baseAddress, room.count)
      initialized = max(0, count)
    }
    buffer += part
    return count > 0
  }
}
