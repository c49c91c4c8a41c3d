/// The messages of error contexts. Each is kept as long as a handle to it is.
///
/// Source: CanonicalABI.md, "`canon error-context.new`".
struct ErrorContexts {
  private var entries: [ErrorContextNumber: (message: String, holders: Int)] = [:]
  /// Bytes of all messages.
  private var byteCount: UInt64 = 0

  /// A message; nil for a number that has none.
  subscript(number: ErrorContextNumber) -> String? { entries[number]?.message }

  /// Keeps a message for its first holder.
  ///
  /// - Parameter limit: bytes that all messages may take.
  /// - Returns: whether there was room.
  mutating func add(_ number: ErrorContextNumber, _ message: String, limit: UInt64) -> Bool {
    let size = UInt64(message.utf8.count)
    guard size <= limit, byteCount <= limit - size else { return false }
    byteCount += size
    entries[number] = (message, 1)
    return true
  }

  /// One more holds it.
  mutating func retain(_ number: ErrorContextNumber) { entries[number]?.holders += 1 }

  /// One less does; it is gone with the last.
  mutating func release(_ number: ErrorContextNumber) {
    guard var entry = entries[number] else { return }
    entry.holders -= 1
    entries[number] = entry.holders > 0 ? entry : nil
    if entry.holders <= 0 { byteCount -= UInt64(entry.message.utf8.count) }
  }
}
