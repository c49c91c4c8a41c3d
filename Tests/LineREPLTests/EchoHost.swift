import LineEditing
import LineREPL
import Session
import StyledText

/// A host without a session: it answers with what it was given, and knows a few inputs.
final class EchoHost: REPLHost {
  private(set) var inputs: [String] = []
  private(set) var origins: [InputOrigin] = []
  private(set) var questions = 0
  private(set) var charactersAsked = 0
  /// What else an input does.
  var effects: [String: () -> Void] = [:]

  var prompt: String { "echo \(inputs.count + 1)> " }

  func isUnfinished(_ text: String) -> Bool {
    questions += 1
    charactersAsked += text.utf8.count
    return text.utf8.count { $0 == UInt8(ascii: "(") } > text.utf8.count { $0 == UInt8(ascii: ")") }
  }

  func completion(of text: String, at cursor: Int) -> Completion? {
    Completion(0..<cursor, ["add(", "sub("].filter { $0.hasPrefix(text) }.map { CompletionCandidate($0) })
  }

  func progressLine(_ progress: Progress) -> StyledLine? { StyledLine("at \(progress.instructions)") }

  func execute(
    _ input: String, from origin: InputOrigin, width: Int, whileRunning: (Progress) -> Bool
  ) -> REPLReply {
    inputs.append(input)
    origins.append(origin)
    effects[input]?()
    switch input {
    case "fail": return REPLReply(diagnostics: [StyledLine("error: failed", .error)], exitCode: 1)
    case "malformed": return REPLReply(diagnostics: [StyledLine("error: malformed", .error)], exitCode: 3)
    case "loop": return REPLReply(diagnostics: ["interrupted"], exitCode: whileRunning(Progress()) ? 130 : 0)
    case "long":
      // Twelve seconds in steps of a tenth, without waiting for them.
      for step in 0...120 {
        _ = whileRunning(Progress(instructions: UInt64(step), elapsed: .milliseconds(step * 100)))
      }
      return REPLReply(output: ["done"])
    case ":quit": return REPLReply(wantsQuit: true)
    case "json": return REPLReply(machineOutput: "{}")
    case "escape": return REPLReply(output: [StyledLine("\u{1b}[2Jx")])
    default: return REPLReply(output: [StyledLine("= \(input.prefix(50))", .value)])
    }
  }
}
