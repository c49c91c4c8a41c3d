extension ComponentValue {
  /// About how many bytes of memory the value takes, so that whoever keeps many can keep a bounded amount.
  ///
  /// Time: linear in the number of its parts; the bytes of lists and strings are counted, not looked at.
  package var footprint: Int {
    switch self {
    case .string(let text): Self.boxSize + text.utf8.count
    case .bytes(let bytes): Self.boxSize + bytes.count
    case .flags(let flags): Self.boxSize + flags.count
    case .list(let parts), .record(let parts), .tuple(let parts): parts.reduce(Self.boxSize) { $0 + $1.footprint }
    case .map(let entries): entries.reduce(Self.boxSize) { $0 + $1.key.footprint + $1.value.footprint }
    case .variant(_, let payload), .option(let payload), .ok(let payload), .err(let payload):
      Self.boxSize + (payload?.footprint ?? 0)
    default: Self.boxSize
    }
  }

  /// A case's own memory: the reference to it, its header and its payload.
  private static let boxSize = 48
}
