package import ComponentBinary
package import CoreModule

/// The proposals that a user chose for scripts.
package struct ScriptFeatures: Hashable, Sendable {
  /// For core modules.
  package var core: CoreFeatures
  /// For components.
  package var component: ComponentFeatures

  package init(core: CoreFeatures, component: ComponentFeatures) {
    self.core = core
    self.component = component
  }

  /// The proposals of a list such as `simd,-threads,cm-async`.
  package init(list: String) throws(UnknownCoreFeature) {
    self.init(core: try CoreFeatures(list: list), component: ComponentFeatures(list: list))
  }
}

/// What a script's file says of how it is to be run.
package struct ScriptConfiguration: Hashable, Sendable {
  /// The proposals that its modules may use.
  package var features: CoreFeatures
  /// The proposals that its components may use.
  package var componentFeatures: ComponentFeatures
  /// How references to core definitions in components may be written.
  package var indices = Indices.legacy
  /// Whether the script is written for a tool that only validates: what components import need not be there, and what is
  /// refused need not be refused in one way rather than another.
  package var isForValidator = false
  /// Whether the file says that it needs more memory than others.
  package var takesMuchMemory = false
  /// Proposals for components that the file asks for and that this program does not hold.
  package var unheld: Set<String> = []

  /// Whether component text may leave out the word `core` in references, as it could once.
  package enum Indices: Hashable, Sendable {
    case strict, legacy

    /// What the environment variable `WAST_STRICT_COMPONENT_INDICES` means; nil where it is not set.
    package init?(environment value: String?) {
      guard let value else { return nil }
      self = value == "0" ? .legacy : .strict
    }
  }

  /// - Parameters:
  ///   - path: of the file; scripts in `proposals/threads` are written against a smaller base.
  ///   - text: the file. `;; RUN: … -f=name,-name` and `;;! name = true` turn proposals on and off.
  ///   - chosen: what the user asked for; nil leaves the choice to the file.
  ///   - indices: what the user asked for; the file may ask for something else.
  package init(path: String, text: String, chosen: ScriptFeatures?, indices: Indices? = nil) {
    features = chosen?.core ?? .all
    componentFeatures = chosen?.component ?? .suites
    self.indices = indices ?? .legacy
    if chosen == nil, path.contains("proposals/threads/") { features.subtract(Self.behindThreads) }
    let lines = Self.configurationLines(of: text)
    // A file that says what it needs is written for a tool that has the rest of the proposals off.
    if chosen == nil, !lines.isEmpty { componentFeatures = .shipped }
    for line in lines {
      switch line {
      case .setting(let setting): read(setting: setting)
      case .command(let command): read(command: command)
      }
    }
  }

  /// A line that says how the file is run.
  private enum Line {
    case setting(Substring)
    case command(String)
  }

  /// The lines at the file's beginning; a command may go on behind a backslash.
  private static func configurationLines(of text: String) -> [Line] {
    var lines: [Line] = []
    var pending: String?
    for line in text.split(whereSeparator: \.isNewline).prefix(50) {
      guard line.hasPrefix(";;") else { break }
      if line.hasPrefix(";;!") {
        lines.append(.setting(line.dropFirst(3)))
      } else if let begun = pending {
        pending = begun + line.drop { $0 == ";" }
      } else if let run = line.firstRange(of: "RUN:") {
        pending = String(line[run.upperBound...])
      }
      if let command = pending, command.last != "\\" {
        lines.append(.command(command))
        pending = nil
      } else {
        pending?.removeLast()
      }
    }
    return lines
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
    var name = parts[0].filter { $0 != " " }.replacing("_", with: "-")
    if name.hasPrefix("component-model-") { name = "cm-" + name.dropFirst("component-model-".count) }
    if name == "cm-memory64" { name = "cm64" }
    let isOn = parts[1].contains("true")
    if name == "hogs-memory" { takesMuchMemory = isOn }
    turn(name, on: isOn)
  }

  /// `NAME=value wast --assert default % -f=gc,-simd`
  private mutating func read(command: String) {
    isForValidator = true
    let words = command.split(separator: " ")
    for (index, word) in words.enumerated() {
      let list: Substring
      if word == "-f" || word == "--features" {
        list = index + 1 < words.count ? words[index + 1] : ""
      } else if word.hasPrefix("-f=") || word.hasPrefix("--features=") {
        list = word[word.index(after: word.firstIndex(of: "=") ?? word.startIndex)...]
      } else if word.hasPrefix("WAST_STRICT_COMPONENT_INDICES=") {
        indices = word.hasSuffix("=0") ? .legacy : .strict
        continue
      } else {
        continue
      }
      for name in list.split(separator: ",") {
        if name.hasPrefix("-") { turn(String(name.dropFirst()), on: false) } else { turn(String(name), on: true) }
      }
    }
  }

  private mutating func turn(_ name: String, on isOn: Bool) {
    if let feature = CoreFeature.allCases.first(where: { $0.name == name }) {
      if isOn { features.insert(CoreFeatures(feature)) } else { features.remove(CoreFeatures(feature)) }
    } else if let feature = ComponentFeatures(named: name) {
      if isOn { componentFeatures.formUnion(feature) } else { componentFeatures.subtract(feature) }
    } else if isOn, name.hasPrefix("cm") || name == "shared-everything-threads" {
      unheld.insert(name)
    }
  }
}
