import ComponentTypes
import Glibc
import Testing

@testable import WIT

/// Hostile and large texts: refused or read in time in proportion to their length.
@Suite struct LimitTests {
  private func resolve(_ text: String) throws(WITError) -> ResolvedPackages {
    try resolvePackages(main: [WITSource(name: "t.wit", text: text)])
  }

  private func kinds(_ text: String) -> [WITProblem.Kind] {
    do {
      _ = try resolve(text)
      return []
    } catch {
      return error.problems.map(\.kind)
    }
  }

  @Test func refusesTypesThatGrowExponentially() {
    var text = "package a:b;\ninterface i {\n  type t0 = tuple<u8, u8>;\n"
    for index in 1..<60 { text += "  type t\(index) = tuple<t\(index - 1), t\(index - 1)>;\n" }
    #expect(kinds(text + "}\n") == [.typeTooLarge])
  }

  @Test func refusesLargeTypesInSignatures() {
    var text = "package a:b;\ninterface i {\n  type t0 = tuple<u8, u8>;\n"
    for index in 1..<18 { text += "  type t\(index) = tuple<t\(index - 1), t\(index - 1)>;\n" }
    text += "  f: func(a: t17, b: t17, c: t17, d: t17) -> t17;\n}\n"
    #expect(kinds(text) == [.typeTooLarge])
  }

  @Test func refusesTypesThatNestThroughNames() {
    var text = "package a:b;\ninterface i {\n  type t0 = u8;\n"
    for index in 1..<101 { text += "  type t\(index) = option<t\(index - 1)>;\n" }
    #expect(kinds(text + "}\n") == [.typeTooDeep])
  }

  @Test func refusesDeepSyntaxWithoutCrashing() {
    for open in ["list<", "option<", "tuple<", "result<", "map<u8, ", "stream<"] {
      let text = "package a:b;\ninterface i {\n  type t = " + String(repeating: open, count: 100_000)
      #expect(kinds(text).first == .typeNestingTooDeep)
    }
    #expect(!kinds(String(repeating: "package a:b {", count: 50_000)).isEmpty)
    #expect(!kinds("package a:b; world w { import x: " + String(repeating: "interface {", count: 50_000)).isEmpty)
    #expect(kinds(String(repeating: "/*", count: 200_000)).contains(.unterminatedComment))
    #expect(!kinds(String(repeating: "}", count: 200_000)).isEmpty)
    #expect(!kinds(String(repeating: "@", count: 200_000)).isEmpty)
  }

  @Test func readsOneLineOfTenMegabytes() {
    let clock = ContinuousClock()
    let name = "package a:b; interface " + String(repeating: "a", count: 10_000_000) + " {}"
    let blank = "package a:b;" + String(repeating: " ", count: 10_000_000) + "interface i {}"
    let elapsed = clock.measure {
      #expect(kinds(name) == [])
      #expect(kinds(blank) == [])
    }
    print("two lines of 10 MB: \(elapsed)")
    #expect(kinds(String(repeating: "interface a{}", count: 50_000)) == [.noPackageDeclaration])
    let functions =
      "package a:b; interface i { "
      + (0..<20_000).map { "function-\($0): func(x: u8);" }.joined(separator: " ") + "}"
    #expect(kinds(functions) == [])
  }

  @Test func followsLongChainsWithoutRecursion() throws {
    var text = "package a:b;\ninterface i0 { type t = u8; }\n"
    for index in 1..<5_000 { text += "interface i\(index) { use i\(index - 1).{t}; }\n" }
    text += "world w { export i4999; }\n"
    let resolved = try resolve(text)
    #expect(resolved.main.worlds.first?.imports.count == 4_999)
  }

  @Test func refusesWorldsThatAddUpToTooMuch() {
    var text = "package a:b;\nworld w0 { import fn-0: func(); }\n"
    for index in 1..<2_000 { text += "world w\(index) { include w\(index - 1); import fn-\(index): func(); }\n" }
    #expect(kinds(text).first == .tooManyWorldItems)
  }

  @Test func takesTimeInProportionToLength() throws {
    func package(lines: Int) -> String {
      var text = "package a:b@1.0.0;\n"
      var count = 1
      var index = 0
      while count < lines {
        text += "/// Interface \(index).\n@since(version = 1.0.0)\ninterface i\(index) {\n"
        if index > 0 { text += "  use i\(index - 1).{r as earlier};\n" }
        text += "  record r { a: u32, b: list<string>,\n c: option<tuple<u8, s64>> }\n"
        text += "  variant v { none, some(r),\n other(string) }\n"
        text += "  resource s {\n    constructor(x: u32);\n    get: func(a: r, b: v) -> result<r, v>;\n  }\n"
        text += "  run: func(s: borrow<s>,\n r: r) -> v;\n}\n"
        text += "world w\(index) { import i\(index); export run: func();\n}\n"
        count += 15
        index += 1
        if index % 50 == 0 {
          text += "interface i\(index) { record r { a: u32 } }\n"
          count += 1
          index += 1
        }
      }
      return text
    }
    // The full size is for conformance runs: unoptimised code takes seconds for it.
    let sizes = SharedData.path == nil ? [2_500, 10_000] : [12_500, 50_000]
    var times: [Double] = []
    for lines in sizes {
      let text = package(lines: lines)
      let start = threadSeconds()
      let resolved = try resolve(text)
      let middle = threadSeconds()
      let printed = WITPrinter().print(resolved)
      let end = threadSeconds()
      print(
        "\(lines) lines, \(text.utf8.count) bytes: read in \(middle - start) s, printed (\(printed.utf8.count) bytes) in "
          + "\(end - middle) s")
      times.append(middle - start)
    }
    // Four times the lines: more than eight times the time would be no proportion any more.
    #expect(times[1] < times[0] * 8)
  }

  /// The processor time of this thread, which other work on the machine does not stretch.
  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
