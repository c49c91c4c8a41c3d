import FoundationEssentials
import Session
import Testing

@testable import Presentation

/// JSON Lines for every kind of reply that a session can give.
@Suite struct EveryReplyJSONTests {
  /// The kinds of replies by the names that `details` has for them; those without details have none.
  private enum Kind: String, CaseIterable {
    case nothing, value, failure
    case bits, carry, step, wheel, why, question, verdict, score, comparison, loaded, reset, instances, using, browse
    case exports, imports, type, function, info, found, wit, variables, history, candidates, settings, help, dropped
    case source, check, recording
    case links, stubs
    case walk, breakpoints
    case walkEnd = "walk-end"
    case bench, measure, sweep, trace, diff
    case frontEnd = "front-end"
    case quit

    var hasDetails: Bool { ![.nothing, .value, .failure].contains(self) }

    /// No `default`: a new case of a reply is a new kind here.
    init(_ content: Reply.Content) {
      switch content {
      case .nothing: self = .nothing
      case .value: self = .value
      case .bits: self = .bits
      case .carry: self = .carry
      case .carryStep: self = .step
      case .step: self = .walk
      case .stepEnded: self = .walkEnd
      case .breakpoints: self = .breakpoints
      case .wheel: self = .wheel
      case .why: self = .why
      case .predictionAsked: self = .question
      case .predictionJudged: self = .verdict
      case .predictionScore: self = .score
      case .comparison: self = .comparison
      case .bench: self = .bench
      case .measure: self = .measure
      case .sweep: self = .sweep
      case .trace: self = .trace
      case .diff: self = .diff
      case .loaded: self = .loaded
      case .reset: self = .reset
      case .instances: self = .instances
      case .using: self = .using
      case .browse: self = .browse
      case .items(let items): self = items.side == .exports ? .exports : .imports
      case .type: self = .type
      case .function: self = .function
      case .info: self = .info
      case .found: self = .found
      case .wit: self = .wit
      case .variables: self = .variables
      case .history: self = .history
      case .candidates: self = .candidates
      case .settings: self = .settings
      case .help: self = .help
      case .dropped: self = .dropped
      case .links: self = .links
      case .stubs: self = .stubs
      case .sourced: self = .source
      case .checked: self = .check
      case .recording: self = .recording
      case .frontEnd: self = .frontEnd
      case .quit: self = .quit
      case .failure: self = .failure
      }
    }
  }

  private static let sessions =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/Sessions"

  /// An input for every kind, in one session.
  private static let inputs = [
    "// nothing", "x = 5", "overflowing-add 2147483647 1", "nothing-such", ":bits 5:u8", ":bits 1.5",
    ":bits 100:s8, flip 7", ":carry 100:s8 + 50", ":next", ":wheel 100:s8 + 50", ":why", ":predict",
    ":predict 100:s8 + 50", "-106 1 0", ":compare overflowing-add 1 2",
    ":set bench-time 0.01", ":bench overflowing-add 1 2", ":measure overflowing-add 1 2", ":sweep overflowing-add",
    ":load sweeps/honest.wasm sweeps/lying.wasm", ":trace overflowing-add-s8(1, 2)",
    ":diff honest lying overflowing-add-s8(100, 50)", ":use interpreted",
    ":load files/traps.wasm",
    ":load files/wit/shapes.wit", "divide 1 0", ":reset", ":instances", ":use native", ":browse", ":exports",
    ":imports",
    ":type 1", "overflowing-add", ":info overflowing-add", ":info x", ":find add", ":wit native", ":vars", ":history",
    ":complete over", ":set", ":set fuel none", ":help", ":help bits", ":help overflowing-add", ":drop x", ":link",
    ":stub", ":break overflow", ":break", ":break off",
    ":step interpreted.overflowing-add 2147483647 1", ":continue overflow", ":continue", ":back", ":step off",
    ":source files/holds.wits", ":source files/failing.txt", ":check files/holds.wits", ":check files/stale.wits",
    ":check files/malformed.wits", ":record", ":tui", ":quit",
  ]

  private func replies() -> [Reply] {
    let session = Session()
    session.addBuiltInExample()
    session.transcribe = ReplyView.transcript
    session.workingDirectory = Self.sessions
    return Self.inputs.map { session.execute($0) }
  }

  @Test func everyKindIsOneObjectWithTheFixedKeys() throws {
    var seen: Set<Kind> = []
    for reply in replies() {
      let kind = Kind(reply.content)
      seen.insert(kind)
      let line = ReplyJSON(reply).line
      #expect(!line.contains("\n"))
      let members = try JSONDecoder().decode(Members.self, from: Data(line.utf8))
      #expect(members.names.isSuperset(of: ["input", "ok", "value", "type", "overflow", "error"]), "\(line)")
      #expect(members.names.subtracting(["input", "ok", "value", "type", "overflow", "error", "details"]).isEmpty)
      #expect(members.names.contains("details") == kind.hasDetails, "\(line)")
      if kind.hasDetails { #expect(line.contains("\"kind\":\"\(kind.rawValue)\""), "\(line)") }
      #expect(members.input == reply.input && members.ok == reply.isSuccess)
      #expect((members.error == nil) == reply.isSuccess, "\(line)")
    }
    #expect(seen == Set(Kind.allCases))
  }

  @Test func carriesASourcedFilesReplies() throws {
    let line = try #require(replies().first { $0.input == ":source files/failing.txt" }.map { ReplyJSON($0).line })
    #expect(line.contains(#""error":{"code":"W0101""#) && line.contains(#""input":"before = 1","ok":true"#))
  }

  @Test func carriesACheckedFilesDifference() throws {
    let line = try #require(replies().first { $0.input == ":check files/stale.wits" }.map { ReplyJSON($0).line })
    #expect(line.contains(#""error":{"code":"W0011""#) && line.contains(#""holds":false"#))
    #expect(line.contains(##"{"lines":["##) && line.contains(#""-3 : s32""#) && line.contains(#""+2 : s32""#))
    #expect(line.contains(#""mismatches":[{"expected":null,"found":"ok","input":"1 + 1","line":2}]"#))
  }

  /// The names of an object's members, and a few of them.
  private struct Members: Decodable {
    var names: Set<String> = []
    var input: String
    var ok: Bool
    var error: Failure?

    struct Failure: Decodable { var code: String }
    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Name.self)
      names = Set(container.allKeys.map(\.stringValue))
      input = try container.decode(String.self, forKey: Name(stringValue: "input"))
      ok = try container.decode(Bool.self, forKey: Name(stringValue: "ok"))
      error = try container.decodeIfPresent(Failure.self, forKey: Name(stringValue: "error"))
    }
  }
}
