import BitArithmetic
import ComponentRuntime
import CoreTypes
import Session

/// What is known of the integer operation behind a value, and what the watch saw.
struct OverflowJSON: Encodable, Sendable {
  /// Whether the exact signed result does not fit; nil where no operation is known.
  var signed: Bool?
  var unsigned: Bool?
  /// The exact result in the type's own sign.
  var exact: String?
  var events: [EventJSON] = []
  /// The flag that the component returned.
  var declared: Bool?
  /// How the facts are known: `source`, `observed`, `computed`, or `declared` where there is only the flag.
  var provenance: String?
  /// What the watch's rules set apart: how often, by the rule.
  var setApart: [String: String] = [:]

  /// Nil where the value comes from no integer operation and nothing was seen.
  init?(_ content: Reply.Content) {
    let calls: [CallReport]
    switch content {
    case .value(let reply): calls = take(reply)
    case .why(let reply): calls = take(reply.value)
    case .measure(let reply): calls = take(reply.value)
    case .predictionJudged(let verdict): calls = take(verdict.value)
    case .bits(let reply):
      calls = [reply.call].compactMap { $0 }
      if let call = reply.call { take(call) } else if let facts = reply.operation?.facts { take(facts, "computed") }
    case .wheel(let reply):
      calls = [reply.call].compactMap { $0 }
      if let call = reply.call { take(call) } else if let facts = reply.operation?.facts { take(facts, "computed") }
    case .carry(let reply):
      calls = []
      take(reply.operation.facts, Self.provenance(of: reply.operation.basis))
    case .failure(let failure):
      calls = [failure.report].compactMap { $0 }
    default: return nil
    }
    events = calls.flatMap(\.notableEvents).map(EventJSON.init)
    var counts: [String: UInt64] = [:]
    for part in calls.flatMap(\.setApart) { counts[part.rule.rawValue, default: 0] &+= part.eventCount }
    setApart = counts.mapValues { String($0) }
    if exact == nil, declared == nil, events.isEmpty, setApart.isEmpty { return nil }
    // Without an event nothing was seen: what is known was computed.
    if provenance == "observed", events.isEmpty, exact != nil { provenance = "computed" }
    if provenance == nil { provenance = events.isEmpty && setApart.isEmpty ? "declared" : "observed" }
    if provenance == "observed", events.contains(where: { $0.source != nil }) { provenance = "source" }
  }

  /// Takes what is known of a value; the calls whose events belong to it.
  private mutating func take(_ reply: ValueReply) -> [CallReport] {
    if let call = reply.call { take(call) } else if let last = reply.operations.last { take(last, "computed") }
    return [reply.call].compactMap { $0 } + reply.innerCalls
  }

  private mutating func take(_ report: CallReport) {
    declared = report.declared
    // An unknown function's instruction is an event, not the operation behind the result.
    if let computed = report.computed {
      take(computed.facts, report.operation.map { Self.provenance(of: $0.basis) } ?? "computed")
    }
  }

  private mutating func take(_ facts: OperationFacts, _ provenance: String) {
    signed = facts.signedOverflow
    unsigned = facts.unsignedOverflow
    exact = facts.exact.description
    self.provenance = provenance
  }

  private static func provenance(of basis: ReportedOperation.Basis) -> String {
    switch basis {
    case .native, .observed, .step: "observed"
    case .computed, .expression: "computed"
    }
  }

  private enum Key: String, CodingKey { case signed, unsigned, exact, events, declared, provenance, setApart }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(signed, forKey: .signed)
    try container.encode(unsigned, forKey: .unsigned)
    try container.encode(exact, forKey: .exact)
    try container.encode(events, forKey: .events)
    try container.encode(declared, forKey: .declared)
    try container.encode(provenance, forKey: .provenance)
    if !setApart.isEmpty { try container.encode(setApart, forKey: .setApart) }
  }
}

/// One place that lost something, read with the sign that lost.
struct EventJSON: Encodable, Sendable {
  let instruction: String
  let offset: String?
  let function: String?
  let line: String?
  let operands: [String]
  let exact: String
  let wrapped: String
  /// The first lane that lost something, for operations on vectors alone.
  private(set) var lane: Int?
  /// The parts of the result that it was followed to, such as `0` or `[3].x`; an empty one is the whole.
  let source: [String]?

  init(_ reported: ReportedEvent) {
    let isSigned = reported.isReadSigned
    source = reported.source.map { $0.parts + $0.otherParts }?.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
    instruction = reported.event.instruction
    offset = reported.event.location.map { String($0.offset) }
    function = reported.event.location.map { $0.functionName ?? String($0.function) }
    line = reported.event.location?.sourceLine?.text
    exact = reported.exact(asSigned: isSigned)
    wrapped = reported.wrapped(asSigned: isSigned)
    switch reported.facts {
    case .arithmetic(let facts): operands = facts.operands.map { facts.type.withSign(isSigned).decimal($0) }
    case .wideSum(let facts): operands = facts.operands.map { WideSumFacts.decimal($0, asSigned: isSigned) }
    case .lanes(let facts):
      let (lane, first) = facts.first(asSigned: isSigned)
      operands = first.operands.map(first.type.decimal)
      self.lane = lane
    case .narrowing(let facts): operands = [facts.sourceType(asSigned: isSigned).decimal(facts.bits)]
    case .quotient(let facts): operands = facts.operands.map(facts.type.decimal)
    case .truncation(let facts): operands = [facts.decimal]
    }
  }

  private enum Key: String, CodingKey {
    case instruction, offset, function, line, operands, exact, wrapped, lane, source
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(instruction, forKey: .instruction)
    try container.encode(offset, forKey: .offset)
    try container.encode(function, forKey: .function)
    try container.encode(line, forKey: .line)
    try container.encode(operands, forKey: .operands)
    try container.encode(exact, forKey: .exact)
    try container.encode(wrapped, forKey: .wrapped)
    try container.encodeIfPresent(lane, forKey: .lane)
    try container.encode(source, forKey: .source)
  }
}
