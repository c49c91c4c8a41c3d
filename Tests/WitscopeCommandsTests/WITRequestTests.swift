import Testing

@testable import WitscopeCommands

/// The plainest command lines of `wit` are read without the argument parser, which must make no difference.
struct WITRequestTests {
  @Test(arguments: [
    ["wit", "a.wit"], ["wit", "--json", "a.wit"], ["wit", "a.wit", "--json"], ["wit", "some folder/wit"],
    ["wit", "a=b"], ["wit", "wit"], ["wit", "--json", "call"],
  ])
  func readsPlainCommandLinesAsTheParserDoes(arguments: [String]) throws {
    let command = try #require(try CommandLineProgram.command(arguments) as? WITCommand)
    #expect(WITRequest(plain: arguments) == (try command.request()))
  }

  @Test(arguments: [
    [], ["wit"], ["wit", "--json"], ["wit", "--json", "--json"], ["wit", "-"], ["wit", "--help"], ["wit", "help"],
    ["wit", ""], ["wit", "a", "b"], ["wit", "--features=x", "a"], ["wit", "a", "--plain"], ["wit", "a", "--json", "b"],
    ["call", "a"], ["a.wit"],
  ])
  func leavesEveryOtherCommandLineToTheParser(arguments: [String]) {
    #expect(WITRequest(plain: arguments) == nil)
  }
}
