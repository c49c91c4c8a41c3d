package import CoreModule

/// What a script's file says of how it is to be run.
package struct ScriptConfiguration: Hashable, Sendable {
  /// The proposals that its modules may use.
  package var features: CoreFeatures

  /// - Parameters:
  ///   - path: of the file; scripts in `proposals/threads` are written against a smaller base.
  ///   - text: the file. `;; RUN: … -f=name,-name` and `;;! name = true` turn proposals on and off.
  ///   - chosen: what the user asked for; nil leaves the choice to the file.
  package init(path: String, text: String, chosen: CoreFeatures?) {
    features = chosen ?? .all
    if chosen == nil, path.contains("proposals/threads/") { features.subtract(Self.behindThreads) }
    for line in text.split(whereSeparator: \.isNewline).prefix(50) {
      if line.hasPrefix(";;!") {
        read(setting: line.dropFirst(3))
      } else if line.hasPrefix(";;"), let run = line.firstRange(of: "RUN:") {
        read(commandLine: line[run.upperBound...])
      } else if !line.hasPrefix(";;") {
        break
      }
    }
  }

  /// What the threads proposal's text does not know yet.
  private static let behindThreads: CoreFeatures = [
    CoreFeatures(.multiMemory), CoreFeatures(.referenceTypes), CoreFeatures(.functionReferences), CoreFeatures(.gc),
    CoreFeatures(.exceptions), CoreFeatures(.memory64),
  ]

  /// `name = true`
  private mutating func read(setting: Substring) {
    let parts = setting.split(separator: "=")
    guard parts.count == 2 else { return }
    let name = parts[0].filter { $0 != " " }
    turn(name.replacing("_", with: "-"), on: parts[1].contains("true"))
  }

  /// `wast --assert default % -f=gc,-simd`
  private mutating func read(commandLine: Substring) {
    let words = commandLine.split(separator: " ")
    for (index, word) in words.enumerated() {
      let list: Substring
      if word == "-f" || word == "--features" {
        list = index + 1 < words.count ? words[index + 1] : ""
      } else if word.hasPrefix("-f=") || word.hasPrefix("--features=") {
        list = word[word.index(after: word.firstIndex(of: "=") ?? word.startIndex)...]
      } else {
        continue
      }
      for name in list.split(separator: ",") {
        if name.hasPrefix("-") { turn(String(name.dropFirst()), on: false) } else { turn(String(name), on: true) }
      }
    }
  }

  /// Names that are not known belong to components.
  private mutating func turn(_ name: String, on isOn: Bool) {
    guard let feature = CoreFeature.allCases.first(where: { $0.name == name }) else { return }
    if isOn { features.insert(CoreFeatures(feature)) } else { features.remove(CoreFeatures(feature)) }
  }
}
