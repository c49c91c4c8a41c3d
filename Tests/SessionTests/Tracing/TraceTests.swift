import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Testing

@testable import Session

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct TraceTests {
  private static let sessions =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/Sessions"

  private func session() -> Session {
    let session = Session()
    session.addBuiltInExample()
    session.workingDirectory = Self.sessions
    return session
  }

  private func trace(_ input: String, in session: Session) throws -> TraceReply {
    guard case .trace(let reply) = session.execute(input).content else { throw NoReply() }
    return reply
  }

  private func diff(_ input: String, in session: Session) throws -> DiffReply {
    guard case .diff(let reply) = session.execute(input).content else { throw NoReply() }
    return reply
  }

  private struct NoReply: Error {}

  @Test func tellsEveryOperatorOnceInOrder() throws {
    let session = session()
    let reply = try trace(":trace overflowing-add 2147483647 1", in: session)
    let operators = reply.entries.filter { $0.operation != nil }
    #expect(operators.map(\.number) == Array(1...UInt64(operators.count)))
    #expect(UInt64(operators.count) == reply.instructions && reply.count == UInt64(reply.entries.count))
    let add = try #require(operators.compactMap(\.operation).first { $0.text == "i32.add" })
    // The compiler adds x to y.
    #expect(add.operands == [.i32(1), .i32(2_147_483_647)] && add.result == .i32(0x8000_0000))
    #expect(add.lostSigned == true && add.location.offset == 0x85)
    #expect(session.lastValue?.value == .tuple([.s32(.min), .bool(true)]))
    // The same instructions run when nobody looks.
    guard case .value = session.execute("overflowing-add 2147483647 1").content else { throw NoReply() }
    #expect(session.execute("overflowing-add 2147483647 1").timing.instructions == reply.instructions)
  }

  @Test func filtersByWhatOperatorsAre() throws {
    let session = session()
    let call = ":trace overflowing-add 2147483647 1"
    let all = try trace(call, in: session).entries
    let adds = try trace(call + ", only i32.add", in: session)
    #expect(adds.entries.allSatisfy { $0.operation?.text == "i32.add" } && !adds.entries.isEmpty)
    let memory = try trace(call + ", only memory", in: session)
    #expect(memory.entries.count == all.count { $0.operation?.address != nil } && !memory.entries.isEmpty)
    let moments = try trace(call + ", only moments", in: session)
    #expect(moments.entries.count == all.count { $0.operation == nil } && !moments.entries.isEmpty)
    let lossy = try trace(call + ", only losses", in: session)
    #expect(lossy.entries.map(\.number) == all.filter { $0.operation?.lostSigned != nil }.map(\.number))
    // -1 + 1 carries out, which the signed reading does not count.
    let alarms = try trace(call + ", only overflow", in: session)
    #expect(alarms.entries.map(\.number) == lossy.entries.map(\.number))
    #expect(try trace(":trace overflowing-add -1 1, only overflow", in: session).entries.isEmpty)
    #expect(try trace(":trace overflowing-add -1 1, only losses", in: session).entries.count == 1)
    session.settings.watch.reading = .unsigned
    session.settings.watch.rules = []
    #expect(try trace(":trace overflowing-add -1 1, only overflow", in: session).entries.count == 1)
    session.settings.watch = .observe
    #expect(session.execute(call + ", only nonsense").failure != nil)
    #expect(try trace(call + ", in nowhere", in: session).entries.isEmpty)
    let few = try trace(call + ", only i32, first 2", in: session)
    #expect(few.entries.count == 2 && few.entries.allSatisfy { $0.operation?.text.hasPrefix("i32.") == true })
    #expect(few.value.result?.value == .tuple([.s32(.min), .bool(true)]))
  }

  @Test func writesAllOfThemToAFile() throws {
    let session = session()
    var template = Array("/tmp/witscope-trace-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { _ = system("rm -r '\(folder)'") }
    session.workingDirectory = folder
    let reply = try trace(":trace overflowing-add 1 2, first 1, to t.tsv", in: session)
    let lines = try FileInspection.text(of: "t.tsv", in: folder).split(separator: "\n")
    #expect(reply.path == "t.tsv" && reply.entries.count == 1 && reply.count == UInt64(lines.count))
    #expect(lines.contains { $0.contains("\ti32.add\t2 1\t3\t") })
    guard case .failure(let failure) = session.execute(":trace overflowing-add 1 2, to t.tsv").content else {
      throw NoReply()
    }
    #expect(failure.diagnostics.first?.code == .fileExists)
  }

  @Test func endsWithTheInputsFuel() throws {
    let session = session()
    #expect(session.execute(":load files/traps.wasm").isSuccess)
    session.settings.fuel = 20_000
    for command in [":trace spin()", ":trace spin(), only memory", ":trace spin(), only overflow", ":measure spin()"] {
      guard case .failure(let failure) = session.execute(command).content else { throw NoReply() }
      #expect(failure.trap?.code == .fuelExhausted, "\(command)")
      _ = session.execute(":reset")
    }
  }

  @Test func tellsTheTrapThatEndedIt() throws {
    let session = session()
    #expect(session.execute(":load files/traps.wasm").isSuccess)
    guard case .failure(let failure) = session.execute(":trace divide 1 0").content else { throw NoReply() }
    #expect(failure.trap?.code == .integerDivideByZero && failure.instance == "traps")
  }

  @Test func findsWhereTwoInstancesPart() throws {
    let session = session()
    #expect(session.execute(":load sweeps/honest.wasm sweeps/lying.wasm").isSuccess)
    let reply = try diff(":diff honest lying overflowing-add-s8(100, 50)", in: session)
    #expect(reply.doPart && reply.common > 0 && reply.before.count == DiffReply.contextLimit)
    #expect(reply.first.entries.first?.isLike(try #require(reply.second.entries.first)) == false)
    guard case .value(let honest?) = reply.first.outcome, case .value(let lying?) = reply.second.outcome else {
      throw NoReply()
    }
    #expect(honest.value == .tuple([.s8(-106), .bool(true)]) && lying.value == .tuple([.s8(-106), .bool(false)]))
  }

  @Test func neverPartsTwoOfOneKind() throws {
    let session = session()
    #expect(session.execute(":load sweeps/honest.wasm as a").isSuccess)
    #expect(session.execute(":load sweeps/honest.wasm as b").isSuccess)
    let reply = try diff(":diff a b overflowing-add-s8(100, 50)", in: session)
    #expect(!reply.doPart && reply.common > reply.first.instructions)
    #expect(reply.first.instructions == reply.second.instructions)
    #expect(try diff(":diff a b overflowing-add-s8(1, 2)", in: session).doPart == false)
  }
}
