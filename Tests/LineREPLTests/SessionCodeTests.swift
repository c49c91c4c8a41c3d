import Glibc
import Testing

/// Every code of a diagnostic is shown by a session of the fixtures, but for those that none can show.
@Suite struct SessionCodeTests {
  private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")
  private static let folder = root + "/Tests/Fixtures/Sessions"
  /// How many codes no session shows; it only shrinks, but for a code that is new.
  private static let mostNotShown = 21

  @Test func everyCodeIsShownOrSaysWhyNot() throws {
    let codes = try Self.codes()
    let shown = try Self.shownCodes()
    let excused = try Self.excusedCodes()
    #expect(codes.count > 150)
    for code in codes.sorted() where !shown.contains(code) {
      #expect(excused[code] != nil, "\(code) is shown by no session")
    }
    for (code, reason) in excused {
      #expect(codes.contains(code), "\(code) is no code")
      #expect(!shown.contains(code), "\(code) is shown by a session: it needs no excuse")
      #expect(reason.count > 10, "\(code) has no reason")
    }
    #expect(excused.count <= Self.mostNotShown)
  }

  @Test func everyMistakeInAnInputHasItsCaret() throws {
    for name in try Self.sessions() {
      var lines = Self.lines(of: name)[...]
      while let start = lines.firstIndex(where: { $0.hasPrefix("error[W") }) {
        lines = lines[(start + 1)...]
        let rest = lines.prefix { !$0.hasPrefix("> ") && !$0.hasPrefix("# ") && !$0.hasPrefix("error[W") }
        // A binary has an offset, or nothing; every other place is a line with a mark below it.
        guard let place = rest.first, place.contains(" --> "), place.last?.isNumber == true, !place.contains(" at 0x")
        else { continue }
        #expect(rest.contains { $0.contains("^") }, "\(name), line \(start + 1)")
      }
    }
  }

  /// The codes that the rooms declare.
  private static func codes() throws -> Set<String> {
    var codes: Set<String> = []
    var folders = [root + "/Sources"]
    while let folder = folders.popLast() {
      for name in try TemporaryDirectory.entries(of: folder) {
        if !name.contains(".") { folders.append(folder + "/" + name) }
        guard name.hasPrefix("DiagnosticCode+") else { continue }
        for match in text(of: folder + "/" + name).matches(of: /DiagnosticCode\((\d+)\)/) {
          codes.insert("W" + String(repeating: "0", count: 4 - match.1.count) + match.1)
        }
      }
    }
    return codes
  }

  private static func sessions() throws -> [String] {
    try TemporaryDirectory.entries(of: folder).filter { $0.hasSuffix(".wits") }
  }

  private static func shownCodes() throws -> Set<String> {
    Set(
      try sessions().flatMap { name in
        text(of: folder + "/" + name).matches(of: /(?m)^(?:\? error |error\[)(W\d{4})/).map { String($0.1) }
      })
  }

  /// The codes that are excused, each with its reason.
  private static func excusedCodes() throws -> [String: String] {
    var excused: [String: String] = [:]
    for line in lines(of: "codes-not-shown.txt") where line.hasPrefix("W") {
      let parts = line.split(separator: " ", maxSplits: 1)
      excused[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return excused
  }

  private static func lines(of name: String) -> [String] {
    text(of: folder + "/" + name).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func text(of path: String) -> String {
    String(decoding: TemporaryDirectory.bytes(of: path), as: UTF8.self)
  }
}

/// The binaries of the fixtures are what their table says.
@Suite struct SessionBinaryTests {
  private static let folder =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
    + "/Fixtures/Sessions/files"

  @Test func theBinariesAreWhatTheTableSays() throws {
    let table = try Self.table()
    #expect(table.count > 40)
    for (name, bytes) in table {
      let path = "\(Self.folder)/\(name).wasm"
      if getenv("WITSCOPE_RECORD") != nil { try #require(TemporaryDirectory.replace(path, with: bytes)) }
      #expect(TemporaryDirectory.bytes(of: path) == bytes, "\(name)")
    }
    let files = try TemporaryDirectory.entries(of: Self.folder).filter { $0.hasSuffix(".wasm") && $0 != "empty.wasm" }
    #expect(Set(files) == Set(table.keys.map { $0 + ".wasm" }))
  }

  private static func table() throws -> [String: [UInt8]] {
    var table: [String: [UInt8]] = [:]
    var name = ""
    let text = String(decoding: TemporaryDirectory.bytes(of: folder + "/binaries.txt"), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      for word in line.split(separator: " ") {
        switch word {
        case _ where word.hasSuffix(":"):
          name = String(word.dropLast())
          table[name] = []
        case "module": table[name]? += [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
        case "component": table[name]? += [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0]
        default: table[name]?.append(try #require(UInt8(word, radix: 16), "\(name): \(word)"))
        }
      }
    }
    return table
  }
}
