import ComponentTypes
import Diagnostics
package import Session
import WAVE

/// A reply as one line of JSON Lines: `input`, `ok`, `value`, `type`, `overflow`, `error`. What is absent is null.
///
/// A command's own data stands under `details`, whose `kind` says what it is; other inputs have no such key.
/// `value` is WAVE text. Numbers inside `overflow` are decimal strings, so that 64 bits survive every reader.
package struct ReplyJSON: Encodable, Sendable {
  let input: String
  let ok: Bool
  let value: String?
  let type: String?
  let overflow: OverflowJSON?
  let error: ErrorJSON?
  let details: JSONValue?
  /// The calls that components made of stubs meanwhile; no key where there were none.
  let stubCalls: JSONValue?

  package init(_ reply: Reply) {
    input = reply.input
    ok = reply.isSuccess
    let (result, hasNone) = Self.result(of: reply.content)
    value = hasNone ? "()" : result?.waveText()
    type = result?.type.typeText
    overflow = OverflowJSON(reply.content)
    details = JSONValue.details(of: reply.content)
    let calls = reply.stubCalls.calls
    stubCalls = calls.isEmpty ? nil : .array(calls.map { .stubbedCall($0) })
    error = reply.failure.map(ErrorJSON.init)
  }

  /// The line, without its line break. Keys are sorted.
  package var line: String { jsonLine }

  /// The value of a reply, and whether it is a call that has none.
  private static func result(of content: Reply.Content) -> (TypedValue?, Bool) {
    switch content {
    case .value(let reply): (reply.result, reply.result == nil)
    case .bits(let reply): (reply.result, false)
    case .carry(let reply): (reply.result, false)
    case .measure(let reply): (reply.value.result, reply.value.result == nil)
    case .trace(let reply): (reply.value.result, reply.value.result == nil)
    case .wheel(let reply): (reply.result, false)
    case .why(let reply): (reply.value.result, reply.value.result == nil)
    case .predictionJudged(let verdict): (verdict.value.result, false)
    default: (nil, false)
    }
  }

  private enum Key: String, CodingKey { case input, ok, value, type, overflow, error, details, stubCalls }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(input, forKey: .input)
    try container.encode(ok, forKey: .ok)
    try container.encode(value, forKey: .value)
    try container.encode(type, forKey: .type)
    try container.encode(overflow, forKey: .overflow)
    try container.encode(error, forKey: .error)
    try container.encodeIfPresent(details, forKey: .details)
    try container.encodeIfPresent(stubCalls, forKey: .stubCalls)
  }
}

/// What is wrong: the first diagnostic's code and words, where it is, and with `more` those after it.
struct ErrorJSON: Encodable, Sendable {
  let code: String
  let message: String
  let notes: [String]
  /// As it is shown, such as `world.wit:5:7`; no such key where it is in no text and no file.
  let place: String?
  /// No such key where nothing else is wrong.
  let more: [ErrorJSON]?

  init(_ failure: Reply.Failure) {
    let errors = failure.diagnostics.map { ErrorJSON($0) }
    let first = failure.diagnostics.first
    self.init(first, more: errors.count > 1 ? Array(errors.dropFirst()) : nil)
  }

  private init(_ diagnostic: Diagnostic?, more: [ErrorJSON]? = nil) {
    code = diagnostic?.code.description ?? ""
    message = diagnostic?.message ?? ""
    notes = diagnostic?.notes.map { "\($0.kind.rawValue): \($0.text)" } ?? []
    place = diagnostic.flatMap(DiagnosticView.place(of:))
    self.more = more
  }
}
