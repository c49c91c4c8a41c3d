import LineEditing
import LineREPL
import Session
import StyledText

/// A session's host whose inputs fail where they overflowed and the user asked for that.
struct OverflowWatchingHost: REPLHost {
  let host: SessionHost
  /// Nil where nobody could ask for that: options that were not parsed cannot be read.
  let overflow: OverflowOptions?

  var prompt: String { host.prompt }
  func isUnfinished(_ text: String) -> Bool { host.isUnfinished(text) }
  func inputs(in text: String) -> [String] { host.inputs(in: text) }

  func execute(
    _ input: String, from origin: InputOrigin, width: Int, whileRunning: (Progress) -> Bool
  ) -> REPLReply {
    var result = host.execute(input, from: origin, width: width, whileRunning: whileRunning)
    if result.exitCode == 0, let overflow, let reply = host.session.lastReply {
      result.exitCode = overflow.exitCode(of: reply)
    }
    return result
  }
}
