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
/// a blank), `!` runs an input in the session before the explorer starts. Lines behind either are the screen that follows,
/// then `~` with what is drawn in reverse, and the cursor.
struct ScreenFixture {
  var lines: [String]

  static var folder: String {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    parts.append("Fixtures/Screens")
    return parts.joined(separator: "/")
  }

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
        _ = session.execute(String(line.dropFirst(2)))
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
      if let program { output += Self.picture(program) }
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
    if !reversed.isEmpty { last += "  reverse " + reversed.map { "<\($0)>" }.joined(separator: " ") }
    if let ending = program.ending { last += "  ended \(ending)" }
    // A row that begins like a mark of the fixture keeps apart by a bar.
    return screen.text.map { "|" + $0 } + [last]
  }
}
