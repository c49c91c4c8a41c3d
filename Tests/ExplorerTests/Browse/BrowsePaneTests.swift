import ComponentTypes
import CoreTypes
import Session
import StyledText
import Testing

@testable import Explorer

/// The tree as a value: what is found in it, and what the row in hand says below it.
@Suite struct BrowsePaneTests {
  private static let name = PackageName("test", "shapes")

  /// A record whose fields say nothing, so that it does not open, between two functions.
  private func pane(documentation: String? = nil) -> BrowsePane {
    let interface = InterfaceName("shapes", in: Self.name)
    let point = TypeDefinition("point", .record(("x", .s32), ("pos-x", .s32)))
    let parameters = (0..<12).map { FunctionType.Parameter("parameter\($0)", .s32) }
    let functions = [
      Function("pos-a", FunctionType(parameters: parameters, result: .s32), documentation: documentation),
      Function("pos-b", FunctionType(parameters: [], result: nil)),
    ]
    var pane = BrowsePane()
    pane.show(
      Catalog(packages: [
        Package(
          Self.name, interfaces: [Interface(interface, types: [point], functions: functions)], worlds: [])
      ]))
    return pane
  }

  @Test func searchesOnPastFieldsThatNoRowShows() {
    var pane = pane()
    pane.move(to: 0)
    var found: [String] = []
    for _ in 0..<3 {
      let isFound = pane.search("pos")
      #expect(isFound)
      found.append(pane.current.node.name)
    }
    #expect(found == ["pos-a", "pos-b", "pos-a"])
  }

  @Test func tellsADeclarationWholeWhereItsRowCutsIt() {
    let text = pane().frame(columns: 60, rows: 16, hasFocus: true).lines.map(\.plainText)
    #expect(text.joined(separator: " ").contains("parameter6: s32"))
    // With room for the row nothing is said twice.
    let wide = pane().frame(columns: 300, rows: 16, hasFocus: true).lines.map(\.plainText)
    #expect(wide.filter { $0.contains("parameter6: s32") }.count == 1)
  }

  @Test func saysWhereTheRestOfALongDocumentationIs() {
    let long = (1...40).map { "line \($0)" }.joined(separator: "\n")
    let text = pane(documentation: long).frame(columns: 80, rows: 18, hasFocus: true).lines.map(\.plainText)
    #expect(text.count == 18)
    #expect(text.last == "  ... :info NAME shows all")
  }

  @Test func beginsWithATrapWhereAnInstanceIsTold() {
    let summary = InstanceSummary(
      name: "a", kind: .component, isCurrent: true, path: "some/long/path/to/a.wasm", size: 12_345,
      trap: Trap(.unreachable), functionCount: 1)
    #expect(TreeNode.instance(summary).documentation?.hasPrefix("trapped, :reset makes it anew; component") == true)
  }
}
