import Testing

@testable import WitscopeCommands

/// The exit codes that PRODUCT lists, of whole command lines. What they write goes to the test's own output.
@Suite(.serialized) struct ExitCodeTests {
  @Test(arguments: [
    ["call", "1 + 1"],
    ["call", "-5 + 5"],
    ["call", "--", "-5 + 5"],
    ["call", "--json", "native.overflowing-add 2147483647 1"],
    ["call", "--fail-on-overflow", "native.overflowing-add -5 5"],
    ["bits", "--plain", "100:s8 + 50"],
    ["bits", "-1"],
    ["--version"],
    ["--help"],
    ["help", "call"],
    ["call", "--fuel", "1_000k", "--timeout", "2.5", "--max-memory", "64m", "1"],
    ["watch", "native.overflowing-add 1 2"], ["watch", "overflowing-add 2147483647 1"],
    ["watch", "--fail-on-overflow", "overflowing-add -5 5"], ["sweep", "--calls", "100", "native.overflowing-add"],
    ["sweep", "--json", "--unsigned", "--calls", "100", "native.overflowing-add"],
    ["watch", "--watch", "both", "overflowing-add 2147483647 1"], ["watch", "--trap", "overflowing-add -1 1"],
    ["watch", "--watch", "unsigned", "--trap", "native.overflowing-add 2147483647 1"],
    ["watch", "--watch", "result", "--trap", "--fail-on-overflow", "integers.overflowing-add-u8(200, 55)"],
  ])
  func endsWell(arguments: [String]) {
    #expect(CommandLineProgram.run(arguments) == 0)
  }

  @Test(arguments: [
    ["call", "1 +"], ["call", "nosuch(1)"], ["call", "3000000000"], ["call", "1 / 0"],
    ["watch", "--trap", "overflowing-add 2147483647 1"],
    ["watch", "--watch", "both", "--trap", "native.overflowing-add -1 1"],
    ["watch", "--trap", "--fail-on-overflow", "integers.overflowing-add-u8(200, 100)"],
  ])
  func endsWithOneForAnEvaluationError(arguments: [String]) {
    #expect(CommandLineProgram.run(arguments) == 1)
  }

  @Test(arguments: [
    ["call"], ["call", "--"], ["call", "--fuel", "many", "1"], ["call", "--timeout", "-1", "1"], ["--nosuch"],
    ["bits"], ["bits", "1", "2"], ["watch"], ["sweep"], ["sweep", "--calls", "none", "f"],
    ["watch", "--nosuch", "f", "g"], ["watch", "--watch", "sideways", "f"], ["call", "--color", "sometimes", "1"],
    ["run"], ["wit"],
  ])
  func endsWithTwoForAUsageMistake(arguments: [String]) {
    #expect(CommandLineProgram.run(arguments) == 2)
  }

  @Test(arguments: [
    ["call", "/no/such/file.wasm", "1"], ["call", "/dev/null", "1"], ["wit", "/no/such"], ["validate", "/dev/null"],
    ["run", "/no/such/script"],
  ])
  func endsWithThreeForWhatCannotBeRead(arguments: [String]) {
    #expect(CommandLineProgram.run(arguments) == 3)
  }

  @Test(arguments: [
    ["call", "--fail-on-overflow", "native.overflowing-add 2147483647 1"],
    ["call", "--fail-on-overflow=any", "s8 100 + 50"],
    ["bits", "--fail-on-overflow", "s8 100 + 50"],
    ["watch", "--fail-on-overflow", "overflowing-add 2147483647 1"],
    ["sweep", "--fail-on-overflow", "--calls", "100", "native.overflowing-add"],
  ])
  func endsWithFiveForAnOverflowThatWasAskedFor(arguments: [String]) {
    #expect(CommandLineProgram.run(arguments) == 5)
  }
}
