import ArgumentParser
import Session

/// Whether an overflow fails the command.
struct OverflowOptions: ParsableArguments {
  @Flag(help: "Exit with 5 if the result overflowed in its type's own sign; =any: also if anything inside wrapped.")
  var failOnOverflow = false

  /// How `--fail-on-overflow=any` reaches the parser.
  @Flag(help: .hidden)
  var failOnAnyOverflow = false

  /// Whether either was given.
  var isOn: Bool { failOnOverflow || failOnAnyOverflow }

  /// The exit code that a reply deserves: its own, or 5 for an overflow.
  func exitCode(of reply: Reply) -> Int32 {
    guard reply.exitCode == 0 else { return reply.exitCode }
    let found = reply.foundOverflow
    return (failOnOverflow || failOnAnyOverflow) && found.inResult || failOnAnyOverflow && found.anywhere ? 5 : 0
  }
}
