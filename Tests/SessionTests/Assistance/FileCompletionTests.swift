import Testing

@testable import Session

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct FileCompletionTests {
  /// A folder with a few files, gone afterwards.
  private func withFolder(_ body: (String) -> Void) {
    var template = Array("/tmp/witscope-files-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for name in ["one.wasm", "two.wit", "two words.wasm", ".hidden.wasm", "notes.txt", "bad\nname.wasm"] {
      if let file = fopen("\(folder)/\(name)", "w") { fclose(file) }
    }
    mkdir("\(folder)/deps", 0o700)
    mkdir("\(folder)/my deps", 0o700)
    body(folder)
    _ = Glibc.system("rm -r '\(folder)'")
  }

  @Test func loadCompletesWhatItCanRead() {
    withFolder { folder in
      let session = Session()
      func completed(_ typed: String) -> [String] {
        session.completed(":load \(typed)|").map {
          $0.replacingFirst(of: "\(folder)/", with: "")
        }
      }
      #expect(
        completed("\(folder)/") == [
          ":load deps/", ":load \"my deps/", ":load one.wasm", ":load \"two words.wasm\"", ":load two.wit",
        ])
      #expect(completed("\(folder)/o") == [":load one.wasm"])
      #expect(completed("\(folder)/n") == [":load notes.txt"], "with nothing loadable all are shown")
      #expect(completed("\(folder)/.h") == [":load .hidden.wasm"])
      #expect(completed("\"\(folder)/two w") == [":load \"two words.wasm\""])
      #expect(completed("x.wasm \(folder)/two.") == [":load x.wasm two.wit"])
      #expect(completed("\(folder)/nowhere/") == [])
      #expect(completed("\(folder)/one.wasm as o") == [])
    }
  }
}

extension String {
  fileprivate func replacingFirst(of text: String, with other: String) -> String {
    guard let range = firstRange(of: text) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
