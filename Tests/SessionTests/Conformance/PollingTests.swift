import ComponentTypes
import Glibc
import Testing

@testable import Session

/// How long a call goes on without looking at the user, where the environment variable WITSCOPE_SHARED names the folder
/// that has the components.
@Suite struct PollingTests {
  private static let folder: String? = getenv("WITSCOPE_SHARED").map { String(cString: $0) }

  @Test func isAskedOftenWhileValuesAreLiftedAndLowered() throws {
    guard let folder = Self.folder else {
      print("skipped polling while values move: WITSCOPE_SHARED is not set")
      return
    }
    let session = Session()
    try session.load(path: "\(folder)/components/zoo-c.wasm")
    session.variables.assign(
      "numbers", TypedValue(.list(Array(repeating: .f64(1), count: 400_000)), ValueType(.list(.f64))))
    session.variables.assign(
      "words", TypedValue(.list(Array(repeating: .string("a word"), count: 200_000)), ValueType(.list(.string))))
    for input in ["echo-list-f64(numbers)", "echo-list-string(words)"] {
      var last = Self.ownTime()
      var longest = Duration.zero
      var polls = 0
      let begin = last
      let reply = session.execute(input) { (_: Progress) in
        let now = Self.ownTime()
        longest = max(longest, now - last)
        last = now
        polls += 1
        return false
      }
      let end = Self.ownTime()
      longest = max(longest, end - last)
      print("\(input): \(polls) polls, \(longest) the longest without one, \(end - begin) in all, of this thread")
      #expect(reply.isSuccess)
      // Slices aim at 8 ms of an idle machine. What other programs do counts for nothing here, but their caches do.
      #expect(polls >= 4, "\(input)")
      #expect(longest < .milliseconds(500), "\(input)")
    }
  }

  /// The processor time of this thread so far.
  private static func ownTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
