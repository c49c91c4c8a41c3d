import ComponentTypes
import Diagnostics
import Glibc
import RandomInputs
import Testing
import WIT

/// What random packages say stays the same when they are printed and read again.
///
/// `WITSCOPE_RANDOM_INPUTS` asks for more than the few that are tried otherwise, `WITSCOPE_RANDOM_SEED` for others, and
/// `WITSCOPE_RANDOM_FOLDER` keeps the packages there, for other tools to read.
@Suite struct RandomWITTests {
  @Test func whatIsPrintedReadsBack() {
    let asked = RandomInputsSetting.number(in: "WITSCOPE_RANDOM_INPUTS").map { $0 / 20 } ?? 60
    for number in 0..<asked {
      let seed = RandomInputsSetting.seed &+ UInt64(number)
      var maker = RandomWIT(seed: seed, options: RandomInputsSetting.options)
      let packages = maker.make()
      RandomInputsSetting.keep(packages, number: number)
      for features in [FeatureSelection.all, .stable, FeatureSelection(["alpha"])] {
        if let fault = fault(of: packages, features) {
          Issue.record("seed \(seed): \(fault)\n\(packages.allTexts)")
          return
        }
      }
    }
  }

  /// What is wrong, if anything.
  private func fault(of packages: RandomPackages, _ features: FeatureSelection) -> String? {
    do {
      let sources = packages.sources
      let resolved = try resolvePackages(main: sources.main, dependencies: sources.dependencies, features: features)
      let text = WITPrinter().print(resolved)
      let again: ResolvedPackages
      do { again = try resolvePackages(main: [WITSource(name: "printed", text: text)], features: .all) } catch {
        return "printed text is refused: \(error.diagnostics.map(\.shortText))\n\(text)"
      }
      if again.main != resolved.main { return "the main package differs\n\(text)" }
      let names = Set(resolved.packages.map(\.name))
      if Set(again.packages.map(\.name)) != names { return "the packages differ\n\(text)" }
      for package in resolved.packages where again.package(named: package.name) != package {
        return "\(package.name) differs\n\(text)"
      }
      if WITPrinter().print(again) != text { return "it prints differently the second time\n\(text)" }
      _ = try resolveArenas(main: sources.main, dependencies: sources.dependencies, features: features)
      return nil
    } catch {
      return "refused: \(error.diagnostics.map(\.shortText))"
    }
  }
}

/// What the environment asks of tests with random inputs.
enum RandomInputsSetting {
  static let seed = number(in: "WITSCOPE_RANDOM_SEED").map { UInt64(truncatingIfNeeded: $0) } ?? 20_261_122

  static func number(in variable: String) -> Int? {
    getenv(variable).flatMap { Int(String(cString: $0)) }
  }

  /// What is kept for other tools is written as they read it.
  static var options: RandomWITOptions {
    var options = RandomWITOptions()
    options.endsIncludes = getenv("WITSCOPE_RANDOM_FOLDER") == nil
    return options
  }

  /// Writes packages as directories, one a number.
  static func keep(_ packages: RandomPackages, number: Int) {
    guard let folder = getenv("WITSCOPE_RANDOM_FOLDER").map({ String(cString: $0) }) else { return }
    let root = "\(folder)/\(number)"
    mkdir(root, 0o755)
    for (index, text) in packages.main.enumerated() { write(text, to: "\(root)/m\(index).wit") }
    if !packages.dependencies.isEmpty { mkdir("\(root)/deps", 0o755) }
    for (group, texts) in packages.dependencies.enumerated() {
      mkdir("\(root)/deps/d\(group)", 0o755)
      for (index, text) in texts.enumerated() { write(text, to: "\(root)/deps/d\(group)/f\(index).wit") }
    }
  }

  private static func write(_ text: String, to path: String) {
    guard let file = fopen(path, "wb") else { return }
    fputs(text, file)
    fclose(file)
  }
}

extension RandomPackages {
  var sources: (main: [WITSource], dependencies: [[WITSource]]) {
    (
      main.enumerated().map { WITSource(name: "m\($0).wit", text: $1) },
      dependencies.enumerated().map { group, texts in
        texts.enumerated().map { WITSource(name: "deps/d\(group)/f\($0).wit", text: $1) }
      }
    )
  }

  var allTexts: String {
    sources.main.map { "// \($0.name)\n\($0.text)" }.joined()
      + sources.dependencies.joined().map { "// \($0.name)\n\($0.text)" }.joined()
  }
}

extension Diagnostic {
  /// The message, and where.
  fileprivate var shortText: String {
    guard case .text(let source, let labels) = location, let span = labels.first?.span else { return message }
    return "\(source.name):\(source.text.utf8.prefix(span.start).count { $0 == 0x0A } + 1): \(message)"
  }
}
