package import ComponentBinary
package import CoreModule
package import WIT

/// Which features are on: the proposals that core modules and components may use, and the gates of WIT.
///
/// A list such as `simd,-threads,fancy` is read from left to right. A name that the ecosystem's tools give to a proposal, or
/// to a version such as `wasm2`, turns that on, or with `-` before it off. Any other name is a gate's. A gate that has a
/// proposal's name is on with it. `all` is everything, `-all` nothing that can be turned off.
package struct FeatureChoice: Hashable, Sendable {
  /// What core modules may use.
  package private(set) var core = CoreFeatures.supported
  /// What components may use beyond WASI 0.2.
  package private(set) var component = ComponentFeatures.shipped
  /// Which `@unstable` items are kept.
  package private(set) var wit = FeatureSelection.stable
  /// The list as it was typed; empty where nothing was chosen.
  package let list: String

  /// What is on unless a user says otherwise.
  package static let usual = FeatureChoice()
  /// Everything.
  package static let all: FeatureChoice = {
    var choice = FeatureChoice(list: "all")
    choice.core = .all
    choice.component = .all
    choice.wit = .all
    return choice
  }()

  /// The versions that a list may begin from.
  static let versions = ["mvp", "wasm1", "wasm2", "wasm3", "lime1"]
  /// The proposals of core modules and of components, by the names of the ecosystem's tools.
  static let names =
    UnknownCoreFeature.known.filter { $0 != "all" && !versions.contains($0) } + ComponentFeatures.namedFeatures

  private init(list: String = "") {
    self.list = list
  }

  /// Reads a list of names with commas between them; nil where one of them can be no feature's.
  package init?(_ text: String) {
    let words = text.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    self.init(list: words.joined(separator: ","))
    var proposals: [String] = []
    for word in words {
      let isProposal = word != "-" && (try? CoreFeatures(list: word)) != nil
      if isProposal { proposals.append(word) }
      guard isProposal || Self.isName(word) else { return nil }
      switch word {
      case "all": wit = .all
      case "-all": wit = .stable
      case _ where word.hasPrefix("-"): wit.names.remove(String(word.dropFirst()))
      default: wit.names.insert(word)
      }
    }
    if let chosen = try? CoreFeatures(list: proposals.joined(separator: ",")) { core = chosen }
    component = ComponentFeatures(list: list)
  }

  /// Whether a word is written as the names of gates are: words of letters and digits with `-` between them.
  private static func isName(_ word: String) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard let first = word.utf8.first, !digits.contains(first) else { return false }
    return word.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { digits.contains($0) || letters.contains($0 | 0x20) }
    }
  }
}
