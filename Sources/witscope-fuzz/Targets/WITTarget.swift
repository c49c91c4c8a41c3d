import ComponentTypes
import Diagnostics
import RandomInputs
import WIT

/// WIT text: what is read prints, and reads back as the same packages.
struct WITTarget: FuzzTarget {
  let mutation: InputMutation
  private let corpus: [[UInt8]]

  init(_ corpus: Corpus) {
    self.corpus = corpus.files(named: ".wit")
    mutation = InputMutation(
      corpus: self.corpus,
      dictionary: WITKeyword.allCases.map(\.rawValue) + [
        "error-context", "@since(version = 1.0.0)", "@unstable(feature = a)", "@deprecated(version = 1.0.0)",
        "@external-id(\"a\")", "///", "/*", "*/", "//", "%", "_", "->", "::", "a:b/c@1.2.3", "package a:b;",
        "package c:d { }", "0", "4294967296", "list<", "tuple<", "{", "}", "(", ")", ";", ",", "\u{202E}", "\u{1F600}",
      ])
  }

  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8] {
    if random.chance(20), let file = random.pick(corpus), file.count < 3000 { return file }
    var options = RandomWITOptions()
    options.items = 1 + random.below(4)
    options.packages = 1 + random.below(3)
    options.isOneFile = true
    var maker = RandomWIT(seed: random.next(), options: options)
    let packages = maker.make()
    return Array((random.pick(packages.main) ?? "").utf8)
  }

  func check(_ input: [UInt8]) -> Verdict {
    let features: FeatureSelection = input.count.isMultiple(of: 2) ? .all : .stable
    let resolved: ResolvedPackages
    do {
      let source = try WITSource(name: "input", bytes: input)
      resolved = try resolvePackages(main: [source], features: features)
      _ = try resolveArenas(main: [source], features: features).json
    } catch {
      return Verdict(refusal: error.diagnostics)
    }
    let text = WITPrinter().print(resolved)
    do {
      let again = try resolvePackages(main: [WITSource(name: "printed", text: text)], features: .all)
      let isSame = again.main == resolved.main && Set(again.packages) == Set(resolved.packages)
      return isSame ? .read : .fault("what is printed reads back as something else:\n\(text)")
    } catch {
      return .fault("what is printed is refused: \(error.diagnostics.map(\.message))\n\(text)")
    }
  }
}
