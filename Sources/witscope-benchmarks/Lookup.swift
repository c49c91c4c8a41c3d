import Explorer
import Glibc
import Session
import StyledText

/// Times what answers while someone types, over all WASI packages at once: `:find`, completion, and keys in the explorer's
/// tree. Loading happens before anything is timed.
func measureLookups(count: Int) {
  guard let shared = getenv("WITSCOPE_SHARED").map({ String(cString: $0) }) else {
    print("skipped: WITSCOPE_SHARED is not set")
    return
  }
  let session = wasiSession(shared)
  print("what                                        p50       p99   (ms; a frame is 16)")
  for text in ["a", "http", "stream", "the", "wasi:io", "no such text"] {
    time(":find \(text)", count) { _ = session.execute(":find \(text)") }
  }
  for text in [":info ", ":info in", ":info wasi:", ":wit wasi:h", ":browse t", "wasi:http/", "s", ":find str"] {
    time("completion of \(text)", count) { _ = session.completion(of: text, at: text.utf8.count) }
  }
  for text in [":info types", ":wit wasi:http", ":browse"] {
    time(text, count) { _ = session.execute(text) }
  }
  let size = ScreenSize(rows: 40, columns: 120)
  timeKeys("tree: arrows", session, size, before: typed("/http"), [.down, .down, .up, .up], count)
  timeKeys("tree: pages at the end", session, size, before: [.character("G")], [.pageUp, .pageUp, .pageDown], count)
  timeKeys("tree: open and close", session, size, before: [.character("G")], [.enter, .left], count)
  timeKeys("tree: search typed", session, size, before: [.character("/")], [.character("s"), .backspace], count)
  timeKeys("tree: search, nothing found", session, size, before: typed("/zzz"), [.character("n")], count)
  timeKeys("tree: next found", session, size, before: typed("/error"), [.character("n"), .character("N")], count)
  timeKeys(
    "prompt: Tab completes", session, size, before: typed("e:info wasi:"), [.tab, .character("h"), .backspace], count)
  timeKeys("prompt: typing", session, size, before: typed("e:find str"), [.character("e"), .backspace], count)
}

/// A session with every folder of WASI packages, and the built-in example.
private func wasiSession(_ shared: String) -> Session {
  let session = Session()
  session.addBuiltInExample()
  _ = session.execute(":set features all")
  for folder in FrameSource.folders(in: shared + "/conformance/wasi")
  where !folder.hasSuffix(".txt") && !folder.hasSuffix("LICENSE") {
    // What cannot be loaded is not there to be found, and would make the times look better.
    do { try session.load(path: folder) } catch { print("not loaded: \(folder)") }
  }
  print("\(session.packages.count) packages")
  return session
}

private func typed(_ text: String) -> [Key] {
  text.map { Key.character($0) } + (text.hasPrefix("/") ? [.enter] : [])
}

/// Times a key with the screen that follows it.
private func timeKeys(
  _ name: String, _ session: Session, _ size: ScreenSize, before: [Key], _ keys: [Key], _ count: Int
) {
  let program = ExplorerProgram(session, size: size)
  for key in before { program.press(key) }
  var number = 0
  time(name, count) {
    program.press(keys[number % keys.count])
    _ = program.screen
    number += 1
  }
}

private func time(_ name: String, _ count: Int, _ work: () -> Void) {
  var seconds: [Double] = []
  for _ in 0..<count {
    let start = monotonicSeconds()
    work()
    seconds.append(monotonicSeconds() - start)
  }
  let (median, worst) = (percentile(seconds, 50) * 1_000, percentile(seconds, 99) * 1_000)
  print(pad(name, 38), fixed(median, 9), fixed(worst, 9), worst > 16 ? "  above a frame" : "")
}
