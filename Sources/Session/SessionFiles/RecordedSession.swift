import CoreTypes
import Diagnostics

/// How the inputs and replies of a session are written so that `witscope check` finds the same.
///
/// A check begins with the built-in example and nothing else, and runs in the recording's own folder. A session that began
/// otherwise is brought there by inputs before its own, which moves its input numbers.
struct RecordedSession: Sendable {
  /// Inputs that bring a fresh session to where this one began.
  let preamble: [String]
  /// Whether a check begins with the same instances, so that lists of them agree.
  private let hasSameInstances: Bool
  /// The folder that paths were relative to, and the one that they will be relative to, without links.
  private let here: String
  private let there: String
  /// Set once something did not go into the recording, so that lists of inputs differ.
  private(set) var hasGap = false

  /// - Parameters:
  ///   - preloads: What was loaded before the first input.
  ///   - settings: What the session began with.
  ///   - here, there: The session's folder, and the recording's.
  init(
    preloads: [LoadRequest], settings: Settings, hasBuiltInExample: Bool, here: String, there: String
  ) {
    self.here = here
    self.there = there
    hasSameInstances = hasBuiltInExample && preloads.isEmpty
    var preamble: [String] = []
    let usual = Settings()
    for setting in [Setting.fuel, .timeout, .maxMemory, .features, .watch, .watchRules]
    where settings.text(of: setting) != usual.text(of: setting) {
      preamble.append(":set \(setting.rawValue) \(settings.text(of: setting))")
    }
    let paths = preloads.map { Self.quoted(Self.path($0.path, from: here, to: there)) }
    if !paths.isEmpty { preamble.append(":load " + paths.joined(separator: " ")) }
    self.preamble = preamble
  }

  /// Whether a reply has a place in a recording.
  static func holds(_ reply: Reply) -> Bool {
    if case .quit = reply.content { false } else { reply.inputNumber != nil }
  }

  /// A reply's lines: its input and what came of it.
  mutating func lines(of reply: Reply, transcribe: (Reply) -> [String]) -> [String] {
    guard reply.exitCode != 130 else {
      // Nobody interrupts a check: what takes its place takes its number.
      hasGap = true
      return ["> :history 0"]
    }
    let input = recorded(reply.input)
    let status = ExpectedStatus(of: reply)
    var lines = Self.lines(ofInput: input)
    if status != .ok { lines.append("? " + status.text) }
    switch fidelity(of: reply, as: input) {
    case .exact:
      let number = reply.inputNumber.map { $0 + preamble.count }
      lines += transcribe(reply.relocated(toInput: number)).map(OutputPattern.escaped)
      while lines.last == "" { lines.removeLast() }
    case .statusOnly: if status == .ok { lines.append("...") }
    }
    return lines
  }

  /// An input as it stands in a session file.
  static func lines(ofInput input: String) -> [String] {
    input.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated().map { index, line in
      let text = String(decoding: line, as: UTF8.self)
      return (index == 0 ? ">" : "|") + (text.isEmpty ? "" : " " + text)
    }
  }

  private enum Fidelity { case exact, statusOnly }

  /// Whether a check will say the very same.
  private func fidelity(of reply: Reply, as input: String) -> Fidelity {
    // The place where the time was up is another one each time.
    if reply.failure?.trap?.code == .timedOut { return .statusOnly }
    if input != reply.input, !reply.isSuccess || !reply.remarks.isEmpty { return .statusOnly }
    switch reply.content {
    case .history: return hasGap || !preamble.isEmpty ? .statusOnly : .exact
    case .why: return preamble.isEmpty ? .exact : .statusOnly
    case .instances, .browse, .found, .comparison, .info, .candidates:
      return hasSameInstances && here == there ? .exact : .statusOnly
    case .failure: return hasSameInstances ? .exact : .statusOnly
    case .sourced, .checked: return preamble.isEmpty && hasSameInstances && here == there ? .exact : .statusOnly
    default: return .exact
    }
  }

  /// An input whose paths are relative to the recording, and whose `$3` counts the inputs before the session's own.
  private func recorded(_ input: String) -> String {
    let source = SourceText(name: "", text: input)
    var bytes = Array(input.utf8)
    if here != there, case .command(let parsed)? = (try? parseInput(source))?.kind,
      case .success(let command) = Command.named(parsed.name), [.load, .source, .check].contains(command)
    {
      let words = CommandArguments(parsed, in: source).words()
      for (index, word) in words.enumerated().reversed() {
        // `as NAME` are no paths.
        if command == .load, words.count >= 3, index >= words.count - 2, words[words.count - 2].text == "as" {
          continue
        }
        let path = Self.quoted(Self.path(word.text, from: here, to: there))
        bytes.replaceSubrange(word.span.start..<word.span.end, with: Array(path.utf8))
      }
    } else if !preamble.isEmpty {
      bytes = Self.renumbered(bytes, by: preamble.count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same input with every `$3` counted on, but for those in strings and comments.
  private static func renumbered(_ bytes: [UInt8], by shift: Int) -> [UInt8] {
    let outline = InputOutline(String(decoding: bytes, as: UTF8.self))
    var result = bytes
    for piece in outline.pieces.reversed() where piece.kind == .input {
      guard let number = Int(outline.name(piece)) else { continue }
      result.replaceSubrange(piece.range, with: Array("$\(number + shift)".utf8))
    }
    return result
  }

  // MARK: - Paths

  /// A path as it is written from another folder.
  private static func path(_ path: String, from here: String, to there: String) -> String {
    guard here != there, path != "-", !path.hasPrefix("/") else { return path }
    let (old, new) = (here.split(separator: "/"), there.split(separator: "/"))
    let common = zip(old, new).prefix { $0 == $1 }.count
    var parts = Array(repeating: Substring(".."), count: new.count - common) + old[common...]
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  private static func quoted(_ path: String) -> String {
    path.utf8.contains(where: CommandArguments.isBlank) ? "\"\(path)\"" : path
  }
}

extension Reply {
  /// The same with its input's place in diagnostics as a prompt names it, wherever the input came from.
  fileprivate func relocated(toInput number: Int?) -> Reply {
    guard let number else { return self }
    let place = InputOrigin.prompt.source(of: input, number: number)
    func relocated(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
      diagnostics.map { diagnostic in
        guard case .text(let source, let labels) = diagnostic.location, source.text == input else { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.location = .text(place, labels)
        return diagnostic
      }
    }
    var reply = self
    reply.remarks = relocated(remarks)
    if case .failure(var failure) = content {
      failure.diagnostics = relocated(failure.diagnostics)
      reply.content = .failure(failure)
    }
    return reply
  }
}
