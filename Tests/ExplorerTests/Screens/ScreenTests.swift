import Glibc
import Testing

/// Keys in, screens out: each file in Fixtures/Screens is walked, and the screens must be those that stand in it.
/// `WITSCOPE_RECORD=1` writes them anew.
@Suite struct ScreenTests {
  @Test(arguments: ScreenFixture.names)
  func showsTheRecordedScreens(name: String) throws {
    let path = ScreenFixture.folder + "/" + name
    let text = try #require(Self.contents(of: path))
    let walked = ScreenFixture(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      .walked()
    if getenv("WITSCOPE_RECORD") != nil {
      try #require(Self.write(walked, to: path))
      return
    }
    #expect(text.hasPrefix("# "), "a first line says what the file shows")
    #expect(!walked.contains("\n??"), "nothing in it is misspelt")
    let (wanted, found) = (text.split(separator: "\n"), walked.split(separator: "\n"))
    guard wanted != found else { return }
    let at =
      zip(wanted, found).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(wanted.count, found.count)
    let around = max(0, at - 30)..<min(found.count, at + 6)
    let here = wanted.dropFirst(at).first ?? "nothing"
    Issue.record("\(name), line \(at + 1): wanted\n\(here)\nfound\n\(found[around].joined(separator: "\n"))")
  }

  @Test func hasManyScreens() {
    let count = ScreenFixture.names.reduce(0) { sum, name in
      let text = Self.contents(of: ScreenFixture.folder + "/" + name) ?? ""
      return sum + text.split(separator: "\n").filter { $0.hasPrefix("~ ") }.count
    }
    #expect(count >= 150)
  }

  static func contents(of path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fputs(text, file) >= 0
  }
}
