import ComponentTypes
import CoreTypes
import LineEditing
import Presentation
import Session
import StyledText

/// What the state asks of the session. While an input runs, nothing is asked that could run something itself.
final class LookupOnSession: SessionLookup {
  private let session: Session
  private let language: SessionLanguage
  var isBusy = false

  init(_ session: Session) {
    self.session = session
    language = SessionLanguage(session)
  }

  func isUnfinished(_ text: String) -> Bool { language.isUnfinished(text) }

  func completion(of text: String, at cursor: Int) -> Completion? {
    isBusy ? nil : language.completion(of: text, at: cursor)
  }

  func highlighted(_ text: String) -> [StyledRun] { isBusy ? [StyledRun(text)] : language.highlighted(text) }

  func hint(for text: String, at cursor: Int) -> String? { isBusy ? nil : language.hint(for: text, at: cursor) }

  func markedBrackets(in text: String, at cursor: Int) -> [Int] {
    isBusy ? [] : language.markedBrackets(in: text, at: cursor)
  }

  func preview(_ text: String) -> ValueReply? { isBusy ? nil : session.preview(text) }

  func disassembly(around location: CodeLocation, ofInstance name: String, lines: Int) -> InstructionListing? {
    isBusy ? nil : session.disassembly(around: location, ofInstance: name, lines: lines)
  }

  func inputs(in text: String) -> [String] { language.inputs(in: text) }

  /// The input language and the commands, as `:help` lists them.
  var helpLines: [StyledLine] {
    guard !isBusy else { return [] }
    let reply = Reply(input: ":help", content: .help(session.overview))
    return ReplyView(reply, options: PresentationOptions(width: 76)).lines
  }

  /// The shortest text that calls a function: its name where that is enough, on the instance where it has to be said.
  func callee(_ path: FunctionPath, on instance: String?, among holders: [String]) -> String {
    let name = path.function.callName
    guard let holder = instance ?? holders.first else {
      // Nothing has it: the short name where that means this one.
      if case .ambiguous = session.lookUpFunction(.named(instance: nil, interface: nil, names: name)) {
        return ([path.interface?.description].compactMap(\.self) + name).joined(separator: ".")
      }
      return name.joined(separator: ".")
    }
    if case .found(let found) = session.lookUpFunction(.named(instance: nil, interface: nil, names: name)),
      found.path == path, instance == nil || found.instance == holder
    {
      return name.joined(separator: ".")
    }
    let full = (path.interface.map { [$0.description] } ?? []) + name
    let prefix = instance == nil ? [] : [holder]
    if case .found(let found) = session.lookUpFunction(.named(instance: holder, interface: nil, names: name)),
      found.path == path
    {
      return ([holder] + name).joined(separator: ".")
    }
    return (prefix + full).joined(separator: ".")
  }
}

extension String {
  /// A function's name as it is called: `[method]counter.next` is `counter.next`, `[constructor]counter` is `counter`.
  fileprivate var callName: [String] {
    guard hasPrefix("["), let close = firstIndex(of: "]") else { return [self] }
    return self[index(after: close)...].split(separator: ".").map(String.init)
  }
}
