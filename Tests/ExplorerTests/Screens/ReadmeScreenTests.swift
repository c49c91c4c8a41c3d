import Glibc
import Session
import StyledText
import Testing

@testable import Explorer

/// The README's screens are the program's: behind `<!-- screen 80x24: Enter Enter -->` stands a fence with what these
/// keys lead to. `WITSCOPE_RECORD=1`, which is `make screens`, writes them anew.
@Suite struct ReadmeScreenTests {
  private static var path: String {
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/") + "/README.md"
  }

  @Test func readmeShowsWhatTheProgramShows() throws {
    let text = try #require(ScreenTests.contents(of: Self.path))
    var output: [Substring] = []
    var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var count = 0
    while let line = rest.popFirst() {
      output.append(line)
      guard let keys = Self.recipe(line) else { continue }
      count += 1
      guard let fence = rest.popFirst(), fence.hasPrefix("```"), let end = rest.firstIndex(of: "```") else {
        Issue.record("no fence behind \(line)")
        continue
      }
      let screen = try #require(Self.screen(keys), "\(line) is no recipe")
      if getenv("WITSCOPE_RECORD") == nil { #expect(rest[..<end].elementsEqual(screen), "behind \(line)") }
      output += [fence] + screen + ["```"]
      rest = rest[(end + 1)...]
    }
    #expect(count >= 3)
    if getenv("WITSCOPE_RECORD") != nil {
      try #require(ScreenTests.write(output.joined(separator: "\n"), to: Self.path))
    }
  }

  /// The words of a recipe's line.
  private static func recipe(_ line: Substring) -> [String]? {
    guard line.hasPrefix("<!-- screen "), line.hasSuffix(" -->") else { return nil }
    return line.dropFirst(12).dropLast(4).split(separator: " ").map(String.init)
  }

  private static func screen(_ words: [String]) -> [Substring]? {
    let size = (words.first ?? "").drop { $0 == ":" }.prefix { $0 != ":" }.split(separator: "x").compactMap { Int($0) }
    guard size.count == 2 else { return nil }
    let session = Session()
    session.addBuiltInExample()
    let program = ExplorerProgram(session, size: ScreenSize(rows: size[1], columns: size[0]), isASCII: true)
    for word in words.dropFirst() {
      guard let keys = KeyNames.keys(word) else { return nil }
      for key in keys { program.press(key) }
    }
    return program.screen.text.map { Substring($0) }
  }
}
