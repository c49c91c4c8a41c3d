package import StyledText

/// Turns a terminal's bytes into keys. Any bytes are accepted, in pieces of any size.
///
/// An escape sequence may arrive in parts, and a lone Escape looks like the beginning of one: after `isPending` the
/// caller waits a moment and then calls `flush`.
package struct KeyDecoder: Sendable {
  /// The longest paste that is delivered unless told otherwise, in bytes; what is beyond is dropped.
  package static let maximumPaste = 16 << 20
  /// The longest escape sequence, in bytes.
  static let maximumSequence = 64

  /// What special keys send, from terminfo.
  let sequences: [[UInt8]: Key]
  /// Every proper beginning of those.
  let beginnings: Set<[UInt8]>
  private let maximumPaste: Int
  private var pending: [UInt8] = []
  private var paste: PasteCollector?

  /// - Parameter maximumPaste: the longest paste that is delivered, in bytes.
  package init(sequences: [[UInt8]: Key] = [:], maximumPaste: Int = KeyDecoder.maximumPaste) {
    self.sequences = sequences
    self.maximumPaste = maximumPaste
    var beginnings: Set<[UInt8]> = []
    for sequence in sequences.keys {
      for length in 1..<max(1, sequence.count) { beginnings.insert(Array(sequence.prefix(length))) }
    }
    self.beginnings = beginnings
  }

  /// Whether bytes are held back that may be the beginning of a longer sequence.
  package var isPending: Bool { !pending.isEmpty }

  /// Takes bytes and returns the keys that are complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    return drain(isFinal: false)
  }

  /// Decides what is held back: a lone Escape is the Escape key.
  package mutating func flush() -> [Key] { drain(isFinal: true) }

  private mutating func drain(isFinal: Bool) -> [Key] {
    var keys: [Key] = []
    var index = 0
    scan: while index < pending.count {
      if paste != nil {
        // Bytes of a paste are never commands.
        if let text = paste?.append(pending[index]) {
          keys.append(.paste(text))
          paste = nil
        }
        index += 1
        continue
      }
      switch step(pending[index...], isFinal: isFinal) {
      case .key(let key, let length):
        keys.append(key)
        index += length
      case .pasteStart(let length):
        paste = PasteCollector(limit: maximumPaste)
        index += length
      case .incomplete:
        break scan
      }
    }
    pending.removeFirst(min(index, pending.count))
    return keys
  }
}

/// What the first bytes of some input are.
enum KeyDecoderStep {
  /// A key, and the number of its bytes.
  case key(Key, Int)
  /// The mark before a paste.
  case pasteStart(Int)
  /// The beginning of something.
  case incomplete
}

/// The bytes of a paste up to the mark behind it.
private struct PasteCollector: Sendable {
  private static let endMark = Array("\u{1b}[201~".utf8)
  private let limit: Int
  private var bytes: [UInt8] = []
  /// How many bytes of the end mark came last.
  private var matched = 0

  init(limit: Int) { self.limit = limit }

  /// - Returns: the whole text when its end was reached.
  mutating func append(_ byte: UInt8) -> String? {
    if byte == Self.endMark[matched] {
      matched += 1
      return matched == Self.endMark.count ? String(decoding: bytes, as: UTF8.self) : nil
    }
    keep(Self.endMark.prefix(matched))
    matched = 0
    // Only the mark's first byte can begin it anew.
    if byte == Self.endMark[0] { matched = 1 } else { keep(CollectionOfOne(byte)) }
    return nil
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    if bytes.count + more.count <= limit { bytes += more }
  }
}
