import ComponentTypes
import Diagnostics
import Foundation
import Testing
import WAVE

@Suite(.enabled(if: SharedData.folder != nil, "WITSCOPE_SHARED is not set")) struct ConformanceTests {
  /// The parameters of the function that a case's call names; nil where there is none of the name.
  private func parameters(of name: String) -> [FunctionType.Parameter]? {
    uiFunctions.first { function, _ in
      ["\(function)", "ui.\(function)", "ui:tests/ui.\(function)", "ui:tests/ui.\(function)@0.1.0"].contains(name)
    }?.value
  }

  /// What a case gives, in the words of the `.out` files as far as they are compared: the call as it is printed, or `at 5..6`.
  private func outcome(_ text: String) -> String {
    do {
      let call = try WrittenCall(SourceText(name: "case", text: text))
      guard let parameters = parameters(of: call.name) else { return "unknown test func \"\(call.name)\"" }
      let values = try call.values(for: parameters)
      let shown = zip(parameters, values).map { "\($0.name): \(TypedValue($1, $0.type).waveText())" }
      return "\(call.name)(\(shown.joined(separator: ", ")))"
    } catch {
      return "at \(error.span.start)..\(error.span.end)"
    }
  }

  /// The cases of a file: each ends with `;` and a line break; comments before a call are not part of it.
  private func cases(_ text: String) -> [String] {
    var end = Substring(text)
    while end.last?.isWhitespace == true { end.removeLast() }
    while end.last == ";" { end.removeLast() }
    return end.split(separator: ";\n", omittingEmptySubsequences: false).map { piece in
      var call = piece
      while call.hasPrefix("//"), let end = call.firstIndex(of: "\n") { call = call[call.index(after: end)...] }
      return String(call)
    }
  }

  @Test func agreesWithTheReference() throws {
    var total = 0
    for file in try SharedData.names(in: "conformance/wave/ui", ending: ".waves") {
      let cases = cases(try SharedData.text("conformance/wave/ui/\(file).waves"))
      let expected = try SharedData.text("conformance/wave/ui/\(file).out").split(separator: "\n")
        .filter { !$0.hasPrefix("//") }.map(String.init)
      #expect(cases.count == expected.count, "\(file)")
      var passed = 0
      var ranges = 0
      for (call, line) in zip(cases, expected) {
        let found = outcome(call)
        // What the reference says of a mistake is its own; where it is, is not.
        let range = line.range(of: "at [0-9]+\\.\\.[0-9]+$", options: .regularExpression).map { String(line[$0]) }
        let isRejection = file.hasPrefix("reject")
        let isRight = found == (isRejection ? range ?? line : line)
        #expect(isRight, "\(file): \(call) gives \(found), not \(line)")
        if isRight { passed += 1 }
        if isRight, isRejection, range != nil { ranges += 1 }
      }
      total += passed
      print("wave/\(file): \(passed) of \(expected.count)\(ranges > 0 ? ", \(ranges) byte ranges equal" : "")")
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
