import ComponentBinary
import CoreModule
import RandomInputs

/// Component binaries: they decode, or are refused.
struct ComponentTarget: FuzzTarget {
  let mutation: InputMutation
  private let corpus: [[UInt8]]

  init(_ corpus: Corpus) {
    self.corpus = corpus.files(named: ".wasm").filter { $0.count < 3000 && $0.dropFirst(6).first == 1 }
    mutation = InputMutation(corpus: self.corpus, dictionary: ["\0", "\u{1}", "\u{7F}"])
  }

  mutating func makeInput(_ random: inout SplitMix64) -> [UInt8] { random.pick(corpus) ?? [] }

  func check(_ input: [UInt8]) -> Verdict {
    do {
      _ = try decodeComponent(input)
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
