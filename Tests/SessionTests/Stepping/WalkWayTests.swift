import ComponentRuntime
import ComponentTypes
import CoreTypes
import Testing

@testable import Session

/// Walks on the engine: every way to a step shows the same of it.
@Suite struct WalkWayTests {
  private static let fixtures =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Fixtures/ComponentRuntime"

  private func session(_ call: String) throws -> Session {
    let session = Session()
    session.workingDirectory = Self.fixtures
    try #require(session.execute(":load total.wasm").isSuccess)
    try #require(session.execute(":step " + call).isSuccess)
    return session
  }

  /// What a reply shows of a step, without the way that led there.
  private func shown(_ reply: Reply) -> String? {
    guard case .step(let step) = reply.content else { return nil }
    // Memory that was touched before is shown only to those who saw it.
    let memory = step.memory.flatMap { $0.isNow ? $0 : nil }
    return "\(step.step) \(step.moment) \(step.before) \(String(describing: step.after)) \(step.locals) "
      + "\(step.globals) \(String(describing: memory)) \(step.frames) \(String(describing: step.operation))"
  }

  @Test func everyWayToAStepShowsTheSame() throws {
    let session = try session("total([2147483646, 1, 1])")
    // Step by step to the end; what stands between two instructions has the number of the one before.
    var way: [String] = []
    var atStep: [UInt64: String] = [:]
    for _ in 0..<1_000 {
      let reply = session.execute(":next")
      guard case .step(let step) = reply.content, let text = shown(reply) else {
        Issue.record("\(reply)")
        return
      }
      way.append(text)
      if case .instruction = step.moment { atStep[step.step] = text }
      if step.isOver { break }
    }
    #expect(atStep.count == 69)
    // Back to the beginning, the same in the other order.
    for text in way.dropLast().reversed() { #expect(shown(session.execute(":back")) == text) }
    // And by number, here and there.
    var random = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      let number = UInt64.random(in: 1...69, using: &random)
      let reply = session.execute(":goto \(number)")
      #expect(shown(reply) == atStep[number], "step \(number)")
    }
  }

