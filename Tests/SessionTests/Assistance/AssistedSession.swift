import ComponentRuntime
import ComponentTypes

@testable import Session

/// A session with functions of every kind of parameter, and a few variables.
enum AssistedSession {
  static let shapes = InterfaceName("shapes", in: PackageName("test", "zoo", version: SemanticVersion(1, 2, 0)))
  static let color = ValueType(
    .enumeration([.init("red", documentation: "like roses"), .init("green")]), name: TypeName("color", in: shapes))
  static let point = ValueType(.record([.init("x", .s32), .init("y", .s32)]), name: TypeName("point", in: shapes))
  static let line = ValueType(
    .record([.init("start", point), .init("finish", point), .init("tint", ValueType(.option(color)))]),
    name: TypeName("line", in: shapes))
  static let shape = ValueType(
    .variant([.init("circle", .u8), .init("dot"), .init("polygon", ValueType(.list(point)))]),
    name: TypeName("shape", in: shapes))
  static let access = ValueType(.flags([.init("read"), .init("write"), .init("run")]))
  static let counter = ResourceType("counter", in: shapes, identity: 3)

  static func make() -> Session {
    func function(_ name: String, _ parameters: [(String, ValueType)], _ result: ValueType?) -> Function {
      Function(
        name, FunctionType(parameters: parameters.map { .init($0.0, $0.1) }, result: result),
        documentation: name == "paint" ? "Paints it.\nWell." : nil)
    }
    let own = ValueType(.own(counter))
    let borrow = ValueType(.borrow(counter))
    let interface = Interface(
      shapes,
      types: [
        TypeDefinition("color", color), TypeDefinition("point", point), TypeDefinition("line", line),
        TypeDefinition("shape", shape),
      ],
      functions: [
        function("paint", [("what", shape), ("how", color)], .bool), function("draw", [("it", line)], nil),
        function("move", [("p", point), ("by", ValueType(.tuple([.s32, .f64])))], point),
        function("[constructor]counter", [("first", .s32)], own),
        function("[method]counter.increment", [("self", borrow), ("by", ValueType(.option(.u32)))], .s32),
        function("[method]counter.reset", [("self", borrow)], nil),
        function("[static]counter.merge", [("a", own), ("b", own)], own),
      ])
    let plain = [
      function("add", [("x", .s32), ("y", .s32)], .s32), function("allow", [("access", access)], nil),
      function("now", [], .u64), function("name", [("text", .string), ("mark", .char)], nil),
      function("try-it", [("r", ValueType(.result(ok: .u8, error: .string)))], nil),
      function("sum", [("list", ValueType(.list(point)))], .s32),
      function("fixed", [("three", ValueType(.fixedLengthList(.u8, length: 3)))], nil),
      function("take", [("c", borrow)], nil), function("toggle", [("on", .bool)], nil),
      function("moved", [("p", point)], point),
    ]
    let world = World(
      "zoo",
      exports: [WorldItem(.interface(shapes), .interface(interface))]
        + plain.map { WorldItem(.plain($0.name), .function($0)) })
    let other = Fixture.world([("other-only", FunctionType(parameters: [], result: nil))])
    let session = Session()
    session.addInstance("second", InstanceRecipe(kind: .component) { _ in FakeInstance(world: other, [:]) })
    session.addInstance("zoo", InstanceRecipe(kind: .component) { _ in FakeInstance(world: world, [:]) })
    session.variables.assign("number", TypedValue(.s32(1), .s32))
    session.variables.assign("spot", TypedValue(.record([.s32(1), .s32(2)]), point))
    session.variables.assign("pair", TypedValue(.tuple([.s32(1), .bool(true)]), ValueType(.tuple([.s32, .bool]))))
    session.variables.assign("c", TypedValue(.handle(1), own))
    session.lastValue = TypedValue(.record([.s32(1), .s32(2)]), point)
    session.values.keep(TypedValue(.tuple([.s32(1), .bool(true)]), ValueType(.tuple([.s32, .bool]))), of: 3)
    return session
  }
}

extension Session {
  /// The texts that could take the place of what is before the `|` in marked input, each as the whole line would read
  /// up to the cursor.
  func completed(_ marked: String) -> [String] {
    guard let bar = marked.firstIndex(of: "|") else { return [] }
    let before = String(marked[..<bar])
    let text = before + marked[marked.index(after: bar)...]
    guard let found = completion(of: text, at: before.utf8.count) else { return [] }
    return found.candidates.map {
      String(decoding: Array(before.utf8)[..<found.range.lowerBound], as: UTF8.self) + $0.text
    }
  }
}
