import Diagnostics
import Glibc
import Session
import StyledText

@testable import Explorer

/// A walk through the explorer as a text file: what is done, and the screen after it.
///
/// ```
/// @ 80x24 ascii
/// > Enter Enter
///  witscope ...
/// ```
/// `@` resizes (the first one begins; `ascii` for a terminal without UTF-8), `>` presses keys (`"a_b"` types, with `_` for
/// a blank), `!` runs an input in the session before the explorer starts, with `$FIXTURES` for the fixtures' folder.
/// Lines behind either are the screen that follows, then `~` with the cursor, a bell if the keys rang one, and what is
/// drawn in reverse.
struct ScreenFixture {
  var lines: [String]

  /// Where the files are that inputs may load.
  static var fixtures: String {
    (#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3) + ["Fixtures"])
      .joined(separator: "/")
  }

  static var folder: String { fixtures + "/Screens" }

  static var names: [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // SAFETY: readdir fills the name with a string that ends in a NUL.
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".screen") { names.append(name) }
    }
    return names.sorted()
  }

  /// Walks along the fixture.
  /// - Returns: the fixture as it should read.
  func walked() -> String {
    var output: [String] = []
    var program: ExplorerProgram?
    let session = Session()
    session.addBuiltInExample()
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line.hasPrefix("#") {
        output.append(line)
        continue
      }
      guard let mark = line.first, "@>!".contains(mark) else { continue }
      output.append(line)
      let words = line.dropFirst().split(separator: " ").map(String.init)
      switch mark {
      case "!":
        let reply = session.execute(String(line.dropFirst(2)).replacing("$FIXTURES", with: Self.fixtures))
        if case .failure(let failure) = reply.content {
          output += failure.diagnostics.map { "?? \($0.message)" }
        }
        continue
      case "@":
        let numbers = (words.first ?? "").split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2 else {
          output.append("?? a size is wanted, such as 80x24")
          continue
        }
        let size = ScreenSize(rows: numbers[1], columns: numbers[0])
        if let program {
          program.resize(to: size)
        } else {
          program = ExplorerProgram(session, size: size, isASCII: words.contains("ascii"))
        }
      default:
        for word in words {
          guard let keys = KeyNames.keys(word) else {
            output.append("?? \(word) is no key")
            continue
          }
          for key in keys { program?.press(key) }
        }
      }
      guard let program else { continue }
      let picture = Self.picture(program)
      output += picture
      program.requests = []
      if picture.contains(where: { $0.contains(Self.fixtures) }) { output.append("?? the fixtures' path is shown") }
    }
    return output.joined(separator: "\n") + "\n"
  }

  static func picture(_ program: ExplorerProgram) -> [String] {
    let screen = program.screen
    var reversed: [String] = []
    for row in screen.rows {
      var run = ""
      for cell in row + [.blank] {
        if cell.style == .current {
          run.append(cell.character ?? " ")
        } else if !run.isEmpty {
          reversed.append(run)
          run = ""
        }
      }
    }
    let cursor = screen.cursor.map { "cursor \($0.row),\($0.column)" } ?? "no cursor"
    var last = "~ \(cursor)"
    if program.requests.contains(.bell) { last += "  bell" }
    if !reversed.isEmpty { last += "  reverse " + reversed.map { "<\($0)>" }.joined(separator: " ") }
    if let ending = program.ending { last += "  ended \(ending)" }
    // A row that begins like a mark of the fixture keeps apart by a bar.
    return screen.text.map { "|" + $0 } + [last]
  }
}