  @Test(arguments: ["calls(5)", "far(1)", "branches(0)", "branches(1)", "catches(3)", "divides(1)", "stops()"])
  func everyStepSaysWhereItLeads(call: String) throws {
    let session = Session()
    session.workingDirectory = Self.fixtures + "/../Sessions/modules"
    try #require(session.execute(":load control.wat").isSuccess)
    try #require(session.execute(":step " + call).isSuccess)
    var before: StepReply?
    for _ in 0..<200 {
      guard case .step(let step) = session.execute(":over").content else {
        Issue.record("no step")
        return
      }
      if let before, case .instruction = before.moment {
        // One of the three is known of each instruction.
        #expect(
          [before.after != nil, before.entry != nil, before.trap != nil].filter(\.self).count == 1, "\(before.step)")
        if let after = before.after, case .instruction = step.moment, before.frames.count == step.frames.count {
          #expect(after.values.map(\.value) == step.before.values.map(\.value), "\(before.step)")
        }
        if case .trapped(let trap) = step.moment {
          #expect(before.trap == trap || before.entry?.kind == .traps)
        }
      }
      before = step
      if step.isOver { return }
    }
    Issue.record("no end")
  }

  @Test func lossesThatDoNotCountAreGoneByWithinOneSearch() throws {
    let session = Session()
    session.workingDirectory = Self.fixtures + "/../Sessions/modules"
    try #require(session.execute(":load noise.wat").isSuccess)
    try #require(session.execute(":step noisy(1)").isSuccess)
    guard case .step(let late) = session.execute(":goto 900000").content else { throw SessionError(.noValue) }
    #expect(late.step == 900_000)
    let walker = try #require(session.walk?.walker as? SteppedWalker)
    walker.begin(WalkMove(.overflow, isBackward: true), breakpoints: [:])
    // A search looks at the way a few times; one for each of 200,000 losses would take far more.
    guard case .stopped(.overflow) = walker.resume(budget: 20_000_000) else {
      Issue.record("the overflow at the beginning is not found")
      return
    }
    #expect(walker.call.position.operators == 3)
    walker.begin(WalkMove(.overflow), breakpoints: [:])
    guard case .stopped(.end) = walker.resume(budget: 20_000_000) else {
      Issue.record("there is no other overflow")
      return
    }
  }

  /// How many snapshots a walk of 8,000,004 steps keeps with some settings.
  private func snapshotCount(_ settings: String...) throws -> Int {
    let session = Session()
    session.workingDirectory = Self.fixtures + "/../Sessions/modules"
    for setting in settings { try #require(session.execute(":set " + setting).isSuccess) }
    try #require(session.execute(":load control.wat").isSuccess)
    try #require(session.execute(":step far(1)").isSuccess)
    guard case .step(let end) = session.execute(":goto end").content else { throw SessionError(.noValue) }
    #expect(end.stepCount == 8_000_004)
    guard case .step(let back) = session.execute(":back 4_000_000").content else { throw SessionError(.noValue) }
    #expect(back.step == 4_000_004)
    return try #require(session.walk?.walker as? SteppedWalker).call.snapshotCount
  }

  @Test func settingsSayHowMuchOfTheWayIsKept() throws {
    let usual = try snapshotCount()
    let quick = try snapshotCount("step-time 0.004")
    let slow = try snapshotCount("step-time 5")
    let small = try snapshotCount("step-time 0.004", "step-memory 1k")
    #expect(slow == 1, "the start is always kept")
    #expect(usual > slow && quick >= 8 * usual)
    #expect(small < quick / 8)
  }

  @Test func movesAndTheirWaysBackMeet() throws {
    let session = try session("total([2147483646, 1, 1])")
    func number(_ input: String) -> UInt64? {
      if case .step(let step) = session.execute(input).content { step.step } else { nil }
    }
    let overflow = number(":continue overflow")
    #expect(overflow == 55)
    // The addition is the library's last instruction: behind it is the caller.
    #expect(number(":out") == 56)
    #expect(number(":back over") == 52, "back over the call, not into it")
    #expect(number(":over") == 56)
    #expect(number(":back") == 55, "back into it")
    #expect(number(":back overflow") == 55, "there is none before")
    #expect(number(":goto end") == 69)
    #expect(number(":back overflow") == 55)
  }

  @Test func givesUpWithoutATrace() throws {
    let session = Session()
    session.workingDirectory = Self.fixtures
    _ = session.execute(":load total.wasm")
    _ = session.execute("total([1, 2, 3])")
    _ = session.execute(":step total([1, 2, 3])")
    func next() -> String? {
      guard case .step(let step) = session.execute(":goto 1").content else { return nil }
      return step.globals.map { "\($0.value.value)" }.joined()
    }
    let before = next()
    _ = session.execute(":continue")
    _ = session.execute(":back 3")
    _ = session.execute(":step off")
    _ = session.execute(":step total([1, 2, 3])")
    #expect(before != nil && next() == before, "the memory that was asked for is free again")
  }

  @Test func showsWhereATrapHappened() throws {
    let session = Session()
    session.workingDirectory = Self.fixtures + "/../Sessions"
    _ = session.execute(":load files/traps.wasm")
    _ = session.execute(":step divide 1 0")
    let reply = session.execute(":continue")
    guard case .step(let step) = reply.content, case .trapped(let trap) = step.moment else {
      Issue.record("\(reply)")
      return
    }
    #expect(trap.code == .integerDivideByZero)
    #expect(step.frames.first?.location.offset == 0x55)
    #expect(step.before.values.map(\.value) == [.i32(0), .i32(1)])
    #expect(session.execute(":back").isSuccess)
    #expect(session.execute(":step off").isSuccess)
    #expect(session.execute("divide 4 2").isSuccess, "the instance never trapped")
  }
}
