import Explorer
import Glibc
import Session
import StyledText

/// The explorer's own frames: the n-th screen is what stands there after the n-th key.
extension FrameSource {
  /// Every kind of frame at every load, at one size. Loading happens before anything is timed.
  static func explorer(_ size: ScreenSize) -> [FrameSource] {
    var sources: [FrameSource] = [
      keys("example: tree", size, example(), before: [], [.down, .down, .up, .up]),
      keys(
        "example: bits", size, example(), before: [.enter, .enter], [.left, .character(" "), .right, .character(" ")]),
      keys(
        "example: carry", size, example(), before: [.enter, .enter, .character("c")], [.left, .left, .right, .right]),
      keys("example: form", size, example(), before: [.enter], [.tab, .character("7"), .backspace, .backTab]),
      keys(
        "example: typing", size, example(), before: typed("es8 100 + 5"),
        [.character("7"), .backspace, .character("3"), .backspace]),
    ]
    if let shared = getenv("WITSCOPE_SHARED").map({ String(cString: $0) }) {
      let wasi = example()
      for name in folders(in: shared + "/conformance/wasi") { _ = try? wasi.load(path: name) }
      sources.append(keys("WASI: tree", size, wasi, before: typed("/http"), [.down, .down, .up, .up]))
      sources.append(
        keys("WASI: pages", size, wasi, before: [.character("G")], [.pageUp, .pageUp, .pageDown, .pageDown]))
      sources.append(
        keys("WASI: typing", size, wasi, before: typed("eoverflowing-add({x: 1"), [.character("2"), .backspace]))
    } else {
      print("WASI: skipped, WITSCOPE_SHARED is not set")
    }
    let megabyte = example()
    _ = megabyte.execute("m = \"" + String(repeating: "0123456789abcdef", count: 65_000) + "\"")
    let shown: [Key] = typed("em") + [.enter, .escape]
    sources.append(keys("1 MB result: tree", size, megabyte, before: shown, [.down, .down, .up, .up]))
    sources.append(
      keys("1 MB result: log", size, megabyte, before: shown + [.character("4")], [.pageUp, .pageUp, .pageDown, .up]))
    return sources
  }

  private static func typed(_ text: String) -> [Key] {
    text.map { Key.character($0) } + (text.hasPrefix("/") ? [.enter] : [])
  }

  private static func example() -> Session {
    let session = Session()
    session.addBuiltInExample()
    return session
  }

  private static func keys(
    _ name: String, _ size: ScreenSize, _ session: Session, before: [Key], _ keys: [Key]
  ) -> FrameSource {
    let program = ExplorerProgram(session, size: size)
    for key in before { program.press(key) }
    return FrameSource(name: name) { number, _ in
      program.press(keys[number % keys.count])
      return program.screen
    }
  }

  /// The paths of what stands in a folder, in order.
  static func folders(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      // SAFETY: readdir fills the name with a string that ends in a NUL.
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(path + "/" + name) }
    }
    return names.sorted()
  }
}
