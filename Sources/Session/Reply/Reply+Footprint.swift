import ComponentTypes
import Diagnostics

extension Reply {
  /// About how many bytes of memory the reply keeps for itself: its values and texts, and a little for everything else.
  ///
  /// What it shares with the session, such as worlds and their types, does not count.
  package var footprint: Int {
    let values: [TypedValue?] =
      switch content {
      case .value(let reply): [reply.result]
      case .bits(let reply): [reply.result]
      case .carry(let reply): [reply.result]
      case .wheel(let reply): [reply.result]
      case .why(let reply): [reply.value.result]
      case .measure(let reply): [reply.value.result]
      case .trace(let reply): [reply.value.result]
      case .predictionJudged(let verdict): [verdict.value.result]
      case .comparison(let reply): reply.rows.map { if case .value(let value) = $0.outcome { value } else { nil } }
      case .variables(let variables): variables.map(\.value)
      default: []
      }
    var texts = input.utf8.count
    switch content {
    case .sourced(let reply): texts += reply.replies.reduce(0) { $0 + $1.footprint }
    case .checked(let reply):
      texts += reply.difference.hunks.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.text.utf8.count + 64 } }
    case .step(let reply): texts += reply.footprint
    case .trace(let reply): texts += reply.entries.count * 512
    case .sweep(let reply):
      if reply.map != nil { texts += 65_536 }
      let examples = reply.findings.map(\.smallest) + reply.mismatches
      texts += examples.reduce(0) { total, example in
        total + example.call.utf8.count + example.arguments.reduce(0) { $0 + $1.value.footprint }
          + (example.result?.value.footprint ?? 0)
      }
    case .wit(let reply): texts += reply.text.utf8.count
    case .failure(let failure):
      texts += failure.diagnostics.reduce(0) { $0 + $1.message.utf8.count }
    default: break
    }
    return Self.ownSize + texts + values.reduce(0) { $0 + ($1?.value.footprint ?? 0) }
  }

  /// What a reply takes without its values and texts, with what the watch saw.
  private static let ownSize = 4_096
}
