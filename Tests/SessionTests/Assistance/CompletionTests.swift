import ComponentTypes
import Testing

@testable import Session

@Suite struct CompletionTests {
  private let session = AssistedSession.make()

  @Test(arguments: [
    // Functions, with both brackets where there is nothing to fill in.
    ("pai|", ["pair", "paint("]),
    ("al|", ["allow("]),
    ("no|", ["now()", "none"]),
    ("x = al|", ["x = allow("]),
    (":type al|", [":type allow("]),
    ("other|", ["other-only()"]),
    // A name that was typed, or completed, up to its hyphen.
    ("other-|", ["other-only()"]),
    ("1 + other-| + 2", ["1 + other-only()"]),
    ("1 + nu|", ["1 + number"]),
    ("al|(", ["allow"]),
    ("coun|", ["counter(", "counter.merge("]),
    // Skeletons right behind the bracket.
    ("add(|", ["add(0, 0)"]),
    ("add(|)", ["add(0, 0"]),
    ("draw(|", ["draw({start: {x: 0, y: 0}, finish: {x: 0, y: 0}, tint: none})"]),
    ("paint(|", ["paint(circle(0), red)"]),
    ("move(|", ["move({x: 0, y: 0}, (0, 0.0))"]),
    ("name(|", ["name(\"\", 'a')"]),
    ("allow(|", ["allow({})"]),
    ("try-it(|", ["try-it(ok(0))"]),
    ("fixed(|", ["fixed([0, 0, 0])"]),
    ("take(|", ["take(c)"]),
    ("now(|", ["now()"]),
    ("now(|)", []),
    ("test:zoo/shapes@1.2.0.paint(|", ["test:zoo/shapes@1.2.0.paint(circle(0), red)"]),
    ("zoo.add(|", ["zoo.add(0, 0)"]),
    ("add(add(|", ["add(add(0, 0)"]),
    ("add(add(|, 0)", ["add(add(0, 0)"]),
    ("moved({x: add(|, y: 0})", ["moved({x: add(0, 0)"]),
    ("add(| 1)", ["add(number"]),
    // Fields: those that are missing.
    ("moved({|", ["moved({x: 0, y: 0}", "moved({x: ", "moved({y: "]),
    ("moved({x: 1, |", ["moved({x: 1, y: "]),
    ("moved({|, x: 1})", ["moved({y: "]),
    ("draw({st|", ["draw({start: "]),
    ("draw({start: {x: 1, |", ["draw({start: {x: 1, y: "]),
    ("draw({finish: {x: 1, y: 2}, |", ["draw({finish: {x: 1, y: 2}, start: ", "draw({finish: {x: 1, y: 2}, tint: "]),
    ("moved {|", ["moved {x: 0, y: 0}", "moved {x: ", "moved {y: "]),
    ("moved <|", ["moved <x: ", "moved <y: "]),
    ("moved <x: 1, |", ["moved <x: 1, y: "]),
    ("paint <|", ["paint <what: ", "paint <how: "]),
    ("sum([{x: 1, |", ["sum([{x: 1, y: "]),
    ("moved({z|", []),
    // Values that a type names.
    ("paint(dot, |", ["paint(dot, red", "paint(dot, green"]),
    ("paint(dot, g|", ["paint(dot, green"]),
    ("paint(d|", ["paint(dot", "paint(draw("]),
    ("paint <how: r|", ["paint <how: red"]),
    ("paint dot r|", ["paint dot red"]),
    ("draw({tint: |", ["draw({tint: some(", "draw({tint: none"]),
    ("draw({tint: some(|", ["draw({tint: some(red", "draw({tint: some(green"]),
    ("draw({tint: gr|", ["draw({tint: green"]),
    ("try-it(e|", ["try-it(err("]),
    (
      "toggle(t|", ["toggle(true", "toggle(try-it(", "toggle(take(", "toggle(toggle(", "toggle(test:zoo/shapes@1.2.0."]
    ),
    ("allow({|", ["allow({read", "allow({write", "allow({run"]),
    ("allow({read, |", ["allow({read, write", "allow({read, run"]),
    ("allow({read, w|}", ["allow({read, write"]),
    ("add(m|", ["add(move(", "add(moved(", "add(max", "add(min"]),
    // Variables of the expected type come first, and alone where nothing is typed.
    ("add(1, |", ["add(1, number"]),
    ("add 1 |", ["add 1 number"]),
    ("moved |", ["moved {x: 0, y: 0}", "moved number"]),
    ("$nu|", ["$number"]),
    ("$|", ["$c", "$pair", "$spot", "$number"]),
    // Selectors.
    ("spot.|", ["spot.x", "spot.y"]),
    ("1 + pair.|", ["1 + pair.0", "1 + pair.1"]),
    ("it.|", ["it.x", "it.y"]),
    ("$3.|", ["$3.0", "$3.1"]),
    ("$spot.x|", ["$spot.x"]),
    ("moved(spot).|", ["moved(spot).x", "moved(spot).y"]),
    ("c.|", ["c.increment(", "c.reset()"]),
    ("c.inc|", ["c.increment("]),
    ("c.increment(|", ["c.increment(none)"]),
    ("counter.|", ["counter.merge("]),
    ("second.|", ["second.other-only()"]),
    ("zoo.al|", ["zoo.allow("]),
    ("sec|", ["second."]),
    ("nobody.|", []),
    ("3.|", []),
    // Full names.
    ("test|", ["test:zoo/shapes@1.2.0."]),
    ("test:|", ["test:zoo/shapes@1.2.0."]),
    ("test:zoo/sh|", ["test:zoo/shapes@1.2.0."]),
    ("test:zoo/shapes.pa|", ["test:zoo/shapes.paint("]),
    ("test:zoo/shapes@1.2.0.pa|", ["test:zoo/shapes@1.2.0.paint("]),
    ("zoo.test:|", ["zoo.test:zoo/shapes@1.2.0."]),
    ("shapes.pa|", ["shapes.paint("]),
    // Types.
    ("1 : s3|", ["1 : s32"]),
    ("1:u6|", ["1:u64"]),
    ("(1 + 2) as s8|", ["(1 + 2) as s8"]),
    ("spot as po|", ["spot as point"]),
    ("[] : list<po|", ["[] : list<point"]),
    ("moved({x: 1 : u1|", ["moved({x: 1 : u16"]),
    // Inside what is no name nothing completes.
    ("\"al|\"", []),
    ("\"al|", []),
    ("12|", []),
    ("// al|", []),
    ("add(1)|", []),
  ])
  func completes(_ marked: String, _ expected: [String]) {
    let found = session.completed(marked)
    #expect(found == expected, "\(marked)")
  }

