import ComponentRuntime
import ComponentTypes
import CoreTypes
import Interpreter
import Testing

/// Moves of random programs, compared with all their stops in a row.
@Suite struct SteppedMoveTests {
  /// A call with what is known of each of its stops.
  private struct Known {
    let call: SteppedCall
    let counter: QuestionCounter
    var stops: [Stop] = []

    struct Stop {
      let seen: SeenStop
      let depth: Int
      let loss: Bool
    }

    /// - Returns: nil for a program that runs too long to look at every stop.
    init?(seed: UInt64) throws {
      counter = QuestionCounter()
      // Every third asks through a linked instance that is walked through, too.
      let instance = try RandomComponent(seed: seed).instantiate(counter, asksThrough: seed % 3 == 0)
      call = try instance.startSteppedCall(
        FunctionPath("run"), [.s32(Int32(truncatingIfNeeded: seed) &* 77), .s64(Int64(seed) << 40)],
        // Little memory for every other program, so that snapshots are thinned.
        limits: SteppingLimits(historyBytes: seed % 2 == 0 ? 50_000 : 1 << 30, interval: 13, entersLinked: true))
      call.move(.toOperator(1_200))
      guard call.position.operators < 1_200 else { return nil }
      call.move(.backward(.end))
      note()
      while call.move(.forward(.step)) != .atEnd { note() }
      note()
    }

    mutating func note() {
      stops.append(
        Stop(seen: SeenStop(call), depth: call.depth, loss: call.lossAhead.map(\.lostSigned) ?? false))
    }

    func index(of position: StepPosition) -> Int? { stops.firstIndex { $0.seen.position == position } }
  }

  @Test func randomProgramsAreTheSameForwardAndBackward() throws {
    var looked = 0
    var (fewest, most) = (Int.max, 0)
    for seed in UInt64(1)...40 where looked < 12 {
      guard let known = try Known(seed: seed) else { continue }
      looked += 1
      fewest = min(fewest, known.call.snapshotCount)
      most = max(most, known.call.snapshotCount)
      let asked = known.counter.count
      for stop in known.stops.dropLast().reversed() {
        known.call.move(.backward(.step))
        guard SeenStop(known.call) == stop.seen else {
          #expect(SeenStop(known.call) == stop.seen, "seed \(seed)")
          break
        }
      }
      #expect(known.call.position == .start)
      known.call.move(.forward(.end))
      #expect(SeenStop(known.call) == known.stops.last?.seen, "seed \(seed)")
      #expect(known.counter.count == asked, "nobody is asked twice")
    }
    #expect(looked > 5)
    #expect(fewest > 1)
    #expect(most > 10)
  }

  @Test func movesMeetTheFirstStopThatFits() throws {
    var looked = 0
    for seed in UInt64(100)...160 where looked < 8 {
      guard let known = try Known(seed: seed) else { continue }
      looked += 1
      let (call, stops) = (known.call, known.stops)
      var state = seed
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let here = Int(state >> 33) % stops.count
        let depth = stops[here].depth
        func expected(_ fits: (Known.Stop) -> Bool, forward: Bool) -> Int? {
          forward ? stops[(here + 1)...].firstIndex(where: fits) : stops[..<here].lastIndex(where: fits)
        }
        let moves: [(StepMove.Kind, (Known.Stop) -> Bool, Bool)] = [
          (.step, { _ in true }, false), (.over, { $0.depth <= depth }, false), (.out, { $0.depth < depth }, false),
          (.loss(.signed), { $0.loss }, true), (.moment, { $0.seen.moment != nil }, false),
          (.run(.signed), { $0.loss }, false),
        ]
        for (kind, fits, isOptional) in moves {
          for isForward in [true, false] where !(isForward && here == stops.count - 1) {
            call.move(.to(stops[here].seen.position))
            #expect(SeenStop(call) == stops[here].seen)
            let arrival = call.move(isForward ? .forward(kind) : .backward(kind))
            let missing = isForward ? stops.count - 1 : isOptional ? here : 0
            let target = expected(fits, forward: isForward) ?? missing
            #expect(
              SeenStop(call) == stops[target].seen,
              "seed \(seed): \(kind) \(isForward) from \(here) to \(target), at \(known.index(of: call.position) ?? -1), \(arrival)"
            )
          }
        }
      }
    }
    #expect(looked > 3)
  }

  @Test func aStoreIsSeenBeforeItHappens() throws {
    let instance = try RandomComponent(seed: 3).instantiate(QuestionCounter())
    let call = try instance.startSteppedCall(
      FunctionPath("run"), [.s32(12_345), .s64(-987_654_321)], limits: SteppingLimits())
    var stores = 0
    while stores < 20, call.move(.forward(.step)) != .atEnd {
      let state = call.state(frameLimit: 1)
      guard let access = state.access, access.isWrite, let operand = state.frames.first?.code.operands.last else {
        continue
      }
      #expect(access.bytes == access.now)
      call.move(.forward(.step))
      let written = (0..<access.byteCount).map { UInt8(truncatingIfNeeded: operand.slots.first >> UInt64(8 * $0)) }
      #expect(access.now == written)
      call.move(.backward(.step))
      #expect(access.bytes == access.now)
      call.move(.forward(.step))
      stores += 1
    }
    #expect(stores > 3)
  }

  @Test func answersBeyondTheLimitEndTheCallAtTheSamePlaceEachTime() throws {
    let counter = QuestionCounter()
    let instance = try RandomComponent(seed: 3).instantiate(counter)
    let call = try instance.startSteppedCall(
      FunctionPath("run"), [.s32(1), .s64(2)], limits: SteppingLimits(answerBytes: 100))
    #expect(call.move(.forward(.end)) == .atEnd)
    let end = call.position
    guard case .trapped(let trap) = call.end, case .resourceLimit = trap.code else {
      Issue.record("one answer is more than it may keep")
      return
    }
    call.move(.backward(.end))
    while call.move(.forward(.step)) != .atEnd {}
    #expect(call.position == end)
    #expect(counter.count == 1)
  }
}

extension MemoryAccess {
  /// The bytes that are there now.
  fileprivate var now: [UInt8] {
    memory.withBytes { bytes in (0..<byteCount).map { bytes[Int(address) + $0] } }
  }
}
