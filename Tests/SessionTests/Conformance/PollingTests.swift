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
      var last = ContinuousClock.now
      var longest = Duration.zero
      var polls = 0
      let reply = session.execute(input) { (_: Progress) in
        let now = ContinuousClock.now
        longest = max(longest, now - last)
        last = now
        polls += 1
        return false
      }
      longest = max(longest, ContinuousClock.now - last)
      print("\(input): \(polls) polls, \(longest) the longest without one, \(reply.timing.elapsed) in all")
      #expect(reply.isSuccess)
      // Slices aim at 8 ms; a debug build on a busy machine gets some room.
      #expect(longest < .milliseconds(250), "\(input)")
    }
  }
}