  @Test(arguments: [
    (":lo|", [":load "]), (":q|", [":quit"]), (":l|", [":load "]), (":vars|", [":vars"]),
    (":use |", [":use second", ":use zoo"]), (":reset z|", [":reset zoo"]), (":use se|", [":use second"]),
    (":set wa|", [":set watch ", ":set watch-rules "]), (":set watch o|", [":set watch on", ":set watch off"]),
    (":watch s|", [":watch signed"]),
    (":set features wi|", [":set features wide-arithmetic"]), (":set features -memory6|", [":set features -memory64"]),
    (":set features simd,-th|", [":set features simd,-threads"]), (":set features simd,sim|", []),
    (":set features -was|", []),
    (":set features wasm3,cm-m|", [":set features wasm3,cm-more-async-builtins", ":set features wasm3,cm-map"]),
    (":set watch-rules -ha|", [":set watch-rules -hashes"]), (":set watch-rules la|", [":set watch-rules lanes"]),
    (":set features simd -|", []), (":set features \"s|", []),
    (":set fuel n|", [":set fuel none"]), (":help loa|", [":help load"]), ("help loa|", ["help load"]),
    (":info spo|", [":info spot"]), (":find sha|", [":find shape"]), (":bits nu|", [":bits number"]),
    (":vars |", []), (":nonsense |", []), (":set watch on |", []),
  ])
  func completesCommandsAndTheirWords(_ marked: String, _ expected: [String]) {
    let found = session.completed(marked)
    if marked == ":find sha|" {
      #expect(found.contains(":find shape") && found.contains(":find shapes"))
    } else {
      #expect(found == expected, "\(marked)")
    }
  }

  @Test func everyCommandIsOffered() {
    #expect(session.completed(":|").count == Session.commandNames.count)
  }

  @Test func candidatesSayWhatTheyAre() {
    let candidates = session.completion(of: "pai", at: 3)?.candidates ?? []
    #expect(
      candidates.map(\.detail) == ["tuple<s32, bool>", "(what: shape, how: color) -> bool  Paints it."])
    #expect(session.completion(of: "paint(dot, r", at: 12)?.candidates.first?.detail == "color  like roses")
    #expect(session.completion(of: ":vars", at: 5)?.candidates.first?.detail == "list the variables")
  }

  @Test func skeletonsHaveTheirHoles() {
    func holes(_ text: String) -> [String] {
      guard let candidate = session.completion(of: text, at: text.utf8.count)?.candidates.first else { return [] }
      let bytes = Array(candidate.text.utf8)
      return candidate.holes.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(holes("draw(") == ["0", "0", "0", "0", "none"])
    #expect(holes("paint(") == ["0", "red"])
    #expect(holes("name(") == ["", "a"])
    #expect(holes("take(") == ["c"])
  }

  @Test func aResetInstanceIsNotMadeAnewToLookNamesUp() {
    var made = 0
    let session = Session()
    session.addInstance(
      "fake",
      InstanceRecipe(kind: .component) { _ in
        made += 1
        return FakeInstance(world: Fixture.overflowWorld, [:])
      })
    #expect(session.completed("over|") == ["overflowing-add("])
    #expect(made == 1)
    session.instances.current?.reset()
    #expect(session.completed("over|") == ["overflowing-add("])
    _ = session.tokens(of: "overflowing-add")
    #expect(made == 1)
  }

  @Test func commandsOfMeasuresTakeWhatTheyTake() {
    let session = Session()
    session.addBuiltInExample()
    #expect(session.completed(":sweep overflowing-ad|").contains(":sweep overflowing-add"))
    #expect(session.completed(":sweep overflowing-add un|") == [":sweep overflowing-add unsigned"])
    #expect(session.completed(":bench overflowing-ad|").contains(":bench overflowing-add("))
    #expect(session.completed(":trace overflowing-ad|").contains(":trace overflowing-add("))
    #expect(session.completed(":diff nat|") == [":diff native "])
    #expect(session.completed(":diff native inter|") == [":diff native interpreted "])
  }

  @Test func thousandsOfNamesAreBounded() {
    let names = (0..<5_000).map { ("function-\($0)", FunctionType(parameters: [], result: nil)) }
    let session = Fixture.session { FakeInstance(world: Fixture.world(names), [:]) }
    let found = session.completion(of: "f", at: 1)?.candidates ?? []
    #expect(found.count == InputCompletion.maximumCandidates)
  }
}
