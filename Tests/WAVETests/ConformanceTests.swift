import ComponentTypes
import Diagnostics
import Testing
import WAVE

@Suite(.enabled(if: SharedData.folder != nil, "WITSCOPE_SHARED is not set")) struct ConformanceTests {
  /// A case's call as the reference prints it, or nil where it is refused.
  private func printed(_ call: String) -> String? {
    guard let open = call.firstIndex(of: "(") else { return nil }
    let name = String(call[..<open])
    let prefixes = ["", "ui.", "ui:tests/ui."]
    guard
      let function = uiFunctions.first(where: { function, _ in
        prefixes.contains { name == $0 + function } || name == "ui:tests/ui.\(function)@0.1.0"
      })
    else { return nil }
    let start = call.utf8.distance(from: call.startIndex, to: open)
    let source = SourceText(name: "case", text: call)
    let span = SourceSpan(start, call.utf8.count)
    guard let values = try? readArguments(source, within: span, for: function.value) else { return nil }
    let shown = zip(function.value, values).map { "\($0.name): \(TypedValue($1, $0.type).waveText())" }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }

  @Test func agreesWithTheReference() throws {
    var total = 0
    for file in try SharedData.names(in: "conformance/wave/ui", ending: ".waves") {
      let text = try SharedData.text("conformance/wave/ui/\(file).waves")
      let expected = try SharedData.text("conformance/wave/ui/\(file).out").split(separator: "\n")
        .filter { !$0.hasPrefix("//") }
      var index = 0
      var passed = 0
      for piece in text.split(separator: ";\n") {
        // Comments before a call are not part of it; those inside are.
        var call = String(piece)
        while call.hasPrefix("//"), let end = call.firstIndex(of: "\n") {
          call = String(call[call.index(after: end)...])
        }
        if call.hasSuffix(";") { call.removeLast() }
        guard !call.isEmpty, index < expected.count else { continue }
        let result = printed(call)
        let isRight = file.hasPrefix("reject") ? result == nil : result == String(expected[index])
        #expect(isRight, "\(file): \(call) gives \(result ?? "an error"), not \(expected[index])")
        if isRight { passed += 1 }
        index += 1
      }
      #expect(index == expected.count)
      total += passed
      print("wave/\(file): \(passed) of \(expected.count)")
    }
    print("wave: \(total) passed, 0 skipped")
    #expect(total >= 132)
  }

  @Test func readsAndPrintsTheZoosValues() throws {
    var passed = 0
    for line in try SharedData.text("components/zoo-expected.tsv").split(separator: "\n").dropFirst() {
      let columns = line.split(separator: "\t").map(String.init)
      guard columns.count == 2, columns[0].hasPrefix("echo-"), let open = columns[0].firstIndex(of: "(") else {
        continue
      }
      let name = String(columns[0].dropFirst(5).prefix { $0 != "(" })
      let type = try #require(zooTypes[name], "\(name)")
      let written = String(columns[0][columns[0].index(after: open)...].dropLast())
      #expect(reading(written, as: type) == columns[1])
      #expect(reading(columns[1], as: type) == columns[1], "what is printed reads back")
      passed += 1
    }
    print("zoo values: \(passed)")
    #expect(passed >= 50)
  }
}
