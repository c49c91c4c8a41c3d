package import Session

/// Session files as JSON.
extension JSONValue {
  /// The inputs of a file, each as a line of JSON Lines has it.
  static func source(_ reply: SourceReply) -> JSONValue {
    .object([
      "kind": .string("source"), "path": .string(reply.path),
      "replies": .array(reply.replies.map { .reply(ReplyJSON($0)) }),
    ])
  }

  static func check(_ reply: CheckReply) -> JSONValue {
    .object([
      "kind": .string("check"), "path": .string(reply.path), "holds": .bool(reply.holds),
      "inputs": .number(reply.inputCount),
      "mismatches": .array(
        reply.mismatches.map {
          .object([
            "line": .number($0.line), "input": .string($0.input), "expected": .text($0.expected),
            "found": .string($0.found),
          ])
        }),
      "faults": .array(
        reply.faults.map { .object(["line": .number($0.line), "message": .string($0.message)]) }),
      "difference": .array(reply.difference.hunks.map(hunk)),
    ])
  }

  /// A run of differences: its lines begin with a blank, `-` or `+`, as `diff -u` writes them.
  private static func hunk(_ hunk: LineDifference.Hunk) -> JSONValue {
    .object([
      "old": .number(hunk.oldStart), "new": .number(hunk.newStart),
      "lines": .array(
        hunk.lines.map { line in
          switch line.kind {
          case .same: .string(" " + line.text)
          case .removed: .string("-" + line.text)
          case .added: .string("+" + line.text)
          }
        }),
    ])
  }

  static func recording(_ reply: RecordingReply) -> JSONValue {
    let (state, path, inputs): (String, String?, Int?) =
      switch reply {
      case .began(let path, let earlier): ("began", path, earlier)
      case .going(let path, let inputs): ("going", path, inputs)
      case .ended(let path, let inputs): ("ended", path, inputs)
      case .none: ("none", nil, nil)
      }
    return .object([
      "kind": .string("recording"), "state": .string(state), "path": .text(path),
      "inputs": inputs.map { .number($0) } ?? .null,
    ])
  }
}

/// A checked session file as one line of JSON Lines.
package struct CheckJSON: Sendable {
  private let value: JSONValue

  /// - Parameter blessed: Whether the file was rewritten to hold.
  package init(_ reply: CheckReply, blessed: Bool = false) {
    guard case .object(var members) = JSONValue.check(reply) else {
      value = .null
      return
    }
    members["blessed"] = .bool(blessed)
    value = .object(members)
  }

  /// The line, without its line break. Keys are sorted.
  package var line: String { value.jsonLine }
}
