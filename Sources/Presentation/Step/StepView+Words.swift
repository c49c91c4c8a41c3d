import ComponentTypes
import CoreTypes
import Session
package import StyledText
import WAVE

/// A step in sentences, for those who do not see drawings.
extension StepView {
  package var linesInWords: [StyledLine] {
    sentences.flatMap { flow([StyledLine($0.escapingTerminalControls)], indent: 2, columns: columns) }
  }

  private var sentences: [String] {
    var sentences = [momentSentence]
    if let stopText { sentences.append(stopText + ".") }
    if let event = reply.event { sentences.append("It loses something: \(event.loss).") }
    if let trap = reply.trap { sentences.append("It traps: \(trap.code.wording).") }
    if reply.isAtInstruction {
      sentences.append("The stack before, the top first: " + words(reply.before) + ".")
      if let after = reply.after { sentences.append("The stack after: " + words(after) + ".") }
      if let entry = reply.entry { sentences.append("What it leaves is not known yet: it \(entry.sentence).") }
    }
    let locals = reply.locals.prefix(16).map { "\($0.name ?? String($0.index)) \(words($0.value))" }
    if !locals.isEmpty { sentences.append("Locals: " + locals.joined(separator: "; ") + ".") }
    if let memory = reply.memory, memory.isNow {
      sentences.append(
        "Memory \(memory.isWrite ? "written" : "read"): \(counted(memory.width, "byte")) at "
          + "0x\(String(memory.address, radix: 16)).")
    }
    let changed = reply.globals.filter(\.value.isChanged).map {
      "\($0.name ?? String($0.index)) \($0.value.text)"
    }
    if !changed.isEmpty { sentences.append("Global changed: " + changed.joined(separator: "; ") + ".") }
    if let first = reply.frames.first {
      let callers = reply.frames.dropFirst().prefix(4).map(Self.name)
      sentences.append(
        "In \(Self.name(first))" + (callers.isEmpty ? "" : ", called by " + callers.joined(separator: ", by ")) + ".")
    }
    return sentences
  }

  private var momentSentence: String {
    let count = reply.stepCount.map { " of \($0)" } ?? ""
    switch reply.moment {
    case .instruction(let text, let location):
      return "Step \(reply.step)\(count): \(text) at \(location.description)."
    case .canonical(let step):
      let place = step.component.isEmpty ? "" : " in \(step.component)"
      return "After step \(reply.step)\(count): \(step.kind.rawValue)\(place), \(step.text)."
    case .returned(let value):
      return "The end, after \(counted(reply.step, "step")): it returned \(value?.waveText(limit: 400) ?? "()")."
    case .trapped(let trap): return "Step \(reply.step)\(count) traps: \(trap.code.wording)."
    }
  }

  private func words(_ stack: StepStack) -> String {
    guard !stack.values.isEmpty else { return "empty" }
    let more = stack.values.count > 8 ? stack.values.count - 8 + stack.unlisted : stack.unlisted
    return stack.values.prefix(8).map(words).joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }

  private func words(_ value: StepValue) -> String { value.text + (value.isChanged ? ", which is new" : "") }
}

extension StepEntry {
  /// `enters add, which runs long`.
  fileprivate var sentence: String {
    switch kind {
    case .isFar: "\(words), which runs long"
    case .traps: words
    case .asksOutside: "asks outside, which happens when the step is made"
    case .isCaught: "throws an exception, \(words)"
    }
  }
}
