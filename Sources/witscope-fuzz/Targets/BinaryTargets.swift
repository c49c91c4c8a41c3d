import ComponentBinary
import ComponentWIT
import CoreModule
import RandomInputs
import WIT

/// Component binaries: they decode and say their world, or are refused.
struct ComponentTarget: FuzzTarget {
  let mutation: InputMutation
  private let corpus: [[UInt8]]

  init(_ corpus: Corpus) {
    self.corpus = corpus.files(named: ".wasm").filter { $0.count < 3000 && $0.dropFirst(6).first == 1 }
    mutation = InputMutation(corpus: self.corpus, dictionary: ["\0", "\u{1}", "\u{7F}"])
  }

  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8] { random.pick(corpus) ?? [] }

  func check(_ input: [UInt8]) -> Verdict {
    let component: Component
    do {
      component = try decodeComponent(input)
    } catch {
      return Verdict(refusal: error.diagnostics)
    }
    do {
      let decoded = try decodeWIT(of: component)
      _ = decoded.arenas.json
      _ = WITPrinter().print(decoded.packages)
      return .read
    } catch {
      return Verdict(refusal: error.diagnostics)
    }
  }
}

/// Core module binaries: they decode and validate, or are refused.
struct ModuleTarget: FuzzTarget {
  let mutation: InputMutation
  private let corpus: [[UInt8]]

  init(_ corpus: Corpus) {
    self.corpus = corpus.files(named: ".wasm").filter { $0.count < 3000 && $0.dropFirst(6).first == 0 }
    mutation = InputMutation(corpus: self.corpus, dictionary: ["\0", "\u{1}", "\u{7F}"])
  }

  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8] { random.pick(corpus) ?? [] }

  func check(_ input: [UInt8]) -> Verdict {
    do {
      _ = try decodeAndValidateModule(input)
      return .read
    } catch {
      return .refused
    }
  }
}
