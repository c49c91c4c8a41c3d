import ComponentRuntime
import ComponentTypes
import CoreTypes
import Session
import StyledText
import Testing

@testable import Explorer

/// Calls of the built-in example, and what the Step pane shows of them.
@Suite struct StepPaneTests {
  /// A pane after a call, its instructions supplied.
  private func pane(after input: String) throws -> StepPane {
    let session = Session()
    session.addBuiltInExample()
    var pane = StepPane()
    guard case .value(let value) = session.execute(input).content else {
      Issue.record("\(input) has no value")
      return pane
    }
    pane.show(value.call)
    if let place = pane.wantedPlace {
      pane.supply(
        session.disassembly(around: place.location, ofInstance: place.instance, lines: StepPane.listingLines))
    }
    return pane
  }

  private func screen(_ pane: StepPane, _ columns: Int = 80, _ rows: Int = 14) -> String {
    pane.frame(columns: columns, rows: rows, hasFocus: true).lines.map { line in
      var text = line.plainText
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  @Test func dump() throws {
    let pane = try pane(after: "interpreted.overflowing-add({x: 2147483647, y: 1})")
    print(screen(pane)); print(screen(pane, 60, 8)); print(screen(pane, 30, 3))
    print(screen(try self.pane(after: "native.overflowing-add({x: 2147483647, y: 1})")))
    print(screen(try self.pane(after: "native.overflowing-add({x: 7, y: 1})")))
    print(screen(StepPane()))
  }
}
