import BitArithmetic
import ComponentRuntime
import ComponentTypes
import CoreTypes
import Diagnostics
import Glibc
import Testing
import WAVE

@testable import Session

/// Components that others compiled, where the environment variable WITSCOPE_SHARED names the folder that has them.
@Suite struct SharedComponentTests {
  private static let folder: String? = getenv("WITSCOPE_SHARED").map { String(cString: $0) }

  /// A session with one component loaded; nil, with the reason printed, where there is no shared folder.
  private func session(_ file: String) throws -> Session? {
    guard let folder = Self.folder else {
      print("skipped \(file): WITSCOPE_SHARED is not set")
      return nil
    }
    let session = Session()
    try session.load(path: "\(folder)/components/\(file)")
    return session
  }

  private func report(_ session: Session, _ input: String) -> (value: TypedValue?, call: CallReport?) {
    guard case .value(let reply) = session.execute(input).content else { return (nil, nil) }
    return (reply.result, reply.call)
  }

  @Test(arguments: ["overflow-c.wasm", "overflow-rust.wasm"])
  func observesTheAdditionThatWrapped(file: String) throws {
    guard let session = try session(file) else { return }
    let (value, call) = report(session, "overflowing-add 2147483647 1")
    #expect(value?.value == .tuple([.s32(.min), .bool(true)]))
    #expect(call?.notableEvents.map(\.event.instruction) == ["i32.add"])
    #expect(call?.operation?.basis == .observed(event: 0))
    #expect(call?.events.first?.equalsResult == true)
    #expect(call?.events.first?.source?.parts == [".0"])
    #expect(call?.declared == true)
    #expect(call?.flagMismatch == false)
  }

  @Test func placesTheAdditionOfTheCComponent() throws {
    guard let session = try session("overflow-c.wasm") else { return }
    let location = report(session, "overflowing-add 2147483647 1").call?.events.first?.event.location
    #expect(location?.offset == 0x85)
    #expect(location?.distance == 9)
    #expect(location?.functionName == "overflowing_add")
  }

  @Test func saysThatOnlyANarrowingDroppedBitsWhereItAddsWider() throws {
    guard let session = try session("overflow-wat.wasm") else { return }
    let call = report(session, "overflowing-add 2147483647 1").call
    #expect(call?.notableEvents.map(\.event.instruction) == ["i32.wrap_i64"])
    #expect(call?.operation?.basis == .computed)
    #expect(call?.events.first?.source == SourceClaim(parts: [".0"], passages: [.memory]))
    #expect(call?.didOverflow == true)
  }

  @Test func followsWhatWrappedOverTheBorderOfTwoComponents() throws {
    guard let session = try session("composed-c-rust.wasm") else { return }
    let pairs = "{x: 1, y: 2}, {x: 2147483647, y: 1}, {x: -2147483648, y: -2}"
    let (value, call) = report(session, "sum-all([\(pairs)])")
    #expect(
      value?.value
        == .list([
          .tuple([.s32(3), .bool(false)]), .tuple([.s32(.min), .bool(true)]), .tuple([.s32(.max - 1), .bool(true)]),
        ]))
    let event = try #require(call?.notableEvents.first)
    #expect(event.source?.parts == ["[1].0"])
    #expect(event.source?.otherParts == ["[2].0"])
    #expect(event.source?.occurrence == 1)
    #expect(event.source?.passages.contains(.border) == true)
    #expect(event.event.operands.sorted() == [1, 0x7FFF_FFFF])
    // What became text is computed on.
    #expect(report(session, "checked-sum([2147483647, 1])").call?.notableEvents.first?.source == nil)
  }

  @Test(arguments: ["overflow-c.wasm", "overflow-rust.wasm", "overflow-wat.wasm"])
  func reportsNoOverflowOfACarryOut(file: String) throws {
    guard let session = try session(file) else { return }
    let (value, call) = report(session, "overflowing-add -5 5")
    #expect(value?.value == .tuple([.s32(0), .bool(false)]))
    #expect(call?.didOverflow == false)
    #expect(call?.notableEvents.isEmpty == true)
  }

  @Test func answersTheZooAsAnotherEngineDoes() throws {
    guard let folder = Self.folder, let session = try session("zoo-c.wasm") else { return }
    let table = try String(decoding: FileSystem.read("\(folder)/components/zoo-expected.tsv"), as: UTF8.self)
    var (passed, failed, skipped) = (0, 0, 0)
    for line in table.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 2 else { continue }
      // The last row is a resource's method without a resource.
      if cells[1].hasPrefix("ERROR") {
        skipped += 1
        continue
      }
      guard case .value(let reply) = session.execute(cells[0]).content else {
        failed += 1
        Issue.record("\(cells[0]) failed")
        continue
      }
      let text = reply.result?.waveText() ?? "()"
      if text == cells[1] { passed += 1 } else { failed += 1 }
      #expect(text == cells[1], "\(cells[0])")
    }
    print("zoo-c: \(passed) passed, \(failed) failed, \(skipped) skipped (needs a resource)")
    #expect(passed > 60)
  }

  @Test func listsWhatIsCalledWithoutBeingLinked() throws {
    guard let session = try session("consumer-c.wasm") else { return }
    guard case .failure(let failure) = session.execute("checked-sum([2147483646, 1, 1])").content else {
      Issue.record("it answered")
      return
    }
    #expect(failure.diagnostics.first?.code == .unlinkedImport)
  }

  @Test func dropsAResourceForGood() throws {
    guard let session = try session("zoo-c.wasm") else { return }
    func live() -> ComponentValue? { report(session, "live()").value?.value }
    _ = session.execute("c = counter(5)")
    _ = session.execute("d = c")
    #expect(live() == .u32(1))
    guard case .dropped(let drop) = session.execute(":drop c").content else {
      Issue.record("not dropped")
      return
    }
    #expect(drop.resources.map(\.fate) == [.dropped])
    #expect(drop.staleVariables == ["d"])
    #expect(live() == .u32(0))
    _ = session.execute("e = counter(7)")
    #expect(!session.execute("d.next()").isSuccess, "an old number never means a new resource")
    #expect(session.execute("e.next()").isSuccess)
    _ = session.execute("all = make-many(3)")
    _ = session.execute(":drop all")
    #expect(live() == .u32(1))
  }
}
