/// The replies so far, so that a recording can begin with the first input whenever it is asked for.
///
/// Input numbers, variables and handles then mean in the file what they meant in the session.
struct SessionLog: Sendable {
  /// About how many bytes are kept. Who records a longer session asks for it in time.
  static let sizeLimit = 16 << 20

  private(set) var replies: [Reply] = []
  private var size = 0
  /// Whether all replies are kept.
  private(set) var isWhole = true

  mutating func keep(_ reply: Reply) {
    guard isWhole else { return }
    size += reply.footprint
    if size <= Self.sizeLimit {
      replies.append(reply)
    } else {
      replies = []
      isWhole = false
    }
  }
}
